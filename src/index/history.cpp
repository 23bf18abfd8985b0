#include "waymark/index/history.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "waymark/base/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// A file is closed when it has this many bytes or its first event is a week older than the newest: pruning
// removes whole files.
constexpr std::uint64_t kSegmentBytes = 4u << 20;
constexpr std::int64_t kSegmentSeconds = 7 * 86400;

std::uint64_t fnv1a(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

std::vector<fs::path> segment_files(const fs::path& index) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(index / "history", error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("changes-") && name.ends_with(".log")) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string segment_name(std::uint64_t number) {
  char name[40];
  std::snprintf(name, sizeof name, "changes-%012llu.log", static_cast<unsigned long long>(number));
  return name;
}

std::uint64_t size_of(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return error ? 0 : size;
}

void add_problem(std::string& problems, const std::string& problem) {
  if (!problem.empty()) problems += (problems.empty() ? "" : "; ") + problem;
}

}  // namespace

std::uint64_t hash_of_key(std::string_view key) { return fnv1a(key); }

HistorySegment::~HistorySegment() {
  if (file_ >= 0) ::close(file_);
}

Result<std::shared_ptr<const HistorySegment>> HistorySegment::read(const fs::path& path) {
  std::shared_ptr<HistorySegment> segment(new HistorySegment);
  segment->path_ = path;
  segment->file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  // Read, not mapped: a writer may cut a damaged tail at any moment.
  const auto bytes = read_file(path);
  if (segment->file_ < 0 || !bytes)
    return fail(ErrorCode::Unreadable, "opening \"" + path.string() + "\": " + std::strerror(errno));
  segment->file_size_ = bytes->size();
  std::size_t committed_rows = 0;
  const RecordScan scan = scan_records(*bytes, [&](std::uint64_t place, std::string_view payload) {
    const auto event = event_from_json(payload);
    if (!event) {
      add_problem(segment->problem_, event.error().message);
      return;
    }
    segment->take(place, payload, *event);
    if (event->kind != ChangeKind::IndexRun) return;
    for (std::size_t i = committed_rows; i < segment->rows_.size(); ++i)
      segment->rows_[i].run = static_cast<std::uint32_t>(segment->rows_.size() - 1);
    committed_rows = segment->rows_.size();
    segment->committed_ = place + payload.size();
    if (event->run) segment->generations_.push_back(event->run->generation);
  });
  segment->rows_.resize(committed_rows);
  segment->told_.clear();
  if (!scan.problem.empty()) add_problem(segment->problem_, "\"" + path.string() + "\": " + scan.problem);
  return std::shared_ptr<const HistorySegment>(std::move(segment));
}

void HistorySegment::take(std::uint64_t place, std::string_view payload, const ChangeEvent& event) {
  EventRow row;
  row.at = event.at.time_since_epoch().count();
  // Of a run, nothing that depends on what some may not see.
  row.identity = event.run
                     ? fnv1a(std::to_string(row.at) + event.run->generation + format_time(event.run->as_of))
                     : fnv1a(payload);
  if (!rows_.empty() && rows_.back().at != row.at) told_.clear();
  row.ordinal = told_[row.identity]++;
  row.key = hash_of_key(event.key);
  row.place = place;
  row.length = static_cast<std::uint32_t>(payload.size());
  row.kind = event.kind;
  row.type = event.type;
  // Few classes: the last set seen is nearly always the one.
  if (access_sets_.empty() || access_sets_.back() != event.access) {
    const auto same = std::find(access_sets_.begin(), access_sets_.end(), event.access);
    row.access = static_cast<std::uint32_t>(same - access_sets_.begin());
    if (same == access_sets_.end()) access_sets_.push_back(event.access);
  } else {
    row.access = static_cast<std::uint32_t>(access_sets_.size() - 1);
  }
  rows_.push_back(row);
}

Result<ChangeEvent> HistorySegment::event(std::size_t row) const {
  std::string payload(rows_[row].length, '\0');
  const ssize_t got = ::pread(file_, payload.data(), payload.size(), static_cast<off_t>(rows_[row].place));
  if (got != static_cast<ssize_t>(payload.size()))
    return fail(ErrorCode::Unreadable, "\"" + path_.string() + "\" got shorter while it was read");
  return event_from_json(payload);
}

std::shared_ptr<const History> History::open(const fs::path& index, const History* known) {
  auto history = std::make_shared<History>();
  for (const fs::path& path : segment_files(index)) {
    std::shared_ptr<const HistorySegment> segment;
    if (known != nullptr)
      for (const auto& old : known->segments_)
        if (old->path() == path && old->file_size() == size_of(path)) segment = old;
    if (segment == nullptr) {
      auto read = HistorySegment::read(path);
      if (!read) {
        add_problem(history->problem_, read.error().message);
        continue;
      }
      segment = std::move(*read);
    }
    add_problem(history->problem_, segment->problem());
    history->begins_.push_back(history->size_);
    for (const EventRow& row : segment->rows()) {
      if (row.kind != ChangeKind::IndexRun) history->last_of_key_[row.key] = history->size_;
      ++history->size_;
    }
    history->segments_.push_back(std::move(segment));
  }
  return history;
}

