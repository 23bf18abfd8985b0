#include "read_exports.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "waymark/base/hash.h"
#include "waymark/base/strings.h"
#include "waymark/model/fragment_bytes.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// Digests of archives, which many exports may lie in.
class Digests {
 public:
  const std::string& of(const fs::path& path) {
    const auto [found, added] = known_.emplace(path.string(), std::string());
    if (added)
      if (auto digest = digest_of(path)) found->second = std::move(*digest);
    return found->second;
  }

 private:
  std::unordered_map<std::string, std::string> known_;
};

class Run {
 public:
  Run(const FoundFiles& found, const ReadCache& cache, const ReadOptions& options)
      : found_(found),
        cache_(cache),
        options_(options),
        files_(found.files.size()),
        digest_(found.files.size()) {}

  Result<std::vector<ReadFile>> run() {
    std::vector<std::size_t> jobs;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      prepare(i);
      if (!take_from_cache(i)) jobs.push_back(i);
    }
    // The longest first, or the last one keeps everybody waiting.
    std::stable_sort(jobs.begin(), jobs.end(), [&](std::size_t a, std::size_t b) {
      return files_[a].entry.last.stamp.size > files_[b].entry.last.stamp.size;
    });
    if (const Status done = read(jobs); !done) return fail(done.error());
    return std::move(files_);
  }

 private:
  const CacheEntry* before(std::size_t i) const { return cache_.find(files_[i].entry.key); }

  void prepare(std::size_t i) {
    ReadFile& file = files_[i];
    file.found = &found_.files[i];
    CacheEntry& entry = file.entry;
    entry.key = file.found->source.name + "\n" + file.found->name;
    // Two folders of one name may hold files of one name.
    if (const std::size_t same = ++keys_[entry.key]; same > 1) entry.key += "\n" + std::to_string(same);
    entry.settings =
        to_hex(sha256(join({file.found->source.reading_hash(), file.found->name, file.found->member}, "\n")));
    entry.program = options_.program;
    entry.last.report.source = file.found->source.name;
    entry.last.report.name = file.found->name;
    if (const auto stamp = stamp_of(file.found->path)) entry.last.stamp = *stamp;
  }

  bool same_bytes(std::size_t i, const Reading& known) {
    const FileStamp& stamp = files_[i].entry.last.stamp;
    if (stamp == known.stamp && known.settled) return true;
    return stamp.size == known.stamp.size && !known.digest.empty() &&
           digests_.of(files_[i].found->path) == known.digest;
  }

  bool take_from_cache(std::size_t i) {
    const CacheEntry* known = before(i);
    ReadFile& file = files_[i];
    if (options_.full || known == nullptr || known->last.try_again ||
        known->settings != file.entry.settings || known->program != file.entry.program)
      return false;
    const std::int64_t looked_at = nanoseconds_now();
    if (!same_bytes(i, known->last) || !cache_.intact(*known)) return false;
    const FileStamp stamp = file.entry.last.stamp;
    file.entry = *known;
    file.entry.last.stamp = stamp;
    file.entry.last.settled = settled(stamp, looked_at);
    FileReport& report = file.entry.last.report;
    report.source = file.found->source.name;
    report.name = file.found->name;
    report.state = FileState::Unchanged;
    report.parsed = false;
    report.seconds = 0;
    file.fragments = cache_.fragments_of(file.entry);
    return true;
  }

  Status read(const std::vector<std::size_t>& jobs) {
    // In an archive the digest is worked out once, not once for every file in it.
    for (const std::size_t i : jobs)
      if (!found_.files[i].member.empty()) digest_[i] = digests_.of(found_.files[i].path);
    std::size_t done = 0;
    Status written;
    const auto tell = [&] {
      if (options_.progress) options_.progress(done, jobs.size());
    };
    tell();
    JobRun run;
    run.jobs = jobs.size();
    run.workers = options_.workers;
    run.limits = options_.limits;
    run.work = [&](std::size_t job) {
      const std::size_t i = jobs[job];
      const auto reading = read_export(found_.files[i], digest_[i], fresh(i), options_.salt);
      return reading ? std::string() : reading.error().message;
    };
    run.ended = [&](std::size_t job, JobEnd end) {
      ++done;
      tell();
      if (const Status kept = keep(jobs[job], end); !kept && written) written = kept;
    };
    if (const Status ran = run_jobs(run); !ran) return ran;
    return written;
  }

  // Where a worker writes.
  fs::path fresh(std::size_t i) const { return options_.scratch / (std::to_string(i) + ".tmp"); }

  // What became of one file. An error: its fragments could not be written.
  Status keep(std::size_t i, const JobEnd& end) {
    ReadFile& file = files_[i];
    std::error_code ignored;
    if (end.done && !end.text.empty()) return fail(ErrorCode::Failed, end.text);
    if (end.done) {
      auto reading = reading_of(fresh(i));
      if (!reading) return fail(reading.error());
      file.entry.last = std::move(*reading);
      file.entry.last.report.source = file.found->source.name;
      file.entry.last.report.name = file.found->name;
    } else {
      file.entry.last.report.outcome = FileOutcome::Failed;
      file.entry.last.report.reason = "reading it " + end.text;
      file.entry.last.report.bytes = file.entry.last.stamp.size;
      file.entry.last.try_again = true;
    }
    FileReport& report = file.entry.last.report;
    const CacheEntry* known = before(i);
    report.state = known == nullptr                               ? FileState::New
                   : known->last.digest == file.entry.last.digest ? FileState::Unchanged
                                                                  : FileState::Changed;
    report.parsed = true;
    const bool good = report.outcome == FileOutcome::Read && !file.entry.last.cut_off;
    // Half of a file that is still being written, or that took its reader down, is worth less than nothing.
    const bool kept_former = !good && keep_former(file, known);
    if (!kept_former && !file.entry.last.try_again) return keep_new(i);
    fs::remove(fresh(i), ignored);
    return {};
  }

  // A file that cannot be read says what it said when it could.
  bool keep_former(ReadFile& file, const CacheEntry* known) {
    if (known == nullptr || !known->whole || known->settings != file.entry.settings || !cache_.intact(*known))
      return false;
    file.entry.fragments = known->fragments;
    file.entry.whole = true;
    file.entry.read_at = known->read_at;
    file.fragments = cache_.fragments_of(file.entry);
    FileReport& report = file.entry.last.report;
    report.stale_since = known->read_at;
    if (report.outcome == FileOutcome::Read) {
      report.outcome = FileOutcome::Failed;
      report.reason = "ends in the middle: it was cut off, or is still being written";
    }
    if (report.format.empty()) report.format = known->last.report.format;
    report.records = known->last.report.records;
    report.fragments = known->last.report.fragments;
    report.edges = known->last.report.edges;
    return true;
  }

  Status keep_new(std::size_t i) {
    ReadFile& file = files_[i];
    CacheEntry& entry = file.entry;
    entry.whole = entry.last.report.outcome == FileOutcome::Read && !entry.last.cut_off;
    entry.read_at = now_utc();
    entry.fragments =
        base32_prefix(sha256(join({entry.key, entry.settings, entry.program, entry.last.digest}, "\n")), 32) +
        ".fragments";
    file.fragments = options_.scratch / entry.fragments;
    std::error_code error;
    fs::rename(fresh(i), file.fragments, error);
    if (error)
      return fail(ErrorCode::Failed, "keeping \"" + file.fragments.string() + "\": " + error.message());
    return {};
  }

  const FoundFiles& found_;
  const ReadCache& cache_;
  const ReadOptions& options_;
  std::vector<ReadFile> files_;
  std::vector<std::string> digest_;  // Of files in archives that have to be read.
  std::unordered_map<std::string, std::size_t> keys_;
  Digests digests_;
};

}  // namespace

Result<std::vector<ReadFile>> read_exports(const FoundFiles& found, const ReadCache& cache,
                                           const ReadOptions& options) {
  return Run(found, cache, options).run();
}

}  // namespace waymark
