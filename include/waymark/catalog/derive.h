// derive.h - from merged assets to the finished catalog: rules, inheritance,
// access, contracts, importance.
//
//   Result<Catalog> catalog = build_catalog(merger.finish(), config);
//
// Every derivation is one small function and one paragraph of
// docs/derivations.md. None depends on the clock, and what is stored with an
// asset depends only on that asset and on assets that everyone who may read it
// may read.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/catalog/config.h"
#include "waymark/catalog/merge.h"
#include "waymark/model/asset.h"
#include "waymark/model/asset_list.h"

namespace waymark {

// The assets are light (model/heavy_facts.h): `heavy` and `spill` hold the rest
// of those that have more.
struct Catalog {
  std::vector<Asset> assets;         // By key, keys unique.
  std::vector<std::uint64_t> heavy;  // For each asset: a place in the spill, or Spill::kNothing.
  std::vector<Print> heavy_prints;   // Of the bytes there.
  std::shared_ptr<const Spill> spill;
  std::vector<MergeNote> notes;      // Those of the merge and of the derivations.
  std::vector<AccessClass> classes;  // Distinct, sorted, at most kMaxClasses.
};

constexpr std::size_t kMaxClasses = 64;

// The assets of a catalog for who writes them down; the catalog must outlive
// it.
class CatalogAssets : public AssetList {
 public:
  explicit CatalogAssets(const Catalog& catalog) : catalog_(catalog) {}
  std::size_t size() const override { return catalog_.assets.size(); }
  std::string_view key(std::size_t i) const override { return catalog_.assets[i].key; }
  const AccessClass& access(std::size_t i) const override { return catalog_.assets[i].access; }
  Result<const Asset*> whole(std::size_t i, Asset& room) const override;

 private:
  const Catalog& catalog_;
};

// Makes every asset whole, for catalogs that fit in memory.
Status make_whole(Catalog& catalog);

// An error names the two assets whose keys collide.
Result<Catalog> build_catalog(Merged merged, const Config& config);

// Everyone who may read what is labelled `reader` may read what is labelled
// `read`. A group written "a & b" stands for holding both.
bool covers(const AccessClass& read, const AccessClass& reader);

// The link of a kind ("open", "access", "query"…) that the configuration has
// for the asset's platform, filled in and percent-encoded; "" when there is
// none or a placeholder has no value.
std::string link_for(const Config& config, const Asset& asset, std::string_view kind);

// What a contract says against what is known: one row of contract_rules.cpp
// broken.
struct ContractFinding {
  std::string code;     // "missing_column", "type_mismatch", "no_target", "no_columns"…
  bool breaks = false;  // Makes the contract broken; otherwise it is only said.
  std::string where;    // "orders.email_address"
  std::string expected, actual;
  std::string text;  // One sentence.
};
// `target` is null when it is not in the catalog or may not be counted.
std::vector<ContractFinding> check_contract_object(const ContractObject& object, const Asset* target);
// kept, broken or unchecked.
std::string contract_state(const std::vector<ContractFinding>& findings);

}  // namespace waymark
