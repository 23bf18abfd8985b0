// record_log.h - an append-only file of records that survives crashes.
//
//   Result<RecordLog> log = RecordLog::open("history/changes-000001.log");
//   Status kept = log->append({"one", "two"});  // on disk when it returns
//
// Layout, little-endian: magic "WMLOG001"; records of {length u32, CRC-32 of the payload u32, payload}. What
// a crash left unfinished at the end, and everything from the first record that does not fit its checksum on,
// is not read and is cut by the next writer; the records before it stay.
//
// Threads: one writer at a time (whoever holds the IndexLock); readers read what is whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "waymark/base/result.h"

namespace waymark {

struct RecordScan {
  std::uint64_t whole = 0;  // Bytes from the beginning that hold whole records.
  std::uint64_t records = 0;
  std::string problem;  // What is wrong with the bytes after those, or "".
};

// Visits every whole record of a log's bytes in order: where its payload begins, and the payload.
using RecordVisitor = std::function<void(std::uint64_t at, std::string_view payload)>;
RecordScan scan_records(std::string_view bytes, const RecordVisitor& visit);

constexpr std::uint32_t kLongestRecord = 16u << 20;

class RecordLog {
 public:
  // Made when it is not there; a damaged tail is cut, and `problem` says so. `keep` bytes at most are kept:
  // for who knows that the last whole records belong to something unfinished.
  static Result<RecordLog> open(const std::filesystem::path& path, std::uint64_t keep = ~0ULL);
  RecordLog(RecordLog&& other) noexcept;
  RecordLog& operator=(RecordLog&& other) noexcept;
  ~RecordLog();

  // All of them or, when it fails, none. Synced.
  Status append(std::span<const std::string> records);
  std::uint64_t size() const { return size_; }  // In bytes.
  const std::string& problem() const { return problem_; }

 private:
  RecordLog(std::filesystem::path path, int file) : path_(std::move(path)), file_(file) {}
  Status failed(std::string_view doing) const;

  std::filesystem::path path_;
  int file_ = -1;
  std::uint64_t size_ = 0;
  std::string problem_;
};

}  // namespace waymark
