// ingest.h - from a folder of exports to a published index.
//
//   Result<IngestReport> report = ingest({.exports = {"exports/"}, .index = "data/index", .config = config});
//   std::cout << report_text(*report);
//
// Exports are data: they are read, never obeyed, and nothing they name is opened. A bad record costs that
// record, a bad file that file; both are in the report, and so is everything that was left out.
//
// Files are read by worker processes, one file each, into files of fragments (model/fragment_bytes.h) that
// are kept in index/cache: an unchanged file is not read again, and a file that can no longer be read keeps
// what it said last (docs/indexing.md).
//
// Threads: one at a time. The workers are forked, so call it before starting threads that hold locks.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/catalog/config.h"
#include "waymark/catalog/derive.h"
#include "waymark/index/publish.h"
#include "waymark/ingest/workers.h"
#include "waymark/readers/reader.h"

namespace waymark {

// One export file found on disk and the source it belongs to.
struct FoundFile {
  std::filesystem::path path;
  std::string name;  // As reported: relative to what was given, '/' separated; "pack.zip/inner/tables.json".
  SourceConfig source;
  std::string member;  // Of the zip archive at `path`; "" when the export is the file itself.
};

struct Skipped {
  std::string name;
  std::string reason;
};

struct FoundFiles {
  std::vector<FoundFile> files;              // By source, then name.
  std::vector<Skipped> skipped;              // Links, devices, lock files of spreadsheets…
  std::map<std::string, std::string> empty;  // Sources without any file, and why.
};

// With `exports` given, those; else the sources of the configuration. A file that a configured source names
// belongs to it; any other to a source named after the path given. Errors: a path given that does not exist,
// nothing to read at all.
Result<FoundFiles> find_exports(const std::vector<std::filesystem::path>& exports, const Config& config,
                                const std::filesystem::path& config_folder);

// The folders and files that find_exports looks at, whether they are there or not.
std::vector<std::filesystem::path> export_places(const std::vector<std::filesystem::path>& exports,
                                                 const Config& config,
                                                 const std::filesystem::path& config_folder);

enum class FileOutcome : std::uint8_t { Read, Unknown, Failed };
enum class FileState : std::uint8_t { New, Changed, Unchanged };  // Its bytes, against the last run.

struct FileReport {
  std::string source, name;
  std::string format;  // Reader that read it; "" when nobody did.
  FileOutcome outcome = FileOutcome::Read;
  FileState state = FileState::New;
  std::string reason;                          // Why it was not read.
  std::map<std::string, std::size_t> records;  // By kind, as the source counts, before any merging.
  std::size_t fragments = 0, edges = 0;
  std::size_t problem_count = 0;
  std::vector<Problem> problems;    // At most kMostProblems of them.
  bool parsed = true;               // False: taken from the cache.
  std::optional<Time> stale_since;  // It cannot be read now: what counts is what it said then.
  std::uint64_t bytes = 0;
  double seconds = 0;  // What reading it took.
};
constexpr std::size_t kMostProblems = 50;

struct SourceReport {
  std::string name;
  std::vector<std::string> formats;
  std::size_t files = 0, parsed = 0, unchanged = 0, added = 0, changed = 0, gone = 0, failed = 0;
  std::size_t assets = 0;
  std::optional<std::size_t> assets_before;  // In the generation published last.
  std::optional<Time> newest;                // Of its files.
  bool too_old = false;                      // Older than the configured max_age.
  std::string problem;                       // Why there is no file of it.
};

// Why nothing was published: a source lost more than its exports should without somebody saying so.
struct Refusal {
  std::string source;
  std::size_t before = 0, after = 0;  // Assets.
  std::string text;                   // One sentence.
};

// What a dry run found of one kind of change.
struct ChangeCount {
  std::string kind;  // "added", "schema_changed"…
  std::size_t count = 0;
  std::vector<std::string> examples;  // At most kMostExamples names.
};
constexpr std::size_t kMostExamples = 5;

struct IngestReport {
  std::vector<FileReport> files;
  std::vector<SourceReport> sources;
  std::vector<Skipped> gone;  // Files of the last run that are no longer there; the reason is their source.
  std::vector<Skipped> skipped;
  std::vector<MergeNote> notes;
  std::map<std::string, std::size_t> assets;  // By type.
  std::size_t total = 0;
  std::string error;  // What ended the run early; only in the report that is kept.
  std::vector<Refusal> refused;
  bool dry_run = false;
  std::vector<ChangeCount> would_change;  // Of a dry run.
  PublishReport published;                // Of a dry run: what would be.
  Time at{};                              // When the run ended.
  double seconds = 0;
  std::map<std::string, double> phases;  // Seconds by "reading", "merging", "writing".

  bool partial() const;        // Some input could not be read: exit code 3.
  std::size_t parsed() const;  // Files that were not taken from the cache.
};

struct IngestProgress {
  std::string phase;  // "reading", "merging", "writing"
  std::size_t done = 0, total = 0;
};

struct IngestOptions {
  std::vector<std::filesystem::path> exports;
  std::filesystem::path index;
  Config config;
  std::filesystem::path config_folder;  // What relative paths of its sources start from.
  std::filesystem::path config_file;    // Where it was read; "": nowhere. No export, wherever it lies.
  std::string tool;
  bool full = false;     // Read every file again and write everything anew.
  bool dry_run = false;  // Say what would change and leave the index as it is.
  bool allow_every_shrink = false;
  std::vector<std::string> allow_shrink;  // Sources that may lose what they have.
  std::size_t workers = 2;
  WorkerLimits limits;
  std::function<void(const IngestProgress&)> progress;
};

// A refused publish is no error: the report says so. The report is also kept as index/report.json.
Result<IngestReport> ingest(const IngestOptions& options);

// For people: what was found per format and file, problems, what changed. `every_file` lists each file;
// otherwise files of one folder and format that had no problem share a line.
std::string report_text(const IngestReport& report, bool every_file);
std::string report_line(const IngestReport& report);  // Its last line: counts and what came of it.
std::string report_json(const IngestReport& report);

}  // namespace waymark
