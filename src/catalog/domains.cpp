#include <algorithm>
#include <map>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "access.h"
#include "derivation.h"
#include "domain_tree.h"
#include "in_parallel.h"
#include "spoken.h"

namespace waymark {
namespace {

void make_domain(Derivation& d, const std::string& path) {
  for (std::string at = path; !at.empty(); at = parent_domain(at)) {
    const std::string folded = lower(at);
    if (d.domains.contains(folded)) return;  // And so are those above it.
    Asset domain;
    domain.type = AssetType::Domain;
    domain.qualified_name = at;
    domain.name = last_domain_name(at);
    domain.domain = parent_domain(at);
    domain.key = domain_key(at);
    domain.match_key = "domain//" + folded;
    d.domains.emplace(folded, d.add(std::move(domain)));
  }
}

}  // namespace

// Every path that is used is a domain, and so is everything above it.
void make_domains(Derivation& d) {
  for (std::uint32_t i = 0; i < d.described; ++i)
    if (d.asset(i).type == AssetType::Domain) d.domains.emplace(lower(d.asset(i).qualified_name), i);
  const std::size_t count = d.size();
  std::string last;  // The next one is often in the same.
  for (std::size_t i = 0; i < count; ++i) {
    if (d.asset(i).domain == last) continue;
    last = d.asset(i).domain;
    make_domain(d, last);
  }
}

// One spelling for each path: a described domain's own; else, of the spellings that its readers may all see,
// the first in alphabet. From the top down, so that a path is spelled like the paths above it.
void spell_domains(Derivation& d) {
  std::map<std::uint32_t, std::string> names;
  for (std::size_t i = 0; i < d.size(); ++i) {
    if (d.asset(i).type == AssetType::Domain && i >= d.described) continue;
    for (std::string path = d.asset(i).domain; !path.empty(); path = parent_domain(path)) {
      const std::uint32_t domain = d.domains.at(lower(path));
      if (domain < d.described || !d.may_show(i, domain)) continue;
      const std::string name = last_domain_name(path);
      const auto [known, added] = names.emplace(domain, name);
      if (!added && name < known->second) known->second = name;
    }
  }
  const std::map<std::string, std::uint32_t> sorted(d.domains.begin(), d.domains.end());
  for (const auto& [folded, i] : sorted) {
    Asset& domain = d.asset(i);
    if (const auto name = names.find(i); name != names.end()) domain.name = name->second;
    const auto above = d.domains.find(parent_domain(folded));
    domain.domain = above == d.domains.end() ? std::string() : d.asset(above->second).qualified_name;
    domain.qualified_name = domain.domain.empty() ? domain.name : domain.domain + "/" + domain.name;
  }
  each_in_parallel(d.size(), [&](std::uint32_t i) {
    Asset& asset = d.asset(i);
    if (asset.type == AssetType::Domain || asset.domain.empty()) return;
    const std::uint32_t domain = d.domains.at(lower(asset.domain));
    if (d.may_show(domain, i)) asset.domain = d.asset(domain).qualified_name;
  });
}

// Keys of all that it lies in: its domain and those above, its products, its containers.
void place_within(Derivation& d) {
  in_parallel(d.size(), [&](std::size_t from, std::size_t to) {
    std::unordered_map<std::string, std::string> keys_of_domains;  // A key is a digest: once for each path.
    for (std::size_t i = from; i < to; ++i) {
      Asset& asset = d.asset(i);
      std::vector<std::string>& keys = asset.within;
      keys = asset.product_keys;
      for (std::string path = asset.domain; !path.empty(); path = parent_domain(path)) {
        std::string& key = keys_of_domains[path];
        if (key.empty()) key = domain_key(path);
        keys.push_back(key);
      }
      d.containers(i, [&](std::uint32_t container) {
        if (d.may_show(container, i)) keys.push_back(d.asset(container).key);
        return false;
      });
      std::sort(keys.begin(), keys.end());
      keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
      std::erase(keys, asset.key);
      keys.shrink_to_fit();
    }
  });
}

}  // namespace waymark