bool History::is_current(const fs::path& index) const {
  const std::vector<fs::path> files = segment_files(index);
  if (files.size() != segments_.size()) return false;
  for (std::size_t i = 0; i < files.size(); ++i)
    if (files[i] != segments_[i]->path() || size_of(files[i]) != segments_[i]->file_size()) return false;
  return true;
}

std::pair<const HistorySegment*, std::size_t> History::at(std::size_t number) const {
  const auto after = std::upper_bound(begins_.begin(), begins_.end(), number);
  const auto segment = static_cast<std::size_t>(after - begins_.begin()) - 1;
  return {segments_[segment].get(), number - begins_[segment]};
}

const EventRow& History::row(std::size_t number) const {
  const auto [segment, row] = at(number);
  return segment->rows()[row];
}

const std::vector<EventAccess>& History::access(std::size_t number) const {
  const auto [segment, row] = at(number);
  return segment->access_sets()[segment->rows()[row].access];
}

std::size_t History::run_of(std::size_t number) const {
  const auto [segment, row] = at(number);
  return number - row + segment->rows()[row].run;
}

Result<ChangeEvent> History::event(std::size_t number) const {
  const auto [segment, row] = at(number);
  return segment->event(row);
}

std::size_t History::first_since(std::int64_t time) const {
  std::size_t low = 0, high = size_;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (row(middle).at >= time)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

std::size_t History::last_about(std::string_view key) const {
  const auto found = last_of_key_.find(hash_of_key(key));
  return found == last_of_key_.end() ? size_ : found->second;
}

Result<HistoryWriter> HistoryWriter::open(const fs::path& index) {
  HistoryWriter writer;
  writer.folder_ = index / "history";
  std::error_code error;
  fs::create_directories(writer.folder_, error);
  if (error)
    return fail(ErrorCode::Failed, "creating \"" + writer.folder_.string() + "\": " + error.message());
  writer.history_ = History::open(index);
  writer.problem_ = writer.history_->problem();
  for (const auto& segment : writer.history_->segments()) {
    writer.generations_.insert(segment->generations().begin(), segment->generations().end());
    // Also events without the run that would close them are cut: that run is told of again, as a whole.
    if (segment->committed() < segment->file_size()) {
      const auto cut = RecordLog::open(segment->path(), segment->committed());
      if (!cut) return fail(cut.error());
    }
  }
  for (std::size_t i = writer.history_->size(); i-- > 0 && !writer.last_run_;)
    if (writer.history_->row(i).kind == ChangeKind::IndexRun) {
      auto run = writer.history_->event(i);
      if (run) writer.last_run_ = std::move(*run);
    }
  return writer;
}

Status HistoryWriter::append(std::vector<ChangeEvent> events, RunSummary run, Time at) {
  if (last_run_) at = std::max(at, last_run_->at);
  ChangeEvent closing;
  closing.run = std::move(run);
  events.push_back(closing);
  std::vector<std::string> records;
  records.reserve(events.size());
  for (ChangeEvent& event : events) {
    event.at = at;
    records.push_back(event_to_json(event));
  }
  const auto& segments = history_->segments();
  std::uint64_t next = 1;
  fs::path path;
  if (!segments.empty()) {
    const HistorySegment& last = *segments.back();
    next = std::strtoull(last.path().filename().string().c_str() + std::strlen("changes-"), nullptr, 10) + 1;
    const bool full = size_of(last.path()) >= kSegmentBytes;
    const bool old =
        !last.rows().empty() && at.time_since_epoch().count() - last.rows().front().at >= kSegmentSeconds;
    if (!full && !old) path = last.path();
  }
  if (path.empty()) path = folder_ / segment_name(next);
  auto log = RecordLog::open(path);
  if (!log) return fail(log.error());
  if (const Status kept = log->append(records); !kept) return kept;
  history_ = History::open(folder_.parent_path(), history_.get());
  last_run_ = std::move(events.back());
  generations_.insert(last_run_->run->generation);
  return {};
}

void HistoryWriter::prune(Time now) {
  const std::int64_t oldest = (now - kHistoryKept).time_since_epoch().count();
  std::error_code error;
  for (const auto& segment : history_->segments())
    if (segment != history_->segments().back() && !segment->rows().empty() &&
        segment->rows().back().at < oldest)
      fs::remove(segment->path(), error);
}

}  // namespace waymark
