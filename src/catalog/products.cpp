#include <algorithm>
#include <set>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

#include "derivation.h"
#include "in_parallel.h"
#include "spoken.h"

namespace waymark {
namespace {

// Names that several things have lead nowhere.
void index_by_name(Derivation& d, AssetType type, std::unordered_map<std::string, std::uint32_t>& table) {
  std::set<std::string> several;
  for (std::uint32_t i = 0; i < d.size(); ++i) {
    if (d.asset(i).type != type) continue;
    std::string name = lower(trim(d.asset(i).name));
    if (!table.emplace(name, i).second) several.insert(std::move(name));
  }
  for (const std::string& name : several) table.erase(name);
}

void add_once(std::vector<std::uint32_t>& list, std::uint32_t item) {
  const auto at = std::lower_bound(list.begin(), list.end(), item);
  if (at == list.end() || *at != item) list.insert(at, item);
}

// These look at parts that a light asset does not have.
bool asks_for_parts(const ProductConfig::Condition& condition) {
  return condition.field == "has" || condition.field == "missing";
}

bool holds(Derivation& d, std::uint32_t i, const ProductConfig::Condition& condition) {
  const Field* field = find_field(condition.field);
  Asset room;
  const Values values = field->values(asks_for_parts(condition) ? d.whole(i, room) : d.asset(i));
  const bool found = std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    return same_ignoring_case(value, condition.value);
  });
  return found != condition.excluded;
}

bool can_be_member(const Asset& asset) {
  return has_physical_identity(asset.type) && asset.type != AssetType::Container && !asset.stub;
}

// A product also lists what names it as its product.
void complete_members(Derivation& d) {
  std::unordered_map<std::uint32_t, std::set<std::string>> listed;
  for (std::uint32_t i = 0; i < d.size(); ++i) {
    if (!has_physical_identity(d.asset(i).type)) continue;
    for (const std::uint32_t product : d.links(i).products) {
      const auto [known, first] = listed.try_emplace(product);
      if (first)
        for (const Member& member : d.asset(product).members) known->second.insert(member.asset.id);
      if (known->second.insert(d.asset(i).key).second)
        d.asset(product).members.push_back(
            {.asset = {.id = d.asset(i).key, .physical = {}, .name = {}}, .port = {}});
    }
  }
}

}  // namespace

void index_names(Derivation& d) {
  index_by_name(d, AssetType::DataProduct, d.products);
  index_by_name(d, AssetType::GlossaryTerm, d.terms);
  for (std::uint32_t i = 0; i < d.size(); ++i) {
    for (const std::string& name : d.asset(i).products)
      if (const auto found = d.products.find(lower(trim(name)));
          found != d.products.end() && found->second != i)
        add_once(d.links(i).products, found->second);
    for (const std::string& name : d.asset(i).terms)
      if (const auto found = d.terms.find(lower(trim(name))); found != d.terms.end())
        add_once(d.links(i).terms, found->second);
  }
}

// The saved query of a product: what all its conditions hold for is a member.
// Conditions see what sources, rules and products say; what is worked out later
// (sensitivity from columns, state of contracts) they do not see.
void run_product_queries(Derivation& d) {
  for (const ProductConfig& config : d.config.products) {
    if (config.query.empty()) continue;
    const auto product = d.products.find(lower(trim(config.name)));
    if (product == d.products.end()) continue;
    bool any = false;
    for (std::uint32_t i = 0; i < d.size(); ++i) {
      const Asset& asset = d.asset(i);
      const bool member =
          can_be_member(asset) && std::all_of(config.query.begin(), config.query.end(),
                                              [&](const auto& one) { return holds(d, i, one); });
      if (!member) continue;
      any = true;
      if (std::binary_search(d.links(i).products.begin(), d.links(i).products.end(), product->second))
        continue;
      add_once(d.links(i).products, product->second);
      d.asset(product->second)
          .members.push_back({.asset = {.id = asset.key, .physical = {}, .name = {}}, .port = {}});
    }
    if (!any) d.notes.add("query_matched_nothing", config.name);
  }
}

// Names and keys of the products and terms a thing has, as far as everyone who
// may read it may know of them. Names that its own sources state are its own.
void show_products_and_terms(Derivation& d) {
  const auto show = [&](std::uint32_t i, const std::vector<std::uint32_t>& links,
                        std::vector<std::string>& names, std::vector<std::string>& keys) {
    for (const std::uint32_t other : links) {
      if (!d.may_show(other, i)) continue;
      keys.push_back(d.asset(other).key);
      const std::string name(d.asset(other).name);
      const auto known = std::find_if(names.begin(), names.end(),
                                      [&](const std::string& one) { return same_ignoring_case(one, name); });
      if (known == names.end())
        names.push_back(name);
      else
        *known = name;  // One spelling for all.
    }
    std::sort(keys.begin(), keys.end());
  };
  each_in_parallel(d.size(), [&](std::uint32_t i) {
    show(i, d.links(i).products, d.asset(i).products, d.asset(i).product_keys);
    show(i, d.links(i).terms, d.asset(i).terms, d.asset(i).term_keys);
  });
  complete_members(d);
}

}  // namespace waymark
