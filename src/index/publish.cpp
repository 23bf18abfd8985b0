#include "waymark/index/publish.h"

#include <cstdlib>
#include <mutex>
#include <thread>

#include "waymark/base/files.h"

#include "build.h"
#include "difference.h"
#include "document.h"
#include "make_current.h"
#include "write_adjacency.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostThreads = 8;
constexpr std::size_t kMostAccessChanges = 1000;  // In the report; the log has all.

std::size_t threads_of(const PublishTuning& tuning) {
  if (tuning.threads > 0) return tuning.threads;
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads);
}

class Publisher {
 public:
  Publisher(const AssetList& assets, const PublishOptions& options)
      : assets_(assets),
        options_(options),
        threads_(threads_of(options.tuning)),
        now_(options.now     ? *options.now
             : options.clock ? *options.clock
                             : now_utc()) {}

  Result<PublishReport> run() {
    open_history();
    if (auto old = Generation::open_current(options_.index)) old_ = std::move(*old);
    if (old_ != nullptr) make_up_for_lost_events();
    find_what_differs();
    if (old_ != nullptr && is_published_already() && !options_.even_if_unchanged) {
      report_.generation = old_->manifest().id;
      // The clock moved on all the same.
      if (!difference_.events.empty()) tell(difference_, old_->manifest(), false, now_);
      return std::move(report_);
    }
    if (const Status published = publish_new(); !published) return fail(published.error());
    return std::move(report_);
  }

 private:
  // Losing history loses history and nothing else: an index is published without.
  void open_history() {
    auto history = HistoryWriter::open(options_.index);
    if (!history) return report_.warnings.push_back("history is not kept: " + history.error().message);
    history_ = std::move(*history);
    if (!history_->problem().empty()) report_.warnings.push_back("history: " + history_->problem());
  }

  void find_what_differs() {
    report_.added = assets_.size();
    if (old_ == nullptr) return;
    auto difference = find_difference(assets_, *old_, context(old_->manifest()), threads_);
    if (!difference) {
      // A damaged index is no reason not to publish a whole one; what cannot be read of the assets shows
      // then.
      report_.warnings.push_back(old_->manifest().id + " cannot be compared with, all is written anew: " +
                                 difference.error().message);
      old_.reset();
      return;
    }
    difference_ = std::move(*difference);
    report_.added = difference_.added;
    report_.changed = difference_.changes;
    report_.removed = difference_.removed.size();
    report_.unchanged = difference_.unchanged;
  }

  CompareContext context(const Manifest& before) const {
    const Time last =
        history_ && history_->last_run() ? history_->last_run()->run->as_of : full_hour(before.published_at);
    return {now_, last, full_hour(now_), before.levels, options_.levels};
  }

  bool is_published_already() const {
    const Manifest& manifest = old_->manifest();
    return difference_.nothing() && old_->problem().empty() && manifest.policy == options_.policy &&
           manifest.words == options_.words && manifest.levels == options_.levels &&
           manifest.clock == options_.clock && manifest.recipe == document_recipe(options_.words.language) &&
           manifest.tool == options_.tool;
  }

  bool is_worth_updating() const {
    if (old_ == nullptr || options_.even_if_unchanged || !old_->problem().empty()) return false;
    // Another program or recipe makes other documents of the same assets.
    if (old_->manifest().recipe != document_recipe(options_.words.language) ||
        old_->manifest().tool != options_.tool)
      return false;
    const std::size_t differ = report_.added + report_.changed + report_.removed;
    return static_cast<double>(differ) <=
           options_.tuning.rebuild_above * static_cast<double>(std::max<std::size_t>(assets_.size(), 1));
  }

  Status publish_new() {
    Manifest manifest;
    manifest.id = generation_name(next_number());
    manifest.previous = old_ != nullptr ? old_->manifest().id : std::string();
    manifest.tool = options_.tool;
    manifest.recipe = document_recipe(options_.words.language);
    manifest.policy = options_.policy;
    manifest.words = options_.words;
    manifest.levels = options_.levels;
    manifest.clock = options_.clock;
    manifest.sources = options_.sources;
    const fs::path temporary = options_.index / (manifest.id + ".tmp");
    Status done = write_generation(temporary, manifest);
    if (done) done = make_current(options_.index, temporary, manifest);
    if (!done) {
      std::error_code error;
      fs::remove_all(temporary, error);
      return done;
    }
    report_.published = true;
    report_.generation = manifest.id;
    tell(difference_, manifest, true, now_);
    if (history_) history_->prune(now_);
    clean_up(options_.index, manifest.id);
    return {};
  }

