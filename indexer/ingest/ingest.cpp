#include "waymark/ingest/ingest.h"

#include <algorithm>
#include <chrono>

#include "waymark/base/hash.h"
#include "waymark/base/strings.h"
#include "waymark/catalog/assets_on_disk.h"
#include "waymark/model/fields.h"

#include "feed_history.h"
#include "guards.h"
#include "preview.h"
#include "read_exports.h"
#include "report_file.h"
#include "summarize.h"
#include "user_salt.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostMaps = 30'000;  // A process may have some 65,000, and others need some, too.

// A folder for what a run needs and the index does not keep: a dry run must not write into it.
class Scratch {
 public:
  static Result<Scratch> in_cache(const fs::path& cache) {
    Scratch scratch;
    scratch.path_ = cache;
    std::error_code error;
    fs::create_directories(cache, error);
    if (error) return fail(ErrorCode::Failed, "creating \"" + cache.string() + "\": " + error.message());
    return scratch;
  }
  static Result<Scratch> aside() {
    Scratch scratch;
    std::string name = (fs::temp_directory_path() / "waymark-dry-run-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      return fail(ErrorCode::Failed, "creating a folder in \"" + fs::temp_directory_path().string() + "\"");
    scratch.path_ = name;
    scratch.temporary_ = true;
    return scratch;
  }
  Scratch(Scratch&& other) noexcept
      : path_(std::move(other.path_)), temporary_(std::exchange(other.temporary_, false)) {}
  Scratch& operator=(Scratch&&) = delete;
  ~Scratch() {
    std::error_code error;
    if (temporary_) fs::remove_all(path_, error);
  }
  const fs::path& path() const { return path_; }

 private:
  Scratch() = default;
  fs::path path_;
  bool temporary_ = false;
};

class Run {
 public:
  Run(const IngestOptions& options, FoundFiles found)
      : options_(options), found_(std::move(found)), now_(options.config.now.value_or(now_utc())) {}

  Result<IngestReport> run() {
    report_.dry_run = options_.dry_run;
    std::optional<IndexLock> lock;
    if (!options_.dry_run) {
      auto taken = IndexLock::take(options_.index);
      if (!taken) return fail(taken.error());
      lock.emplace(std::move(*taken));
    }
    const Status done = run_with(lock ? &*lock : nullptr);
    if (!done) report_.error = done.error().message;
    // It may be what was kept that is damaged.
    if (!done && lock) forget_merged();
    finish_report();
    if (!done) return fail(done.error());
    return std::move(report_);
  }

 private:
  Status run_with(const IndexLock* lock) {
    ReadCache cache = ReadCache::open(options_.index / "cache");
    auto scratch = options_.dry_run ? Scratch::aside() : Scratch::in_cache(cache.folder());
    if (!scratch) return fail(scratch.error());
    if (const Status done = read(cache, scratch->path()); !done) return done;
    const std::string state = state_of_inputs();
    if (lock != nullptr && !options_.full && state_in_force(state) == cache.published() &&
        nothing_to_do(options_.index, report_))
      return is_kept(cache) ? Status() : keep(cache, cache.published());
    // Kept before the merge, so that a run that fails there need not read again.
    if (lock != nullptr)
      if (const Status kept = keep(cache, ""); !kept) return kept;
    auto catalog = merge(scratch->path());
    if (!catalog) return fail(catalog.error());
    count_assets(*catalog, report_);
    const auto before = published_sources(options_.index);
    summarize_sources(before, report_);
    report_.refused =
        check_shrink(before, report_.sources, {options_.allow_every_shrink, options_.allow_shrink});
    if (lock == nullptr) return preview(CatalogAssets(*catalog), options_, now_, report_);
    if (!report_.refused.empty()) return {};
    if (const Status published = publish_catalog(std::move(*catalog), scratch->path(), *lock); !published)
      return published;
    if (const Status kept = keep(cache, state_in_force(state)); !kept) return kept;
    cache.remove_unnamed();
    return {};
  }

