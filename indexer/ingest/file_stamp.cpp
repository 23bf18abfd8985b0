#include "file_stamp.h"

#include <cerrno>
#include <chrono>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "waymark/base/hash.h"

namespace waymark {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kCoarsestClock = 2 * kSecond;  // FAT counts in steps of two seconds.

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * kSecond + time.tv_nsec; }

tl::unexpected<Error> unreadable(const std::filesystem::path& path) {
  return fail(ErrorCode::Unreadable, "opening \"" + path.string() + "\": " + std::strerror(errno));
}

}  // namespace

Result<FileStamp> stamp_of(const std::filesystem::path& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0) return unreadable(path);
  if (!S_ISREG(info.st_mode))
    return fail(ErrorCode::Unreadable, "\"" + path.string() + "\" is not a regular file");
  return FileStamp{.inode = info.st_ino,
                   .size = static_cast<std::uint64_t>(info.st_size),
                   .modified = nanoseconds(info.st_mtim),
                   .changed = nanoseconds(info.st_ctim)};
}

std::optional<Time> modified_at(const FileStamp& stamp) {
  if (stamp.modified <= 0) return std::nullopt;
  return Time(Seconds(stamp.modified / kSecond));
}

bool settled(const FileStamp& stamp, std::int64_t looked_at) {
  return stamp.changed < looked_at - kCoarsestClock;
}

std::int64_t nanoseconds_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Result<std::string> digest_of(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return unreadable(path);
  Sha256 hash;
  std::string piece(256 * 1024, '\0');
  for (;;) {
    const ssize_t got = ::read(file, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got > 0) {
      hash.update({piece.data(), static_cast<std::size_t>(got)});
      continue;
    }
    const bool broken = got < 0;
    const int problem = errno;
    ::close(file);
    if (!broken) return to_hex(hash.finish());
    return fail(ErrorCode::Unreadable, "reading \"" + path.string() + "\": " + std::strerror(problem));
  }
}

}  // namespace waymark
