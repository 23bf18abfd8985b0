// ingest.h - from a folder of exports to a published index.
//
//   Result<IngestReport> report = ingest({.exports = {"exports/"}, .index = "data/index", .config = config});
//   std::cout << report_text(*report);
//
// Exports are data: they are read, never obeyed, and nothing they name is opened. A bad record costs that
// record, a bad file that file; both are in the report, and so is everything that was left out.
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
  std::vector<FoundFile> files;  // By source, then name.
  std::vector<Skipped> skipped;  // Links, devices, lock files of spreadsheets…
};

// With `exports` given, those; else the sources of the configuration. A file that a configured source names
// belongs to it; any other to a source named after the path given. Errors: a path that does not exist, a
// source that matches nothing.
Result<FoundFiles> find_exports(const std::vector<std::filesystem::path>& exports, const Config& config,
                                const std::filesystem::path& config_folder);

enum class FileOutcome { Read, Unknown, Failed };

struct FileReport {
  std::string source, name;
  std::string format;  // Reader that read it; "" when nobody did.
  FileOutcome outcome = FileOutcome::Read;
  std::string reason;                          // Why it was not read.
  std::map<std::string, std::size_t> records;  // By kind, as the source counts, before any merging.
  std::size_t fragments = 0, edges = 0;
  std::size_t problem_count = 0;
  std::vector<Problem> problems;  // At most kMostProblems of them.
};
constexpr std::size_t kMostProblems = 50;

struct IngestReport {
  std::vector<FileReport> files;
  std::vector<Skipped> skipped;
  std::vector<MergeNote> notes;
  std::map<std::string, std::size_t> assets;  // By type.
  std::size_t total = 0;
  PublishReport published;
  double seconds = 0;

  bool partial() const;  // Some input could not be read: exit code 3.
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
  std::string tool;
  bool even_if_unchanged = false;
  std::function<void(const IngestProgress&)> progress;
};

// Reads everything and builds the catalog without writing: what `ingest` does before publishing.
Result<Catalog> read_catalog(const IngestOptions& options, IngestReport& report);

Result<IngestReport> ingest(const IngestOptions& options);

// For people: what was found per format and file, problems, what changed. `every_file` lists each file;
// otherwise files of one folder and format that had no problem share a line.
std::string report_text(const IngestReport& report, bool every_file);
std::string report_json(const IngestReport& report);

}  // namespace waymark
