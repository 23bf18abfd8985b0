// assets_on_disk.h - a finished catalog put on disk, so that publishing needs memory for what it builds
// alone.
//
//   Result<AssetsOnDisk> assets = AssetsOnDisk::store(std::move(catalog), {.spill = "data/index/tmp"});
//   publish(*assets, …);
//
// Owns:    an unlinked file of the folder; of each asset its key and where it stands stay in memory.
// Threads: store() starts some of its own; the rest may be used by several.
// Errors:  a full disk shows in store().
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "waymark/catalog/derive.h"

namespace waymark {

class AssetsOnDisk : public AssetList {
 public:
  static Result<AssetsOnDisk> store(Catalog catalog, const MergeOptions& options);

  std::size_t size() const override { return keys_.size(); }
  std::string_view key(std::size_t i) const override { return keys_[i]; }
  const AccessClass& access(std::size_t i) const override { return classes_[class_of_[i]]; }
  Result<const Asset*> whole(std::size_t i, Asset& room) const override;

 private:
  void remember_classes(const Catalog& catalog);

  std::vector<std::string> keys_;
  std::vector<AccessClass> classes_;  // Each with the rule that gave it.
  std::vector<std::uint32_t> class_of_;
  std::vector<std::uint64_t> places_;
  std::shared_ptr<const Spill> spill_;
};

}  // namespace waymark
