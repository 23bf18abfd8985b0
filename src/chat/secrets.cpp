#include "secrets.h"

#include <cstdlib>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr Seconds kRemembered(600);  // Longer than a signed time is good for.
constexpr Seconds kRecent(300);
constexpr std::size_t kMostRemembered = 4096;
constexpr std::size_t kShortestSecret = 16;  // Bytes; what is shorter can be guessed.

std::vector<std::string> secrets_in(std::string_view text, char separator) {
  std::vector<std::string> secrets;
  for (const std::string& line : split_words(text, separator)) secrets.emplace_back(trim(line));
  return secrets;
}

Status check_length(const std::vector<std::string>& secrets, const std::string& where) {
  for (const std::string& secret : secrets)
    if (secret.size() < kShortestSecret)
      return fail(ErrorCode::InvalidInput, "the secret in " + where + " is shorter than 16 characters");
  return {};
}

// Nobody but the server and its group reads a secret, and nobody else writes one.
Status check_mode(const std::filesystem::path& path) {
  using std::filesystem::perms;
  std::error_code error;
  const perms mode = std::filesystem::status(path, error).permissions();
  constexpr perms kOpen = perms::others_all | perms::group_write | perms::group_exec | perms::owner_exec;
  if (!error && (mode & kOpen) != perms::none)
    return fail(ErrorCode::InvalidInput, "\"" + path.string() + "\" holds a secret and is open to others: chmod 600 it");
  return {};
}

Result<std::vector<std::string>> read_secrets(const std::filesystem::path& path) {
  if (const Status closed = check_mode(path); !closed) return fail(closed.error());
  const auto text = read_file(path);
  if (!text) return fail(ErrorCode::InvalidInput, text.error().message);
  std::vector<std::string> secrets = secrets_in(*text, '\n');
  if (secrets.empty()) return fail(ErrorCode::InvalidInput, "\"" + path.string() + "\" holds no secret");
  if (const Status long_enough = check_length(secrets, "\"" + path.string() + "\""); !long_enough)
    return fail(long_enough.error());
  return secrets;
}

}  // namespace

Result<std::shared_ptr<const Secrets>> Secrets::open(const SecretPlace& place,
                                                     const std::filesystem::path& folder) {
  auto secrets = std::make_shared<Secrets>();
  if (!place.variable.empty()) {
    const char* value = std::getenv(place.variable.c_str());
    secrets->fixed_ = secrets_in(value == nullptr ? "" : value, ' ');
    if (secrets->fixed_.empty())
      return fail(ErrorCode::InvalidInput, "the environment has no secret in " + place.variable);
    if (const Status long_enough = check_length(secrets->fixed_, place.variable); !long_enough)
      return fail(long_enough.error());
    return secrets;
  }
  secrets->file_ = std::make_unique<WatchedFile<std::vector<std::string>>>(folder / place.file, read_secrets);
  if (const Status read = secrets->file_->open(); !read) return fail(read.error());
  return secrets;
}

std::vector<std::string> Secrets::current() const { return file_ == nullptr ? fixed_ : *file_->content(); }

std::optional<ApiResponse> ReplayMemory::answered(const std::string& what, Time now) {
  const std::lock_guard lock(mutex_);
  forget(now);
  const auto found = seen_.find(what);
  return found == seen_.end() ? std::nullopt : std::optional(found->second.answer);
}

void ReplayMemory::remember(const std::string& what, const ApiResponse& answer, Time now) {
  const std::lock_guard lock(mutex_);
  if (seen_.size() >= kMostRemembered) {
    const auto oldest = std::min_element(
        seen_.begin(), seen_.end(), [](const auto& a, const auto& b) { return a.second.at < b.second.at; });
    seen_.erase(oldest);
  }
  seen_.emplace(what, Entry{now, answer});
}

void ReplayMemory::forget(Time now) {
  std::erase_if(seen_, [&](const auto& entry) { return now - entry.second.at > kRemembered; });
}

bool is_recent(Time stated, Time now) { return stated - now <= kRecent && now - stated <= kRecent; }

}  // namespace waymark
