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
#include <span>
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
  bool same_as_in(std::string_view generation, std::size_t i) const override;
  std::uint64_t neighbourhood(std::size_t i) const override { return neighbourhoods_[i]; }

  // What was published is known again by its print: `file` is what keep_prints() left when `current` (the
  // line of CURRENT) came into force. Of another generation, or damaged, it is as good as none.
  void compare_with(const std::filesystem::path& file, std::string_view current);
  Status keep_prints(const std::filesystem::path& file, std::string_view current) const;

 private:
  void remember_classes(const Catalog& catalog);
  std::vector<std::uint32_t> order_to_store() const;
  void store_range(Catalog& catalog, std::span<const std::uint32_t> range, std::size_t lane, Spill& spill);
  bool read(std::size_t i, Asset& into) const;

  std::vector<std::string> keys_;
  std::vector<AccessClass> classes_;  // Each with the rule that gave it.
  std::vector<std::uint32_t> class_of_;
  std::vector<std::uint64_t> neighbourhoods_;
  std::vector<std::uint64_t> places_;
  std::vector<Print> prints_;
  std::shared_ptr<const Spill> spill_;
  // Heavy parts that were kept from an earlier run stay where they are.
  std::vector<std::uint64_t> kept_places_;
  std::vector<Print> kept_prints_;
  std::shared_ptr<const Spill> kept_;
  std::string generation_;  // What `same_` is about.
  std::vector<std::uint8_t> same_;
};

}  // namespace waymark
