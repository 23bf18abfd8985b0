#include "difference.h"

#include <algorithm>
#include <atomic>

#include "waymark/base/hash.h"
#include "waymark/model/asset_json.h"
#include "waymark/model/keys.h"

#include "workers.h"

namespace waymark {
namespace {

constexpr std::size_t kChunk = 1000;  // Assets a thread takes at a time.

// What one chunk of assets yields, put together in order afterwards.
struct Found {
  std::vector<ChangeEvent> events;
  std::vector<AccessChange> access;
  std::size_t added = 0, changes = 0, unchanged = 0;
  std::uint64_t left_out = 0;
  std::size_t near = 0;  // Where in the old generation the last asset was, or would be.
};

class Comparer {
 public:
  Comparer(const AssetList& assets, const Generation& old, const CompareContext& context, Difference& out)
      : assets_(assets), old_(old), stored_(old), context_(context), out_(out), still_there_(stored_.size()) {
    out.before.resize(assets.size());
    out.changed.resize(assets.size());
    out.seen.resize(assets.size());
  }

  Status run(std::size_t threads) {
    std::vector<Found> found((assets_.size() + kChunk - 1) / kChunk);
    const Status done = for_each_item(threads, found.size(), [&](std::size_t chunk) -> Status {
      const std::size_t last = std::min(assets_.size(), (chunk + 1) * kChunk);
      for (std::size_t i = chunk * kChunk; i < last; ++i)
        if (const Status compared = compare(i, found[chunk]); !compared) return compared;
      return {};
    });
    if (!done) return done;
    Found gone;
    if (const Status told = find_removed(gone); !told) return told;
    for (Found& part : found) take(std::move(part));
    take(std::move(gone));
    return {};
  }

 private:
  void take(Found part) {
    std::move(part.events.begin(), part.events.end(), std::back_inserter(out_.events));
    std::move(part.access.begin(), part.access.end(), std::back_inserter(out_.access));
    out_.added += part.added;
    out_.changes += part.changes;
    out_.unchanged += part.unchanged;
    out_.left_out += part.left_out;
  }

  // What is known to be the same is not looked at, unless the clock alone made a difference.
  bool is_same(std::size_t i, std::size_t number, Found& found) {
    if (number == stored_.size() || !assets_.same_as_in(old_.manifest().id, i)) return false;
    const Place place = stored_.place(number);
    const Shard& shard = old_.shards()[place.shard];
    const AssetTimes times = shard.columns.times(place.document);
    if (!(assets_.access(i) == shard.info.access) || lateness_differs(times, times, context_)) return false;
    still_there_[number] = 1;
    out_.before[i] = place;
    out_.seen[i] = shard.columns.seen[place.document];
    ++found.unchanged;
    return true;
  }

  Status compare(std::size_t i, Found& found) {
    const std::size_t number = find(assets_.key(i), &found.near);
    if (is_same(i, number, found)) return {};
    Asset room;
    const auto asset = assets_.whole(i, room);
    if (!asset) return fail(asset.error());
    if (number == stored_.size()) {
      out_.changed[i] = 1;
      out_.seen[i] = context_.at.time_since_epoch().count();
      ++found.added;
      return tell_new(**asset, found);
    }
    still_there_[number] = 1;
    const Place place = stored_.place(number);
    const Shard& shard = old_.shards()[place.shard];
    out_.before[i] = place;
    out_.seen[i] = shard.columns.seen[place.document];
    const bool same = sha256(asset_to_json(**asset)) == shard.columns.digests[place.document] &&
                      assets_.access(i) == shard.info.access;
    out_.changed[i] = same ? 0 : 1;
    ++(same ? found.unchanged : found.changes);
    if (same && !lateness_differs(shard.columns.times(place.document), times_of(**asset), context_))
      return {};
    Asset old_room;
    const auto before = stored_.whole(number, old_room);
    if (!before) return fail(before.error());
    if (!(assets_.access(i) == shard.info.access))
      found.access.push_back(
          {(*asset)->key, std::string(display_name(**asset)), shard.info.access, (*asset)->access});
    tell(*before, *asset, found, &out_.seen[i]);
    return {};
  }

