#include "waymark/index/record_log.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "waymark/base/files.h"

namespace waymark {
namespace {

constexpr std::string_view kMagic = "WMLOG001";
constexpr std::size_t kHead = 8;  // Length and checksum of a record.

// CRC-32 as in zlib and PNG, a byte at a time: records are short.
std::uint32_t crc32(std::string_view bytes) {
  static const auto kTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      table[i] = i;
      for (int bit = 0; bit < 8; ++bit) table[i] = (table[i] >> 1) ^ ((table[i] & 1) != 0 ? 0xEDB88320u : 0u);
    }
    return table;
  }();
  std::uint32_t crc = ~0u;
  for (const char c : bytes) crc = kTable[(crc ^ static_cast<unsigned char>(c)) & 0xFF] ^ (crc >> 8);
  return ~crc;
}

std::uint32_t number_at(std::string_view bytes, std::uint64_t at) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

void append_number(std::string& out, std::uint32_t number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof bytes);
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::string bytes_at(std::uint64_t at) { return "at byte " + std::to_string(at); }

}  // namespace

RecordScan scan_records(std::string_view bytes, const RecordVisitor& visit) {
  RecordScan scan;
  if (bytes.empty()) return scan;
  if (!bytes.starts_with(kMagic)) {
    scan.problem = "does not begin as a log";
    return scan;
  }
  scan.whole = kMagic.size();
  while (scan.whole < bytes.size()) {
    const std::uint64_t left = bytes.size() - scan.whole;
    if (left < kHead) {
      scan.problem = "a record is cut off " + bytes_at(scan.whole);
      break;
    }
    const std::uint32_t length = number_at(bytes, scan.whole);
    if (length > kLongestRecord || length > left - kHead) {
      scan.problem = "a record is cut off " + bytes_at(scan.whole);
      break;
    }
    const std::string_view payload = bytes.substr(scan.whole + kHead, length);
    if (crc32(payload) != number_at(bytes, scan.whole + 4)) {
      scan.problem = "a record does not match its checksum " + bytes_at(scan.whole);
      break;
    }
    if (visit) visit(scan.whole + kHead, payload);
    scan.whole += kHead + length;
    ++scan.records;
  }
  return scan;
}

Result<RecordLog> RecordLog::open(const std::filesystem::path& path, std::uint64_t keep) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_APPEND, 0644);
  RecordLog log(path, file);
  if (file < 0) return fail(log.failed("opening").error());
  const auto mapped = MappedFile::open(path);
  if (!mapped) return fail(mapped.error());
  const std::uint64_t there = mapped->bytes().size();
  const RecordScan scan = scan_records(mapped->bytes(), {});
  if (!scan.problem.empty())
    log.problem_ = "\"" + path.string() + "\": " + scan.problem + "; " + std::to_string(there - scan.whole) +
                   " bytes are cut, the records before them stay";
  log.size_ = std::min(scan.whole, keep);
  if (log.size_ < there && ::ftruncate(file, static_cast<off_t>(log.size_)) != 0)
    return fail(log.failed("cutting").error());
  if (log.size_ == 0) {
    if (!write_all(file, kMagic) || ::fsync(file) != 0) return fail(log.failed("writing").error());
    log.size_ = kMagic.size();
    if (const Status synced = sync_path(path.parent_path()); !synced) return fail(synced.error());
  }
  return log;
}

RecordLog::RecordLog(RecordLog&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, -1)),
      size_(other.size_),
      problem_(std::move(other.problem_)) {}

RecordLog& RecordLog::operator=(RecordLog&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(file_, other.file_);
  std::swap(size_, other.size_);
  std::swap(problem_, other.problem_);
  return *this;
}

RecordLog::~RecordLog() {
  if (file_ >= 0) ::close(file_);
}

Status RecordLog::failed(std::string_view doing) const {
  return fail(ErrorCode::Failed, std::string(doing) + " \"" + path_.string() + "\": " + std::strerror(errno));
}

Status RecordLog::append(std::span<const std::string> records) {
  std::string bytes;
  for (const std::string& record : records) {
    if (record.size() > kLongestRecord)
      return fail(ErrorCode::InvalidInput, "a record of " + std::to_string(record.size()) +
                                               " bytes does not fit \"" + path_.string() + "\"");
    append_number(bytes, static_cast<std::uint32_t>(record.size()));
    append_number(bytes, crc32(record));
    bytes += record;
  }
  if (!write_all(file_, bytes) || ::fdatasync(file_) != 0) {
    const Status why = failed("writing");
    // Half a batch must not be taken for a whole one; if even this fails, the next writer cuts it.
    if (::ftruncate(file_, static_cast<off_t>(size_)) != 0) return why;
    return why;
  }
  size_ += bytes.size();
  return {};
}

}  // namespace waymark
