// asset_list.h - the assets of a catalog in key order, for who writes them down: not all need fit in memory.
//
//   Asset room;
//   for (std::size_t i = 0; i < list.size(); ++i) {
//     const Result<const Asset*> asset = list.whole(i, room);
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "waymark/base/result.h"
#include "waymark/model/asset.h"

namespace waymark {

// Where an asset belongs: things of one domain have near numbers, within it those of one database, within
// that those of one schema. What changes together lies together, and so it does on disk when it is put in
// this order.
std::uint64_t neighbourhood_of(const Asset& asset);

// Sorted by key, keys unique. Threads: every member may be called by several threads at once.
class AssetList {
 public:
  virtual ~AssetList() = default;
  virtual std::size_t size() const = 0;
  virtual std::string_view key(std::size_t i) const = 0;
  virtual const AccessClass& access(std::size_t i) const = 0;
  // Everything. The answer is `room`, filled, or a copy the list keeps; it holds until `room` is used again.
  // Fails where it cannot be read back.
  virtual Result<const Asset*> whole(std::size_t i, Asset& room) const = 0;
  // It is known that the record of this generation is this very one. False means nothing: compare them.
  virtual bool same_as_in(std::string_view /*generation*/, std::size_t /*i*/) const { return false; }
  // neighbourhood_of() it. A list that does not know leaves all in one place.
  virtual std::uint64_t neighbourhood(std::size_t /*i*/) const { return 0; }
};

// Assets that are in memory anyway.
class AssetsInMemory : public AssetList {
 public:
  explicit AssetsInMemory(std::span<const Asset> assets) : assets_(assets) {}
  std::size_t size() const override { return assets_.size(); }
  std::string_view key(std::size_t i) const override { return assets_[i].key; }
  const AccessClass& access(std::size_t i) const override { return assets_[i].access; }
  Result<const Asset*> whole(std::size_t i, Asset&) const override { return &assets_[i]; }
  std::uint64_t neighbourhood(std::size_t i) const override { return neighbourhood_of(assets_[i]); }

 private:
  std::span<const Asset> assets_;
};

}  // namespace waymark