  Status read(const ReadCache& cache, const fs::path& scratch) {
    const Phase phase(report_, "reading");
    ReadOptions reading;
    reading.full = options_.full;
    reading.program = program_mark(options_.tool);
    auto salt = user_salt(options_.index / "history", !options_.dry_run);
    if (!salt) return fail(salt.error());
    reading.salt = std::move(*salt);
    reading.workers = options_.workers;
    reading.limits = options_.limits;
    reading.scratch = scratch;
    reading.progress = [&](std::size_t done, std::size_t total) { tell("reading", done, total); };
    auto files = read_exports(found_, cache, reading);
    if (!files) return fail(files.error());
    files_ = std::move(*files);
    report_files(found_, files_, cache, options_.config, now_, report_);
    return {};
  }

  // Everything that decides what is published: equal states, equal catalogs.
  std::string state_of_inputs() const {
    std::string text = program_mark(options_.tool) + options_.config.hash();
    for (const ReadFile& file : files_) text += "\n" + file.entry.key + "\n" + file.entry.fragments;
    if (options_.config.now) text += "\nnow " + format_time(*options_.config.now);
    return to_hex(sha256(text));
  }
  // The clock takes part by the hour, because late and recovered are found by publishing.
  std::string state_in_force(const std::string& inputs) const {
    return inputs + " " + current_line(options_.index) + " " + format_time(full_hour(now_));
  }

  // The ledger says what this run found out: the same stamps, the same fragments.
  bool is_kept(const ReadCache& cache) const {
    if (cache.entries().size() != files_.size()) return false;
    return std::all_of(files_.begin(), files_.end(), [&](const ReadFile& file) {
      const CacheEntry* known = cache.find(file.entry.key);
      return known != nullptr && known->last.stamp == file.entry.last.stamp &&
             known->last.settled == file.entry.last.settled && known->fragments == file.entry.fragments;
    });
  }

  Status keep(ReadCache& cache, std::string published) const {
    std::vector<CacheEntry> entries;
    for (const ReadFile& file : files_) entries.push_back(file.entry);
    return cache.save(std::move(entries), std::move(published));
  }

  Result<Catalog> merge(const fs::path& scratch) {
    const Phase phase(report_, "merging");
    tell("merging", 0, 1);
    std::map<std::string, SourceConfig> sources;
    for (const SourceConfig& source : options_.config.sources) sources.emplace(source.name, source);
    for (const ReadFile& file : files_) sources.emplace(file.found->source.name, file.found->source);
    for (const auto& [name, why] : found_.empty) sources[name].name = name;
    const auto rests = unite_feeds(
        {.history = options_.index / "history" / "feeds", .scratch = scratch, .write = !options_.dry_run},
        files_, sources, now_);
    if (!rests) return fail(rests.error());
    if (options_.full && !options_.dry_run) forget_merged();
    Merger merger(options_.config, merge_options(scratch));
    for (const ReadFile& file : files_)
      if (const Status fed =
              feed(merger, file.fragments, source_info(*file.found, file.entry.last.report.format));
          !fed)
        return fail(fed.error());
    for (const FeedRest& rest : *rests)
      if (const Status fed = feed(merger, rest.fragments, rest.source); !fed) return fail(fed.error());
    auto catalog = build_catalog(merger.finish(), options_.config);
    if (catalog) tell("merging", 1, 1);
    return catalog;
  }

  fs::path merged_folder() const { return options_.index / "cache" / "merged"; }

  MergeOptions merge_options(const fs::path& scratch) const {
    MergeOptions merging{.spill = scratch, .threads = 0, .kept = {}, .recipe = {}, .keep = !options_.dry_run};
    merging.recipe = program_mark(options_.tool) + options_.config.hash();
    // A full run in the dry leaves what is kept alone, and does not look at it.
    if (!options_.full || !options_.dry_run) merging.kept = merged_folder();
    return merging;
  }