  // A thing whose former address is given up in the same run has moved.
  Status tell_new(const Asset& asset, Found& found) {
    for (const std::string& alias : asset.aliases) {
      if (!looks_like_key(alias)) continue;
      const std::size_t number = find(alias);
      if (number == stored_.size() || is_published(alias)) continue;
      Asset room;
      const auto before = stored_.whole(number, room);
      if (!before) return fail(before.error());
      still_there_[number] = 2;
      tell(*before, &asset, found, nullptr);
      return {};
    }
    tell(nullptr, &asset, found, nullptr);
    return {};
  }

  void tell(const Asset* before, const Asset* after, Found& found, std::int64_t* seen) {
    std::vector<ChangeEvent> events;
    compare_assets(before, after, context_, events);
    for (ChangeEvent& event : events) {
      if (seen != nullptr && info(event.kind).of_record) *seen = context_.at.time_since_epoch().count();
      if (told_++ < kMostEvents)
        found.events.push_back(std::move(event));
      else
        ++found.left_out;
    }
  }

  Status find_removed(Found& found) {
    for (std::size_t number = 0; number < stored_.size(); ++number) {
      if (still_there_[number] == 1) continue;
      out_.removed.push_back(stored_.place(number));
      if (still_there_[number] == 2) continue;  // Told of as moved.
      Asset room;
      const auto before = stored_.whole(number, room);
      if (!before) return fail(before.error());
      tell(*before, nullptr, found, nullptr);
    }
    return {};
  }

  // Number in stored_, or its size. `near`: where a lesser key was; where this one is, or would be.
  std::size_t find(std::string_view key, std::size_t* near = nullptr) const {
    std::size_t low = near != nullptr ? *near : 0, step = 1;
    while (low + step < stored_.size() && stored_.key(low + step - 1) < key) {
      low += step;
      step *= 2;
    }
    std::size_t high = std::min(low + step, stored_.size());
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (stored_.key(middle) < key)
        low = middle + 1;
      else
        high = middle;
    }
    if (near != nullptr) *near = low;
    return low < stored_.size() && stored_.key(low) == key ? low : stored_.size();
  }
  bool is_published(std::string_view key) const {
    std::size_t low = 0, high = assets_.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (assets_.key(middle) < key)
        low = middle + 1;
      else
        high = middle;
    }
    return low < assets_.size() && assets_.key(low) == key;
  }

  const AssetList& assets_;
  const Generation& old_;
  const StoredAssets stored_;
  const CompareContext& context_;
  Difference& out_;
  std::vector<std::atomic<std::uint8_t>>
      still_there_;  // By number in stored_: 1 as itself, 2 under another key.
  std::atomic<std::size_t> told_{0};
};

}  // namespace

StoredAssets::StoredAssets(const Generation& generation) : generation_(generation) {
  std::vector<const Columns*> shards;
  for (const Shard& shard : generation.shards()) shards.push_back(&shard.columns);
  places_ = in_key_order(shards);
}

std::string_view StoredAssets::key(std::size_t i) const {
  return generation_.shards()[places_[i].shard].columns.keys[places_[i].document];
}
const AccessClass& StoredAssets::access(std::size_t i) const {
  return generation_.shards()[places_[i].shard].info.access;
}
Result<const Asset*> StoredAssets::whole(std::size_t i, Asset& room) const {
  auto asset = asset_from_json(generation_.shards()[places_[i].shard].documents[places_[i].document]);
  if (!asset) return fail("reading back " + std::string(key(i)), asset.error());
  room = std::move(*asset);
  return &room;
}

Result<Difference> find_difference(const AssetList& assets, const Generation& old,
                                   const CompareContext& context, std::size_t threads) {
  Difference difference;
  const Status done = Comparer(assets, old, context, difference).run(threads);
  if (!done) return fail(done.error());
  return difference;
}

}  // namespace waymark
