#include <algorithm>
#include <map>
#include <unordered_map>

#include "waymark/base/strings.h"

#include "access.h"
#include "derivation.h"
#include "domain_tree.h"
#include "in_parallel.h"
#include "rules.h"
#include "spoken.h"

namespace waymark {
namespace {

using Label = std::optional<AccessClass>;

void join(Label& into, const Label& other) {
  if (!other) return;
  into = into ? stricter(*into, *other) : *other;
}

class Labeller {
 public:
  explicit Labeller(Derivation& d) : d_(d) {
    const std::size_t known = d.access_rules.size();
    d.access_rules.resize(d.size());
    each_in_parallel(d.size() - known, [&](std::uint32_t n) {
      const std::size_t i = known + n;
      d.access_rules[i] = access_rule(d.config.rules, {d.asset(i), d.links(i), d.merged.files});
    });
    label_domains();
    for (std::uint32_t i = 0; i < d.size(); ++i)
      if (d.asset(i).type == AssetType::DataProduct || d.asset(i).type == AssetType::Container)
        given_.emplace(i, Label{});
    for (auto& [i, label] : given_) label = with_domain(i);
    for (auto& [i, label] : given_)
      if (d.asset(i).type == AssetType::Container)
        for (const std::uint32_t product : d.links(i).products) join(label, given(product));
  }

  // What its parents give it, and its own label.
  Label inherited(std::size_t i) const {
    Label label = domain_label(d_.asset(i));
    for (const std::uint32_t product : d_.links(i).products) join(label, given(product));
    d_.containers(i, [&](std::uint32_t container) {
      join(label, given(container));
      return false;
    });
    return label;
  }
  Label own(std::size_t i) const {
    const Rule* rule = d_.access_rules[i];
    if (rule == nullptr) return std::nullopt;
    return AccessClass{.level = rule->access->level, .groups = rule->access->groups, .rule = rule->name};
  }

 private:
  void label_domains() {
    // In this order a path comes after the paths above it.
    const std::map<std::string, std::uint32_t> sorted(d_.domains.begin(), d_.domains.end());
    for (const auto& [path, i] : sorted) {
      Label label = own(i);
      if (label) label->rule += " on domain " + d_.asset(i).qualified_name;
      if (const auto above = domains_.find(parent_domain(path)); above != domains_.end())
        join(label, above->second);
      domains_.emplace(path, std::move(label));
    }
  }

  Label domain_label(const Asset& asset) const {
    if (asset.domain.empty()) return std::nullopt;
    const auto found = domains_.find(lower(asset.domain));
    return found == domains_.end() ? std::nullopt : found->second;
  }
  Label with_domain(std::uint32_t i) const {
    Label label = own(i);
    if (label) label->rule += " on " + std::string(display_name(d_.asset(i)));
    join(label, domain_label(d_.asset(i)));
    return label;
  }
  Label given(std::uint32_t i) const {
    const auto found = given_.find(i);
    return found == given_.end() ? std::nullopt : found->second;
  }

  Derivation& d_;
  std::map<std::string, Label> domains_;  // By case-folded path, those above taken in.
  std::map<std::uint32_t, Label> given_;  // What products and containers hand down.
};

// The classes of what names each thing that nobody describes.
std::vector<WidestClass> namers(Derivation& d) {
  std::vector<WidestClass> all(d.size());
  std::unordered_map<std::string_view, std::uint32_t> by_key;  // Only of what is asked about.
  for (std::uint32_t i = 0; i < d.size(); ++i)
    if (d.named_only(i)) by_key.emplace(d.asset(i).key, i);
  for (std::size_t i = 0; i < d.size(); ++i) {
    Asset& asset = d.asset(i);
    if (d.named_only(i)) continue;
    for (std::string path = asset.domain; !path.empty(); path = parent_domain(path))
      if (const std::uint32_t domain = d.domains.at(lower(path)); d.named_only(domain))
        all[domain].add(asset.access);
    for (const std::uint32_t person : d.links(i).owners)
      if (person != AssetLinks::kNone && d.named_only(person)) all[person].add(asset.access);
    const auto name = [&](const std::string& key) {
      if (const auto other = by_key.find(key); other != by_key.end()) all[other->second].add(asset.access);
    };
    for (const Neighbour& one : asset.upstream) name(one.key);
    for (const Neighbour& one : asset.downstream) name(one.key);
    if (asset.contract)
      for (const ContractObject& object : asset.contract->objects) name(object.target.id);
  }
  // A stub may be all there is to a domain.
  for (std::size_t i = 0; i < d.described; ++i)
    if (d.asset(i).stub)
      for (std::string path = d.asset(i).domain; !path.empty(); path = parent_domain(path))
        if (WidestClass& domain = all[d.domains.at(lower(path))]; domain.empty() && !all[i].empty())
          domain.add(all[i].pick());
  return all;
}

}  // namespace

// The first rule that gives access labels a thing; without one it has the default level. Labels given to a
// domain, a product or a container also hold for what lies in it, and can only make it stricter. The content
// never does.
void label_access(Derivation& d) {
  const Labeller labeller(d);
  const AccessClass plain{.level = d.config.default_level, .groups = {}, .rule = "default_level"};
  each_in_parallel(d.size(), [&](std::uint32_t i) {
    Label label = labeller.own(i).value_or(plain);
    join(label, labeller.inherited(i));
    d.asset(i).access = std::move(*label);
  });
  limit_classes(d.merged.assets, d.notes);
}

// What exists only because others name it is known to those who may read something that names it, and to no
// one else.
void label_named_only(Derivation& d) {
  const Labeller labeller(d);
  const std::vector<WidestClass> named_by = namers(d);
  for (std::size_t i = 0; i < d.size(); ++i) {
    if (!d.named_only(i) || named_by[i].empty()) continue;
    const AccessClass widest = named_by[i].pick();
    if (d.asset(i).stub) {
      d.asset(i).access = stricter(d.asset(i).access, widest);
      continue;
    }
    Label label = widest;
    join(label, labeller.own(i));
    join(label, labeller.inherited(i));
    d.asset(i).access = *label;
  }
  limit_classes(d.merged.assets, d.notes);
}

}  // namespace waymark