  Status write_generation(const fs::path& temporary, Manifest& manifest) {
    if (const Status fresh = make_folder(temporary); !fresh) return fresh;
    const BuildJob job{.assets = assets_,
                       .folder = temporary,
                       .tuning = options_.tuning,
                       .language = options_.words.language,
                       .threads = threads_,
                       .seen = old_ != nullptr ? &difference_.seen : nullptr,
                       .written = [this](std::size_t more) { progress(more); }};
    if (is_worth_updating()) {
      auto updated = update_shards(job, *old_, difference_);
      if (updated) {
        manifest.shards = std::move(*updated);
      } else {
        report_.warnings.push_back("the old generation cannot be built on, all is written anew: " +
                                   updated.error().message);
        if (const Status fresh = make_folder(temporary); !fresh) return fresh;
      }
    }
    if (manifest.shards.empty() && assets_.size() > 0) {
      report_.rebuilt = true;
      written_ = 0;
      auto built = build_shards(job, plan_all(assets_, options_.tuning, threads_));
      if (!built) return fail(built.error());
      manifest.shards = std::move(*built);
    }
    if (options_.progress) options_.progress(assets_.size(), assets_.size());
    if (const Status linked = write_adjacency(temporary, manifest.shards); !linked) return linked;
    if (const Status summed = sum_up(temporary, manifest); !summed) return summed;
    manifest.published_at = now_utc();
    return list_files(temporary, old_.get(), threads_, manifest);
  }

  static Status make_folder(const fs::path& folder) {
    std::error_code error;
    fs::remove_all(folder, error);
    if (fs::create_directories(folder, error)) return {};
    return fail(ErrorCode::Failed, "creating \"" + folder.string() + "\": " + error.message());
  }

  std::uint64_t next_number() const {
    std::uint64_t highest = highest_number(options_.index);
    // A number whose events are told is never given again.
    if (history_ && history_->last_run())
      highest = std::max<std::uint64_t>(
          highest, std::strtoull(history_->last_run()->run->generation.c_str() + 4, nullptr, 10));
    return highest + 1;
  }

  void progress(std::size_t more) {
    if (!options_.progress) return;
    const std::lock_guard lock(progress_mutex_);
    written_ = std::min(written_ + more, assets_.size());
    options_.progress(written_, assets_.size());
  }

  // A crash between CURRENT and the history left a generation that is in force and was never told of.
  void make_up_for_lost_events() {
    const Manifest& manifest = old_->manifest();
    if (!history_ || history_->has_run(manifest.id)) return;
    if (manifest.previous.empty()) {
      Difference first;
      first.added = manifest_size(manifest);
      return tell(first, manifest, true, manifest.published_at);
    }
    const auto previous = Generation::open(options_.index / manifest.previous);
    if (!previous) return;
    CompareContext then = context((*previous)->manifest());
    then.at = manifest.published_at;
    then.as_of = full_hour(manifest.clock.value_or(manifest.published_at));
    then.levels = manifest.levels;
    const auto difference = find_difference(StoredAssets(*old_), **previous, then, threads_);
    if (difference) tell(*difference, manifest, true, then.at, &(*previous)->manifest());
  }

  static std::size_t manifest_size(const Manifest& manifest) {
    std::size_t size = 0;
    for (const ClassInfo& one : manifest.classes) size += one.documents;
    return size;
  }

  void tell(const Difference& difference, const Manifest& manifest, bool published, Time at,
            const Manifest* before = nullptr) {
    if (before == nullptr && old_ != nullptr) before = &old_->manifest();
    report_.events = difference.events.size();
    report_.access_changes.assign(
        difference.access.begin(),
        difference.access.begin() +
            static_cast<std::ptrdiff_t>(std::min(difference.access.size(), kMostAccessChanges)));
    if (!history_) return;
    const bool first = difference.before.empty() && old_ == nullptr;
    RunSummary run{.generation = manifest.id,
                   .as_of = full_hour(at),
                   .published = published,
                   .added = first ? assets_.size() : difference.added,
                   .changed = difference.changes,
                   .removed = difference.removed.size(),
                   .unchanged = difference.unchanged,
                   .left_out = difference.left_out};
    Status kept = history_->append(difference.events, std::move(run), at);
    if (kept)
      kept = history_->append_audit(difference.access, before != nullptr ? before->levels : manifest.levels,
                                    manifest.levels, manifest.id, at);
    if (!kept) report_.warnings.push_back("history is not kept: " + kept.error().message);
  }

  const AssetList& assets_;
  const PublishOptions& options_;
  const std::size_t threads_;
  const Time now_;
  std::optional<HistoryWriter> history_;
  std::shared_ptr<const Generation> old_;
  Difference difference_;
  PublishReport report_;
  std::mutex progress_mutex_;  // Guards `written_` and the calls of options_.progress.
  std::size_t written_ = 0;
};

}  // namespace

Result<PublishReport> publish(const AssetList& assets, const PublishOptions& options, const IndexLock&) {
  return Publisher(assets, options).run();
}

Result<PublishReport> publish(std::span<const Asset> assets, const PublishOptions& options,
                              const IndexLock& lock) {
  return publish(AssetsInMemory(assets), options, lock);
}

}  // namespace waymark
