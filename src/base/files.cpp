#include "waymark/base/files.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace waymark {
namespace {

tl::unexpected<Error> system_failure(const std::string& doing, const std::filesystem::path& path) {
  return fail(ErrorCode::Failed, doing + " \"" + path.string() + "\": " + std::strerror(errno));
}

class FileDescriptor {
 public:
  explicit FileDescriptor(int value) : value_(value) {}
  ~FileDescriptor() {
    if (value_ >= 0) ::close(value_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  int value() const { return value_; }

 private:
  int value_;
};

Status write_and_sync(const std::filesystem::path& path, std::string_view bytes) {
  const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (file.value() < 0) return system_failure("creating", path);
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.value(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_failure("writing", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.value()) != 0) return system_failure("syncing", path);
  return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.value() < 0) return system_failure("opening", path);
  std::string bytes;
  std::string piece(64 * 1024, '\0');
  for (;;) {
    const ssize_t got = ::read(file.value(), piece.data(), piece.size());
    if (got == 0) return bytes;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure("reading", path);
    bytes.append(piece, 0, static_cast<std::size_t>(got));
  }
}

Status sync_path(const std::filesystem::path& path) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.value() < 0) return system_failure("opening", path);
  if (::fsync(file.value()) != 0) return system_failure("syncing", path);
  return {};
}

Status write_file_durably(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::path beside = path;
  beside += ".tmp";
  Status written = write_and_sync(beside, bytes);
  if (written && ::rename(beside.c_str(), path.c_str()) != 0) written = system_failure("renaming over", path);
  if (!written) {
    ::unlink(beside.c_str());  // On a full disk, half a file would stay in the way of the next attempt.
    return written;
  }
  return sync_path(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.value() < 0) return system_failure("opening", path);
  struct stat info {};
  if (::fstat(file.value(), &info) != 0) return system_failure("reading", path);
  MappedFile mapped;
  mapped.size_ = static_cast<std::size_t>(info.st_size);
  if (mapped.size_ == 0) return mapped;
  void* data = ::mmap(nullptr, mapped.size_, PROT_READ, MAP_SHARED, file.value(), 0);
  if (data == MAP_FAILED) return system_failure("mapping", path);
  mapped.data_ = static_cast<const char*>(data);
  return mapped;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}
MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

}  // namespace waymark
