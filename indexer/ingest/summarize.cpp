#include "summarize.h"

#include <algorithm>
#include <set>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

SourceReport& source_named(const std::string& name, IngestReport& report) {
  for (SourceReport& source : report.sources)
    if (source.name == name) return source;
  SourceReport& added = report.sources.emplace_back();
  added.name = name;
  return added;
}

void add_file(const ReadFile& file, SourceReport& source) {
  const FileReport& report = file.entry.last.report;
  ++source.files;
  source.parsed += report.parsed ? 1 : 0;
  switch (report.state) {
    case FileState::New:
      ++source.added;
      break;
    case FileState::Changed:
      ++source.changed;
      break;
    case FileState::Unchanged:
      ++source.unchanged;
      break;
  }
  source.failed += report.outcome == FileOutcome::Read ? 0 : 1;
  if (const auto modified = modified_at(file.entry.last.stamp); !source.newest || modified > source.newest)
    source.newest = modified;
  if (!report.format.empty() &&
      std::find(source.formats.begin(), source.formats.end(), report.format) == source.formats.end())
    source.formats.push_back(report.format);
}

void add_gone(const std::vector<ReadFile>& files, const ReadCache& cache, IngestReport& report) {
  std::set<std::string_view> there;
  for (const ReadFile& file : files) there.insert(file.entry.key);
  for (const auto& [key, entry] : cache.entries()) {
    if (there.contains(key)) continue;
    const FileReport& file = entry.last.report;
    report.gone.push_back({file.name, file.source});
    ++source_named(file.source, report).gone;
  }
}

}  // namespace

void report_files(const FoundFiles& found, const std::vector<ReadFile>& files, const ReadCache& cache,
                  const Config& config, Time now, IngestReport& report) {
  report.skipped = found.skipped;
  for (const ReadFile& file : files) {
    report.files.push_back(file.entry.last.report);
    add_file(file, source_named(file.found->source.name, report));
  }
  for (const auto& [name, why] : found.empty) source_named(name, report).problem = why;
  add_gone(files, cache, report);
  for (const SourceConfig& source : config.sources) {
    if (!source.max_age) continue;
    SourceReport& one = source_named(source.name, report);
    one.too_old = one.newest && *one.newest + *source.max_age < now;
  }
  std::sort(report.sources.begin(), report.sources.end(),
            [](const SourceReport& a, const SourceReport& b) { return a.name < b.name; });
}

void count_assets(const Catalog& catalog, IngestReport& report) {
  report.notes = catalog.notes;
  report.total = catalog.assets.size();
  std::map<std::string_view, std::size_t> counts;
  std::vector<std::string_view> names;
  std::map<AssetType, std::size_t> types;
  for (const Asset& asset : catalog.assets) {
    ++types[asset.type];
    names.clear();
    for (const SourceNote& note : asset.sources)
      if (std::find(names.begin(), names.end(), note.source) == names.end()) names.push_back(note.source);
    for (const std::string_view name : names) ++counts[name];
  }
  for (const auto& [type, count] : types) report.assets[std::string(info(type).name)] = count;
  for (SourceReport& source : report.sources) source.assets = counts[source.name];
}

void summarize_sources(const std::vector<SourceSummary>& before, IngestReport& report) {
  for (SourceReport& source : report.sources)
    for (const SourceSummary& one : before)
      if (one.name == source.name) source.assets_before = one.assets;
}

std::vector<SourceSummary> source_summaries(const IngestReport& report) {
  std::map<std::string_view, std::uint64_t> problems;
  for (const FileReport& file : report.files)
    problems[file.source] += file.problem_count + (file.outcome == FileOutcome::Read ? 0 : 1);
  std::vector<SourceSummary> out;
  for (const SourceReport& source : report.sources) {
    if (source.files == 0 && source.assets == 0 && source.problem.empty())
      continue;  // It is gone, and said so.
    out.push_back({.name = source.name,
                   .formats = source.formats,
                   .seen_at = source.newest,
                   .files = source.files,
                   .assets = source.assets,
                   .problems = problems[source.name] + (source.problem.empty() ? 0 : 1)});
  }
  return out;
}

}  // namespace waymark
