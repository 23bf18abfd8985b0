// difference.h - how the assets to publish differ from the generation in force, and what is worth telling.
#pragma once

#include <cstdint>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/index/changes.h"
#include "waymark/index/generation.h"
#include "waymark/index/history.h"
#include "waymark/model/asset_list.h"

#include "key_order.h"

namespace waymark {

struct Difference {
  std::vector<Place> before;          // By asset; none: it is new.
  std::vector<std::uint8_t> changed;  // By asset: 1 when its record or class is another. New ones have 1.
  std::vector<std::int64_t> seen;     // By asset: when a run saw its record change.
  std::vector<Place> removed;         // By key.
  std::size_t added = 0, changes = 0, unchanged = 0;
  std::vector<ChangeEvent> events;   // By key; at most kMostEvents.
  std::uint64_t left_out = 0;        // Further events.
  std::vector<AccessChange> access;  // Whose access class is another.

  bool nothing() const { return added + changes + removed.size() == 0; }
};

constexpr std::size_t kMostEvents = 200'000;

Result<Difference> find_difference(const AssetList& assets, const Generation& old,
                                   const CompareContext& context, std::size_t threads);

// The assets of a generation by key, read back one at a time.
class StoredAssets : public AssetList {
 public:
  explicit StoredAssets(const Generation& generation);
  std::size_t size() const override { return places_.size(); }
  std::string_view key(std::size_t i) const override;
  const AccessClass& access(std::size_t i) const override;
  Result<const Asset*> whole(std::size_t i, Asset& room) const override;
  Place place(std::size_t i) const { return places_[i]; }

 private:
  const Generation& generation_;
  std::vector<Place> places_;
};

}  // namespace waymark
