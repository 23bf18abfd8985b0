#include <algorithm>

#include "derivation.h"
#include "in_parallel.h"
#include "rules.h"
#include "spoken.h"

namespace waymark {
namespace {

bool inherits(AssetType type) { return has_physical_identity(type) || type == AssetType::Contract; }

// Containers before what lies in them, outer ones first.
std::vector<std::uint32_t> outer_first(Derivation& d) {
  std::vector<std::uint32_t> order, others;
  for (std::uint32_t i = 0; i < d.size(); ++i)
    (d.asset(i).type == AssetType::Container ? order : others).push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return d.links(a).parts.size() < d.links(b).parts.size();
  });
  order.insert(order.end(), others.begin(), others.end());
  return order;
}

void inherit_domain(Derivation& d, std::uint32_t i) {
  Asset& asset = d.asset(i);
  const auto take = [&](std::uint32_t giver) {
    if (d.asset(giver).domain.empty()) return false;
    asset.domain = d.asset(giver).domain;
    asset.domain_inherited = true;
    d.domain_giver[i] = giver;
    return true;
  };
  for (const std::uint32_t product : d.links(i).products)
    if (take(product)) return;
  d.containers(i, take);
}

}  // namespace

// A domain that neither a source nor a rule gives comes from the first product the thing is in that has one,
// else from the nearest container that has one.
void inherit_domains(Derivation& d) {
  d.domain_giver.resize(d.size(), AssetLinks::kNone);
  for (const std::uint32_t i : outer_first(d))
    if (d.asset(i).domain.empty() && inherits(d.asset(i).type)) inherit_domain(d, i);
}

// A guess is taken only where nothing else is known, and its history says that it is one.
void take_domain_guesses(Derivation& d) {
  for (std::size_t i = 0; i < d.size(); ++i) {
    Asset& asset = d.asset(i);
    std::string& guess = d.links(i).domain_guess;
    if (asset.domain.empty() && !guess.empty() && asset.type != AssetType::Domain) {
      asset.history.push_back({.field = "domain", .values = {{"folder or package", guess}}});
      asset.domain = std::move(guess);
    }
    std::string().swap(guess);
  }
}

// What some readers of the asset may not know of gives it nothing.
void drop_unreadable_domains(Derivation& d) {
  for (std::size_t i = 0; i < d.domain_giver.size(); ++i) {
    const std::uint32_t giver = d.domain_giver[i];
    if (giver == AssetLinks::kNone || d.may_show(giver, i)) continue;
    d.asset(i).domain.clear();
    d.asset(i).domain_inherited = false;
  }
}

// The same way for owners; roles of a database and creators of a record are not owners enough to stop it.
void inherit_owners(Derivation& d) {
  const auto take = [&](std::uint32_t i, std::uint32_t giver) {
    const Asset& from = d.asset(giver);
    if (!has_answering_owner(from) || !d.may_show(giver, i)) return false;
    std::vector<Owner> owners;
    std::vector<std::uint32_t> people;
    for (std::size_t o = 0; o < from.owners.size(); ++o) {
      if (from.owners[o].kind == OwnerKind::Role || from.owners[o].kind == OwnerKind::Creator) continue;
      owners.push_back(from.owners[o]);
      owners.back().inherited = true;
      people.push_back(d.links(giver).owners[o]);
    }
    Asset& asset = d.asset(i);
    asset.owners.insert(asset.owners.begin(), owners.begin(), owners.end());
    d.links(i).owners.insert(d.links(i).owners.begin(), people.begin(), people.end());
    return true;
  };
  for (const std::uint32_t i : outer_first(d)) {
    if (has_answering_owner(d.asset(i)) || !inherits(d.asset(i).type)) continue;
    const std::vector<std::uint32_t>& products = d.links(i).products;
    if (std::any_of(products.begin(), products.end(),
                    [&](std::uint32_t product) { return take(i, product); }))
      continue;
    d.containers(i, [&](std::uint32_t container) { return take(i, container); });
  }
  each_in_parallel(d.described, [&](std::uint32_t i) {
    if (!is_person_or_team(d.asset(i).type)) apply_default_owner(d.merged.defaults, d.asset(i), d.links(i));
  });
}

}  // namespace waymark
