#include "preview.h"

#include <unordered_map>

#include "waymark/index/changes.h"
#include "waymark/model/asset_json.h"

namespace waymark {
namespace {

class Counter {
 public:
  explicit Counter(IngestReport& report) : report_(report) {}

  void note(std::vector<ChangeEvent>& events) {
    for (const ChangeEvent& event : events) note(event.kind, event.path.empty() ? event.name : event.path);
    events.clear();
  }

 private:
  void note(ChangeKind kind, const std::string& name) {
    const std::string_view word = info(kind).name;
    auto found = std::find_if(report_.would_change.begin(), report_.would_change.end(),
                              [&](const ChangeCount& one) { return one.kind == word; });
    if (found == report_.would_change.end())
      found = report_.would_change.insert(found, {std::string(word), 0, {}});
    if (++found->count <= kMostExamples) found->examples.push_back(name);
  }

  IngestReport& report_;
};

}  // namespace

Status preview(const AssetList& assets, const IngestOptions& options, Time now, IngestReport& report) {
  const auto old = Generation::open_current(options.index);
  if (!old && old.error().code != ErrorCode::NotFound) return fail(old.error());
  std::unordered_map<std::string_view, std::string_view> before;
  if (old)
    for (const Shard& shard : (*old)->shards())
      for (std::uint32_t d = 0; d < shard.columns.size(); ++d)
        before.emplace(shard.columns.keys[d], shard.documents[d]);
  const std::vector<std::string> levels_before = old ? (*old)->manifest().levels : options.config.levels;
  const CompareContext context{.at = now,
                               .as_of_before = full_hour(old ? (*old)->manifest().published_at : now),
                               .as_of = full_hour(now),
                               .levels_before = levels_before,
                               .levels = options.config.levels};
  Counter counter(report);
  std::vector<ChangeEvent> events;
  Asset room;
  for (std::size_t i = 0; i < assets.size(); ++i) {
    const auto asset = assets.whole(i, room);
    if (!asset) return fail(asset.error());
    const auto found = before.find((*asset)->key);
    if (found == before.end()) {
      ++report.published.added;
      compare_assets(nullptr, *asset, context, events);
    } else if (found->second == asset_to_json(**asset)) {
      ++report.published.unchanged;
    } else {
      const auto was = asset_from_json(found->second);
      if (!was) return fail(was.error());
      ++report.published.changed;
      compare_assets(&*was, *asset, context, events);
    }
    if (found != before.end()) before.erase(found);
    counter.note(events);
  }
  for (const auto& [key, text] : before) {
    const auto was = asset_from_json(text);
    if (!was) return fail(was.error());
    ++report.published.removed;
    compare_assets(&*was, nullptr, context, events);
    counter.note(events);
  }
  if (old) report.published.generation = (*old)->manifest().id;
  return {};
}

}  // namespace waymark
