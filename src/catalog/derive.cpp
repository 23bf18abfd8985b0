#include "waymark/catalog/derive.h"

#include <algorithm>
#include <functional>
#include <set>

#include "waymark/model/heavy_facts.h"

#include "derivation.h"
#include "in_order.h"
#include "in_parallel.h"
#include "rules.h"
#include "settle.h"
#include "spill.h"

namespace waymark {
namespace {

constexpr std::size_t kForgetEvery = 32 * 1024;  // Assets read after which pages are given back.

std::string described(const Asset& asset) {
  return "\"" + std::string(asset.match_key) + "\"" +
         (asset.sources.empty() ? "" : " of source " + asset.sources.front().source);
}

// Two things whose keys are equal by chance (or by a reader's mistake) cannot
// both have an address.
Status refuse_equal_keys(const std::vector<Asset>& assets) {
  for (std::size_t i = 1; i < assets.size(); ++i)
    if (assets[i].key == assets[i - 1].key)
      return fail(ErrorCode::Failed, "two assets have the key " + assets[i].key + ": " +
                                         described(assets[i - 1]) + " and " + described(assets[i]) +
                                         "; rename one of them or give it another instance");
  return {};
}

Catalog in_key_order(Merged merged) {
  Catalog catalog;
  catalog.heavy.reserve(merged.links.size());
  catalog.heavy_prints.reserve(merged.links.size());
  for (const AssetLinks& links : merged.links) {
    catalog.heavy.push_back(links.heavy);
    catalog.heavy_prints.push_back(links.heavy_print);
  }
  std::vector<AssetLinks>().swap(merged.links);
  const std::vector<std::uint32_t> place = places_by_key(
      merged.assets.size(), [&](std::uint32_t i) { return std::string_view(merged.assets[i].key); },
      std::less<>());
  move_to(place, catalog.heavy);
  move_to(place, catalog.heavy_prints);
  move_to(place, merged.assets);
  catalog.assets = std::move(merged.assets);
  catalog.spill = std::move(merged.spill);
  return catalog;
}

Status give_heavy_of(std::uint64_t place, const Spill* spill, Asset& asset) {
  if (place == Spill::kNothing) return {};
  if (spill != nullptr && give_heavy(spill->at(place), asset)) return {};
  return fail(ErrorCode::Failed,
              "reading back what the merge put away: the parts of " + asset.match_key + " are damaged");
}

// What sources and rules state, and what follows for the place of each thing.
void settle_facts(Derivation& d) {
  for (std::size_t i = 0; i < d.size(); ++i)
    if (!d.links(i).settled) settle(d.asset(i), d.links(i), d.config.rules, d.merged.files, d.notes);
  index_names(d);
  inherit_domains(d);
  each_in_parallel(d.size(), [&](std::uint32_t i) { apply_defaults(d.merged.defaults, d.asset(i)); });
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
  each_in_parallel(d.size(),
                   [&](std::uint32_t i) { d.asset(i).importance = importance_of(d.asset(i), d.links(i)); });
  add_addresses(d);
}

}  // namespace

std::uint32_t Derivation::add(Asset made) {
  const auto index = static_cast<std::uint32_t>(merged.assets.size());
  made_by_key.emplace(made.key, index);
  merged.links.emplace_back();
  merged.links.back().owners.assign(made.owners.size(), AssetLinks::kNone);
  merged.assets.push_back(std::move(made));
  return index;
}

std::uint32_t Derivation::find(std::string_view key) const {
  const auto first = merged.assets.begin(), end = first + static_cast<std::ptrdiff_t>(described);
  const auto found = std::lower_bound(
      first, end, key, [](const Asset& asset, std::string_view wanted) { return asset.key < wanted; });
  if (found != end && found->key == key) return static_cast<std::uint32_t>(found - first);
  const auto made = made_by_key.find(std::string(key));
  return made == made_by_key.end() ? AssetLinks::kNone : made->second;
}

const Asset& Derivation::whole(std::size_t i, Asset& room) {
  if (links(i).heavy == Spill::kNothing) return asset(i);
  room = asset(i);
  if (const Status given = give_heavy_of(links(i).heavy, merged.spill.get(), room); !given && !failure)
    failure = given.error();
  return room;
}

Result<const Asset*> CatalogAssets::whole(std::size_t i, Asset& room) const {
  if (catalog_.heavy[i] == Spill::kNothing) return &catalog_.assets[i];
  if (i % kForgetEvery == 0) catalog_.spill->forget_pages();
  room = catalog_.assets[i];
  if (const Status given = give_heavy_of(catalog_.heavy[i], catalog_.spill.get(), room); !given)
    return fail(given.error());
  return &room;
}

Status make_whole(Catalog& catalog) {
  for (std::size_t i = 0; i < catalog.assets.size(); ++i) {
    if (Status given = give_heavy_of(catalog.heavy[i], catalog.spill.get(), catalog.assets[i]); !given)
      return given;
    catalog.heavy[i] = Spill::kNothing;
  }
  return {};
}

Result<Catalog> build_catalog(Merged merged, const Config& config) {
  if (merged.failure) return fail(*merged.failure);
  merged.links.resize(merged.assets.size());
  if (Status unequal = refuse_equal_keys(merged.assets); !unequal) return fail(unequal.error());
  Derivation d{.merged = std::move(merged), .config = config};
  d.described = d.size();
  d.notes.take(std::move(d.merged.notes));
  for (std::uint32_t i = 0; i < d.size(); ++i)
    d.links(i).owners.resize(d.asset(i).owners.size(), AssetLinks::kNone);
  settle_facts(d);
  settle_access(d);
  settle_content(d);
  if (d.failure) return fail(*d.failure);
  Catalog catalog = in_key_order(std::move(d.merged));
  if (Status unequal = refuse_equal_keys(catalog.assets); !unequal) return fail(unequal.error());
  std::set<AccessClass> classes;
  for (const Asset& asset : catalog.assets)
    if (!classes.contains(asset.access))
      classes.insert({.level = asset.access.level, .groups = asset.access.groups, .rule = {}});
  catalog.classes.assign(classes.begin(), classes.end());
  catalog.notes = std::move(d.notes).finish();
  return catalog;
}

}  // namespace waymark
