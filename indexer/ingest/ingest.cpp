#include "waymark/ingest/ingest.h"

#include <algorithm>
#include <chrono>

#include "waymark/model/fields.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// Hands what a reader finds to the merge, counting on the way.
class MergeSink : public ReadSink {
 public:
  MergeSink(Merger& merger, const SourceInfo& source, FileReport& report)
      : merger_(merger), source_(source), report_(report) {}

  void fragment(Fragment fragment) override {
    ++report_.fragments;
    merger_.add(std::move(fragment), source_);
  }
  void edge(Edge edge) override {
    ++report_.edges;
    merger_.add(std::move(edge), source_);
  }
  void problem(Problem problem) override {
    if (++report_.problem_count <= kMostProblems) report_.problems.push_back(std::move(problem));
  }
  void count(std::string_view kind, std::size_t records) override {
    report_.records[std::string(kind)] += records;
  }

 private:
  Merger& merger_;
  const SourceInfo& source_;
  FileReport& report_;
};

const Reader* choose_reader(const FoundFile& file, const Shape& shape, std::string& why) {
  if (!file.source.format.empty()) {
    const Reader* reader = find_reader(file.source.format);
    if (reader == nullptr)
      why = "source \"" + file.source.name + "\" asks for format \"" + file.source.format +
            "\", which is not known";
    return reader;
  }
  const Reader* reader = detect(shape);
  if (reader == nullptr) why = describe(shape);
  return reader;
}

FileReport read_file_into(Merger& merger, const FoundFile& file) {
  FileReport report;
  report.source = file.source.name;
  report.name = file.name;
  auto shape = look_at(file.path, file.member);
  if (!shape) {
    report.outcome = FileOutcome::Unknown;
    report.reason = shape.error().message;
    return report;
  }
  const Reader* reader = choose_reader(file, *shape, report.reason);
  if (reader == nullptr) {
    report.outcome = FileOutcome::Unknown;
    return report;
  }
  report.format = std::string(reader->name);
  Export input;
  input.path = file.path;
  input.member = file.member;
  input.name = file.name;
  input.folder = fs::path(file.name).parent_path().generic_string();
  input.source = file.source.name;
  input.instance = file.source.instance;
  input.platform = file.source.platform.empty() ? file.source.defaults.platform : file.source.platform;
  input.ignore_users = file.source.ignore_users;
  input.shape = std::move(*shape);
  const SourceInfo source{file.source.name,       report.format, reader->kind,
                          file.source.precedence, file.name,     file.source.defaults};
  MergeSink sink(merger, source, report);
  if (const Status read = reader->read(input, sink); !read) {
    report.outcome = FileOutcome::Failed;
    report.reason = read.error().message;
  }
  return report;
}

std::optional<Time> modified(const fs::path& path) {
  std::error_code error;
  const auto time = fs::last_write_time(path, error);
  if (error) return std::nullopt;
  return std::chrono::floor<Seconds>(std::chrono::file_clock::to_sys(time));
}

std::vector<SourceSummary> summarize(const IngestReport& report, const FoundFiles& found,
                                     const Catalog& catalog) {
  std::map<std::string, SourceSummary> sources;
  for (std::size_t i = 0; i < report.files.size(); ++i) {
    const FileReport& file = report.files[i];
    SourceSummary& source = sources[file.source];
    source.name = file.source;
    ++source.files;
    source.problems += file.problem_count + (file.outcome == FileOutcome::Read ? 0 : 1);
    source.seen_at = std::max(source.seen_at, modified(found.files[i].path));
    if (!file.format.empty() &&
        std::find(source.formats.begin(), source.formats.end(), file.format) == source.formats.end())
      source.formats.push_back(file.format);
  }
  for (const Asset& asset : catalog.assets) {
    std::vector<std::string> names;
    for (const SourceNote& note : asset.sources) names.push_back(note.source);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (const std::string& name : names)
      if (const auto source = sources.find(name); source != sources.end()) ++source->second.assets;
  }
  std::vector<SourceSummary> out;
  for (auto& [name, source] : sources) out.push_back(std::move(source));
  return out;
}

void tell(const IngestOptions& options, std::string phase, std::size_t done, std::size_t total) {
  if (options.progress) options.progress({std::move(phase), done, total});
}

Result<Catalog> read_found(const IngestOptions& options, const FoundFiles& found, IngestReport& report) {
  Merger merger(options.config);
  for (const FoundFile& file : found.files) {
    tell(options, "reading", report.files.size(), found.files.size());
    report.files.push_back(read_file_into(merger, file));
  }
  tell(options, "merging", 0, 1);
  auto catalog = build_catalog(merger.finish(), options.config);
  if (!catalog) return catalog;
  tell(options, "merging", 1, 1);
  report.skipped = found.skipped;
  report.notes = catalog->notes;
  report.total = catalog->assets.size();
  for (const Asset& asset : catalog->assets) ++report.assets[std::string(info(asset.type).name)];
  return catalog;
}

}  // namespace

bool IngestReport::partial() const {
  return std::any_of(files.begin(), files.end(), [](const FileReport& file) {
    return file.outcome != FileOutcome::Read || file.problem_count > 0;
  });
}

Result<Catalog> read_catalog(const IngestOptions& options, IngestReport& report) {
  const auto found = find_exports(options.exports, options.config, options.config_folder);
  if (!found) return fail(found.error());
  return read_found(options, *found, report);
}

Result<IngestReport> ingest(const IngestOptions& options) {
  const auto begin = std::chrono::steady_clock::now();
  IngestReport report;
  const auto found = find_exports(options.exports, options.config, options.config_folder);
  if (!found) return fail(found.error());
  auto lock = IndexLock::take(options.index);
  if (!lock) return fail(lock.error());
  const auto catalog = read_found(options, *found, report);
  if (!catalog) return fail(catalog.error());
  PublishOptions publishing;
  publishing.index = options.index;
  publishing.tool = options.tool;
  publishing.policy = options.config.hash();
  publishing.levels = options.config.levels;
  publishing.sources = summarize(report, *found, *catalog);
  publishing.clock = options.config.now;
  publishing.even_if_unchanged = options.even_if_unchanged;
  publishing.progress = [&](std::size_t done, std::size_t total) { tell(options, "writing", done, total); };
  auto published = publish(catalog->assets, publishing, *lock);
  if (!published) return fail(published.error());
  report.published = *published;
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return report;
}

}  // namespace waymark