  void forget_merged() const {
    std::error_code ignored;
    for (const char* name : {"groups", "published"}) fs::remove(merged_folder() / name, ignored);
  }

  // The one place where fragments reach the merge.
  Status feed(Merger& merger, const fs::path& fragments, const SourceInfo& source) const {
    if (fragments.empty()) return {};
    auto file = FragmentFile::open(fragments, FragmentCheck::Ends, files_.size() < kMostMaps);
    if (!file) return fail(file.error());
    return merger.add(std::make_shared<const FragmentFile>(std::move(*file)), source);
  }

  Status publish_catalog(Catalog catalog, const fs::path& scratch, const IndexLock& lock) {
    const Phase phase(report_, "writing");
    auto assets = AssetsOnDisk::store(std::move(catalog), merge_options(scratch));
    if (!assets) return fail(assets.error());
    if (!options_.full) assets->compare_with(merged_folder() / "published", current_line(options_.index));
    PublishOptions publishing;
    publishing.index = options_.index;
    publishing.tool = options_.tool;
    publishing.policy = options_.config.hash();
    publishing.words = options_.config.words;
    publishing.levels = options_.config.levels;
    publishing.sources = source_summaries(report_);
    publishing.clock = options_.config.now;
    publishing.even_if_unchanged = options_.full;
    publishing.progress = [&](std::size_t done, std::size_t total) { tell("writing", done, total); };
    auto published = publish(*assets, publishing, lock);
    if (!published) return fail(published.error());
    // What cannot be kept is compared record by record the next time.
    (void)assets->keep_prints(merged_folder() / "published", current_line(options_.index));
    report_.published = std::move(*published);
    return {};
  }

  void finish_report() {
    report_.at = now_utc();
    report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    if (!options_.dry_run) keep_report(options_.index, report_);
  }

  void tell(std::string phase, std::size_t done, std::size_t total) const {
    if (options_.progress) options_.progress({std::move(phase), done, total});
  }

  class Phase {
   public:
    Phase(IngestReport& report, const char* name) : report_(report), name_(name) {}
    ~Phase() {
      report_.phases[name_] =
          std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    }
    Phase(const Phase&) = delete;
    Phase& operator=(const Phase&) = delete;

   private:
    IngestReport& report_;
    const char* name_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  };

  const IngestOptions& options_;
  FoundFiles found_;
  Time now_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::vector<ReadFile> files_;
  IngestReport report_;
};

// An index or a configuration that lies in a folder of exports is not one of them.
void leave_out_our_own(const IngestOptions& options, FoundFiles& found) {
  std::error_code error;
  const std::string inside = (fs::absolute(options.index, error).lexically_normal() / "").string();
  const fs::path config = fs::absolute(options.config_file, error).lexically_normal();
  std::erase_if(found.files, [&](const FoundFile& file) {
    return file.path.string().starts_with(inside) || (!options.config_file.empty() && file.path == config);
  });
}

}  // namespace

bool IngestReport::partial() const {
  return std::any_of(files.begin(), files.end(),
                     [](const FileReport& file) {
                       return file.outcome != FileOutcome::Read || file.problem_count > 0;
                     }) ||
         std::any_of(sources.begin(), sources.end(),
                     [](const SourceReport& one) { return !one.problem.empty(); });
}

std::size_t IngestReport::parsed() const {
  return static_cast<std::size_t>(
      std::count_if(files.begin(), files.end(), [](const FileReport& file) { return file.parsed; }));
}

Result<IngestReport> ingest(const IngestOptions& options) {
  auto found = find_exports(options.exports, options.config, options.config_folder);
  if (!found) return fail(found.error());
  leave_out_our_own(options, *found);
  if (found->files.empty() && published_sources(options.index).empty())
    return fail(ErrorCode::InvalidInput,
                "nothing to index: " +
                    (found->empty.empty() ? "no export file found" : found->empty.begin()->second));
  return Run(options, std::move(*found)).run();
}

}  // namespace waymark
