#include "waymark/catalog/derive.h"

#include <algorithm>
#include <set>

#include "derivation.h"
#include "rules.h"
#include "tag_levels.h"

namespace waymark {
namespace {

std::string described(const Asset& asset) {
  return "\"" + std::string(asset.match_key) + "\"" +
         (asset.sources.empty() ? "" : " of source " + asset.sources.front().source);
}

// Two things whose keys are equal by chance (or by a reader's mistake) cannot both have an address.
Status refuse_equal_keys(const std::vector<Asset>& assets) {
  for (std::size_t i = 1; i < assets.size(); ++i)
    if (assets[i].key == assets[i - 1].key)
      return fail(ErrorCode::Failed, "two assets have the key " + assets[i].key + ": " +
                                         described(assets[i - 1]) + " and " + described(assets[i]) +
                                         "; rename one of them or give it another instance");
  return {};
}

void put_in_key_order(std::vector<Asset>& assets) {
  std::sort(assets.begin(), assets.end(), [](const Asset& a, const Asset& b) { return a.key < b.key; });
}

// What sources and rules state, and what follows for the place of each thing.
void settle_facts(Derivation& d) {
  cap_lists(d);
  for (std::size_t i = 0; i < d.size(); ++i) {
    levels_from_tags(d.asset(i));
    apply_rules(d.config.rules, d.asset(i), d.links(i), d.merged.files);
  }
  index_names(d);
  inherit_domains(d);
  for (Asset& asset : d.merged.assets) apply_defaults(d.merged.defaults, asset);
  run_product_queries(d);
  inherit_domains(d);
  take_domain_guesses(d);
  make_domains(d);
}

// Who may know of what; before anything is told from one asset to another.
void settle_access(Derivation& d) {
  label_access(d);
  drop_unreadable_domains(d);
  inherit_owners(d);
  link_people(d);
  label_named_only(d);
}

void settle_content(Derivation& d) {
  spell_domains(d);
  spell_people(d);
  show_products_and_terms(d);
  place_within(d);
  judge_contracts(d);
  derive_sensitivity(d);
  for (Asset& asset : d.merged.assets) asset.importance = importance_of(asset);
  add_addresses(d);
}

}  // namespace

std::uint32_t Derivation::add(Asset made) {
  const auto index = static_cast<std::uint32_t>(merged.assets.size());
  by_key.emplace(made.key, index);
  merged.links.emplace_back();
  merged.links.back().owners.assign(made.owners.size(), AssetLinks::kNone);
  merged.assets.push_back(std::move(made));
  return index;
}

Result<Catalog> build_catalog(Merged merged, const Config& config) {
  merged.links.resize(merged.assets.size());
  if (Status unequal = refuse_equal_keys(merged.assets); !unequal) return fail(unequal.error());
  Derivation d{.merged = std::move(merged), .config = config};
  d.described = d.size();
  d.notes.take(std::move(d.merged.notes));
  d.by_key.reserve(d.size());
  for (std::uint32_t i = 0; i < d.size(); ++i) {
    d.by_key.emplace(d.asset(i).key, i);
    d.links(i).owners.resize(d.asset(i).owners.size(), AssetLinks::kNone);
  }
  settle_facts(d);
  settle_access(d);
  settle_content(d);
  Catalog catalog;
  catalog.assets = std::move(d.merged.assets);
  put_in_key_order(catalog.assets);
  if (Status unequal = refuse_equal_keys(catalog.assets); !unequal) return fail(unequal.error());
  std::set<AccessClass> classes;
  for (const Asset& asset : catalog.assets)
    classes.insert({.level = asset.access.level, .groups = asset.access.groups, .rule = {}});
  catalog.classes.assign(classes.begin(), classes.end());
  catalog.notes = std::move(d.notes).finish();
  return catalog;
}

}  // namespace waymark
