#include "byte_source.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace waymark {
namespace {

constexpr std::size_t kPiece = 64 * 1024;

class FileBytes final : public ByteSource {
 public:
  FileBytes(int descriptor, std::string name)
      : descriptor_(descriptor), name_(std::move(name)), buffer_(kPiece, '\0') {}
  ~FileBytes() override { ::close(descriptor_); }
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  Result<std::string_view> read() override {
    for (;;) {
      const ssize_t got = ::read(descriptor_, buffer_.data(), buffer_.size());
      if (got >= 0) return std::string_view(buffer_.data(), static_cast<std::size_t>(got));
      if (errno != EINTR)
        return fail(ErrorCode::Failed, "reading \"" + name_ + "\": " + std::strerror(errno));
    }
  }

 private:
  int descriptor_;
  std::string name_;
  std::string buffer_;
};

class PieceBytes final : public ByteSource {
 public:
  explicit PieceBytes(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {}
  Result<std::string_view> read() override {
    while (next_ < pieces_.size()) {
      const std::string_view rest = std::string_view(pieces_[next_]).substr(start_);
      if (rest.empty()) {
        ++next_, start_ = 0;
        continue;
      }
      const std::string_view piece = rest.substr(0, kPiece);
      start_ += piece.size();
      return piece;
    }
    return std::string_view();
  }

 private:
  std::vector<std::string> pieces_;
  std::size_t next_ = 0;
  std::size_t start_ = 0;
};

const char* kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a named pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

}  // namespace

Result<int> open_descriptor(const std::filesystem::path& path) {
  const std::string quoted = "\"" + path.string() + "\"";
  // Without O_NONBLOCK, opening a named pipe waits for somebody to write to it.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0 && errno == ELOOP)
    return fail(ErrorCode::Unreadable,
                quoted + " is a symbolic link, which is never followed; give the file itself");
  if (descriptor < 0)
    return fail(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Failed,
                "opening " + quoted + ": " + std::strerror(errno));
  struct stat info {};
  if (::fstat(descriptor, &info) != 0) {
    const int why = errno;
    ::close(descriptor);
    return fail(ErrorCode::Failed, "opening " + quoted + ": " + std::strerror(why));
  }
  if (!S_ISREG(info.st_mode)) {
    ::close(descriptor);
    return fail(ErrorCode::Unreadable, quoted + " is " + kind_of(info.st_mode) + ", not a regular file");
  }
  return descriptor;
}

Result<std::unique_ptr<ByteSource>> open_bytes(const std::filesystem::path& path) {
  const Result<int> descriptor = open_descriptor(path);
  if (!descriptor) return fail(descriptor.error());
  return std::make_unique<FileBytes>(*descriptor, path.string());
}

std::unique_ptr<ByteSource> bytes_of(std::vector<std::string> pieces) {
  return std::make_unique<PieceBytes>(std::move(pieces));
}

Result<std::string_view> PeekedBytes::peek(std::size_t bytes) {
  ahead_.erase(0, start_);
  start_ = 0;
  while (ahead_.size() < bytes) {
    Result<std::string_view> more = inner_->read();
    if (!more && ahead_.empty()) return more;
    if (!more || more->empty()) break;
    ahead_ += *more;
  }
  return std::string_view(ahead_).substr(0, bytes);
}

Result<std::string_view> PeekedBytes::read() {
  if (start_ < ahead_.size()) {
    const std::string_view rest = std::string_view(ahead_).substr(start_);
    start_ = ahead_.size();
    return rest;
  }
  return inner_->read();
}

}  // namespace waymark
