// history.h - the change events of the last 90 days, kept beside the generations.
//
//   index/history/changes-000000000001.log   events of a run, closed by its index_run (record_log.h)
//   index/history/access.jsonl               which assets changed access class, when, and by which rule
//
// More than the exports hold: losing it loses history and nothing else. Events of a run count once its
// index_run stands behind them, so a crash between leaves nothing half told.
//
// Threads: a History is immutable and may be shared. One HistoryWriter at a time: whoever holds the
// IndexLock.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/index/changes.h"
#include "waymark/index/record_log.h"

namespace waymark {

constexpr std::chrono::days kHistoryKept{90};

std::string event_to_json(const ChangeEvent& event);
Result<ChangeEvent> event_from_json(std::string_view text);

// One event, without its texts.
struct EventRow {
  std::int64_t at = 0;         // Seconds since 1970; never falls from one event to the next.
  std::uint64_t identity = 0;  // Of its content: how a cursor finds it again.
  std::uint32_t ordinal = 0;   // Which of several with the same content at the same second.
  std::uint64_t key = 0;       // hash_of_key()
  std::uint64_t place = 0;     // Of the payload, in the file.
  std::uint32_t length = 0;
  std::uint32_t access = 0;  // Index into access_sets() of its segment.
  std::uint32_t run = 0;     // Of the index_run that closes it, in its segment.
  ChangeKind kind = ChangeKind::IndexRun;
  AssetType type = AssetType::Table;
};

std::uint64_t hash_of_key(std::string_view key);

// One file of the log as it was when it was read.
class HistorySegment {
 public:
  static Result<std::shared_ptr<const HistorySegment>> read(const std::filesystem::path& path);
  ~HistorySegment();
  HistorySegment(const HistorySegment&) = delete;
  HistorySegment& operator=(const HistorySegment&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::uint64_t file_size() const { return file_size_; }  // When read, whatever was whole of it.
  std::uint64_t committed() const { return committed_; }  // Bytes up to the end of the last whole run.
  const std::string& problem() const { return problem_; }
  const std::vector<EventRow>& rows() const { return rows_; }
  const std::vector<std::vector<EventAccess>>& access_sets() const { return access_sets_; }
  const std::vector<std::string>& generations() const { return generations_; }  // Of its runs.
  Result<ChangeEvent> event(std::size_t row) const;

 private:
  HistorySegment() = default;
  void take(std::uint64_t place, std::string_view payload, const ChangeEvent& event);

  std::filesystem::path path_;
  int file_ = -1;
  std::uint64_t file_size_ = 0, committed_ = 0;
  std::string problem_;
  std::vector<EventRow> rows_;
  std::vector<std::vector<EventAccess>> access_sets_;
  std::vector<std::string> generations_;
  std::unordered_map<std::uint64_t, std::uint32_t> told_;  // While reading: identities of the second at hand.
};

class History {
 public:
  // Never fails: what cannot be read is left out, and `problem` says so. Segments that `known` has as they
  // still are on disk are taken from it.
  static std::shared_ptr<const History> open(const std::filesystem::path& index,
                                             const History* known = nullptr);
  // Cheap: whether a History opened now would hold something else.
  bool is_current(const std::filesystem::path& index) const;

  std::size_t size() const { return size_; }
  // By number, oldest 0.
  const EventRow& row(std::size_t number) const;
  const std::vector<EventAccess>& access(std::size_t number) const;
  std::size_t run_of(std::size_t number) const;  // Number of the index_run that closes it.
  Result<ChangeEvent> event(std::size_t number) const;
  // The first event at this moment or later.
  std::size_t first_since(std::int64_t at) const;
  // The newest event about a key, or size().
  std::size_t last_about(std::string_view key) const;

  const std::vector<std::shared_ptr<const HistorySegment>>& segments() const { return segments_; }
  const std::string& problem() const { return problem_; }

 private:
  std::pair<const HistorySegment*, std::size_t> at(std::size_t number) const;

  std::vector<std::shared_ptr<const HistorySegment>> segments_;  // Oldest first.
  std::vector<std::size_t> begins_;                              // Number of each segment's first event.
  std::unordered_map<std::uint64_t, std::size_t> last_of_key_;
  std::size_t size_ = 0;
  std::string problem_;
};

// An asset that others may know of than before.
struct AccessChange {
  std::string key, name;
  AccessClass before, after;  // `after.rule` gave it.
};

class HistoryWriter {
 public:
  static Result<HistoryWriter> open(const std::filesystem::path& index);

  const std::optional<ChangeEvent>& last_run() const { return last_run_; }
  bool has_run(std::string_view generation) const { return generations_.contains(std::string(generation)); }
  const std::string& problem() const { return problem_; }  // What was cut when it was opened.

  // Events and the index_run that closes them, all or nothing. Their times are set to `at`, or to that of the
  // last run where clocks went back.
  Status append(std::vector<ChangeEvent> events, RunSummary run, Time at);
  Status append_audit(std::span<const AccessChange> changes, std::span<const std::string> levels_before,
                      std::span<const std::string> levels, const std::string& generation, Time at);
  // Files whose last event is older than 90 days.
  void prune(Time now);

 private:
  std::filesystem::path folder_;
  std::shared_ptr<const History> history_;
  std::optional<ChangeEvent> last_run_;
  std::set<std::string> generations_;
  std::string problem_;
};

}  // namespace waymark
