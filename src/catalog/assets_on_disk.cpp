#include "waymark/catalog/assets_on_disk.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <thread>
#include <tuple>

#include <malloc.h>

#include "waymark/model/asset_bytes.h"
#include "waymark/model/heavy_facts.h"

#include "spill.h"

namespace waymark {
namespace {

constexpr std::size_t kLeastForAThread = 1'000;
constexpr std::size_t kForgetEvery = 32 * 1024;  // Assets read after which pages are given back.

// Every asset of a range goes to one lane, in order, and its memory is given up. A record is the light asset
// and, as they are, its heavy parts.
void store_range(Catalog& catalog, std::size_t from, std::size_t to, std::size_t lane, Spill& spill,
                 std::vector<std::uint64_t>& places) {
  for (std::size_t i = from; i < to; ++i) {
    const std::string light = asset_to_bytes(catalog.assets[i]);
    const auto size = static_cast<std::uint32_t>(light.size());
    std::string record(reinterpret_cast<const char*>(&size), sizeof size);
    record += light;
    if (catalog.heavy[i] != Spill::kNothing) record += catalog.spill->at(catalog.heavy[i]);
    places[i] = spill.add(lane, record);
    if (i % kForgetEvery == 0 && catalog.spill != nullptr) catalog.spill->forget_pages();
    catalog.assets[i] = Asset();
  }
}

bool read_record(std::string_view record, Asset& into) {
  std::uint32_t size = 0;
  std::memcpy(&size, record.data(), sizeof size);
  record.remove_prefix(sizeof size);
  if (!asset_from_bytes(record.substr(0, size), into)) return false;
  return record.size() == size || give_heavy(record.substr(size), into);
}

}  // namespace

void AssetsOnDisk::remember_classes(const Catalog& catalog) {
  std::map<std::tuple<std::uint8_t, std::vector<std::string>, std::string>, std::uint32_t> known;
  for (const Asset& asset : catalog.assets) {
    const AccessClass& access = asset.access;
    const auto [found, added] = known.emplace(std::tuple(access.level, access.groups, access.rule),
                                              static_cast<std::uint32_t>(classes_.size()));
    if (added) classes_.push_back(access);
    class_of_.push_back(found->second);
    keys_.push_back(asset.key);
  }
}

Result<AssetsOnDisk> AssetsOnDisk::store(Catalog catalog, const MergeOptions& options) {
  AssetsOnDisk stored;
  const std::size_t count = catalog.assets.size();
  stored.remember_classes(catalog);
  stored.places_.resize(count);
  const std::size_t wanted = options.threads > 0 ? options.threads : std::thread::hardware_concurrency();
  const std::size_t lanes = std::clamp<std::size_t>(wanted, 1, 1 + count / kLeastForAThread);
  auto spill = Spill::create(options.spill, lanes);
  if (!spill) return fail(spill.error());
  std::vector<std::thread> threads;
  const auto store = [&](std::size_t lane) {
    store_range(catalog, count * lane / lanes, count * (lane + 1) / lanes, lane, **spill, stored.places_);
  };
  for (std::size_t lane = 1; lane < lanes; ++lane) threads.emplace_back(store, lane);
  store(0);
  for (std::thread& thread : threads) thread.join();
  if (const Status sealed = (*spill)->seal(); !sealed) return fail(sealed.error());
  stored.spill_ = std::move(*spill);
  catalog = Catalog();
  // A million assets leave gigabytes of small free pieces, which the allocator would keep.
  ::malloc_trim(0);
  return stored;
}

Result<const Asset*> AssetsOnDisk::whole(std::size_t i, Asset& room) const {
  if (i % kForgetEvery == 0) spill_->forget_pages();
  if (read_record(spill_->at(places_[i]), room)) return &room;
  return fail(ErrorCode::Failed, "reading back the asset " + keys_[i] + ": its bytes are damaged");
}

}  // namespace waymark
