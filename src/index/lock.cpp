#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "waymark/base/strings.h"
#include "waymark/index/publish.h"

namespace waymark {

Result<IndexLock> IndexLock::take(const std::filesystem::path& index) {
  std::error_code error;
  std::filesystem::create_directories(index, error);
  const std::filesystem::path path = index / "LOCK";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0)
    return fail(ErrorCode::Failed,
                "index folder \"" + index.string() + "\" is not writable: " + std::strerror(errno));
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    const auto holder = read_file(path);
    ::close(file);
    return fail(ErrorCode::Unavailable, "index \"" + index.string() + "\" is being written by process " +
                                            (holder ? std::string(trim(*holder)) : "?") +
                                            ": wait for it or stop it");
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(file, 0) != 0 || ::write(file, pid.data(), pid.size()) < 0) {
    // The number is only for the message above; the lock itself is held.
  }
  return IndexLock(file);
}

IndexLock::IndexLock(IndexLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
IndexLock::~IndexLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace waymark
