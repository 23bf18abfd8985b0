#include "user_salt.h"

#include <sys/random.h>

#include <cerrno>
#include <cstring>

#include "waymark/base/files.h"
#include "waymark/base/hash.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBytes = 32;

Result<std::string> random_bytes() {
  std::string bytes(kBytes, '\0');
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    return fail(ErrorCode::Failed, std::string("making a salt: ") + std::strerror(errno));
  return bytes;
}

std::uint64_t salted(std::uint64_t user, std::string_view salt) {
  std::string text(salt);
  for (int shift = 0; shift < 64; shift += 8) text += static_cast<char>(user >> shift & 0xff);
  const Digest digest = sha256(text);
  std::uint64_t out = 0;
  std::memcpy(&out, digest.data(), sizeof out);
  return out;
}

}  // namespace

Result<std::string> user_salt(const fs::path& history, bool write) {
  const fs::path path = history / "salt";
  std::error_code error;
  if (std::string salt = read_file(path).value_or(""); !salt.empty()) return salt;
  auto fresh = random_bytes();
  if (!fresh || !write) return fresh;
  fs::create_directories(history, error);
  if (const Status written = write_file_durably(path, *fresh); !written) return fail(written.error());
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, error);
  if (error) return fail(ErrorCode::Failed, "closing \"" + path.string() + "\": " + error.message());
  return fresh;
}

void salt_users(std::vector<Events>& events, std::string_view salt) {
  for (Events& told : events)
    for (std::uint64_t& user : told.users) user = salted(user, salt);
}

}  // namespace waymark
