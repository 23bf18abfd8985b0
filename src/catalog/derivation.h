// derivation.h - the assets while they are being finished. One function for
// each derivation; docs/derivations.md has a paragraph for each.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/catalog/derive.h"

#include "notes.h"

namespace waymark {

struct Derivation {
  Merged merged;
  const Config& config;
  NoteBook notes;
  std::size_t described = 0;  // Assets from here on exist only because others name them.
  std::unordered_map<std::string, std::uint32_t> domains;      // By case-folded path.
  std::unordered_map<std::string, std::uint32_t> products;     // By case-folded name, where one only has it.
  std::unordered_map<std::string, std::uint32_t> terms;        // The same.
  std::unordered_map<std::string, std::uint32_t> made_by_key;  // Assets from `described` on.
  std::vector<const Rule*> access_rules;    // Of each asset: the rule that labels it, or null.
  std::optional<Error> failure;             // The first time the spill could not be read.
  std::vector<std::uint32_t> domain_giver;  // Whom an inherited domain is from, or AssetLinks::kNone.

  std::size_t size() const { return merged.assets.size(); }
  Asset& asset(std::size_t i) { return merged.assets[i]; }
  AssetLinks& links(std::size_t i) { return merged.links[i]; }
  bool named_only(std::size_t i) { return i >= described || merged.assets[i].stub; }
  // The asset with its heavy parts, in `room` unless it has none.
  const Asset& whole(std::size_t i, Asset& room);
  // Everyone who may read `reader` may read `read`.
  bool may_show(std::size_t read, std::size_t reader) {
    return covers(asset(read).access, asset(reader).access);
  }
  std::uint32_t add(Asset made);
  // The asset of that key, or AssetLinks::kNone. Those described are in key order.
  std::uint32_t find(std::string_view key) const;

  // Calls `visit(index)` for each container it lies in, the nearest first,
  // until one returns true. Rings end it.
  template <typename Visit>
  void containers(std::size_t of, Visit visit) {
    std::uint32_t at = links(of).container;
    for (int level = 0; at != AssetLinks::kNone && level < 16; ++level, at = links(at).container)
      if (visit(at)) return;
  }
};

void index_names(Derivation& d);      // products.cpp: tables of names, and products named by name
void inherit_domains(Derivation& d);  // inherit.cpp
void take_domain_guesses(Derivation& d);
void drop_unreadable_domains(Derivation& d);
void inherit_owners(Derivation& d);
void run_product_queries(Derivation& d);  // products.cpp
void make_domains(Derivation& d);         // domains.cpp
void spell_domains(Derivation& d);
void link_people(Derivation& d);  // people.cpp: makes who is missing
void spell_people(Derivation& d);
void label_access(Derivation& d);  // labels.cpp
void label_named_only(Derivation& d);
void show_products_and_terms(Derivation& d);  // products.cpp
void place_within(Derivation& d);             // domains.cpp
void derive_sensitivity(Derivation& d);       // sensitivity.cpp
void judge_contracts(Derivation& d);          // contracts.cpp
double importance_of(const Asset& asset,
                     const AssetLinks& links);  // importance.cpp
void add_addresses(Derivation& d);              // addresses.cpp: links and former names

}  // namespace waymark
