#include <algorithm>

#include "waymark/api/product.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

constexpr std::size_t kPortsShown = 100;  // In one direction.

// How the data that lies in a product stands, counted by state.
struct DataFreshness {
  std::uint64_t on_time = 0, late = 0, stale = 0;
  std::uint64_t told() const { return on_time + late + stale; }
};

// What a product's record should say. To ask for more, add a row; each counts the same.
struct ProductPart {
  std::string_view name;
  bool (*there)(const Asset& product, const ProductState& state, const DataFreshness& freshness,
                std::uint64_t assets);
};
constexpr ProductPart kParts[] = {
    {"description", [](const Asset& p, auto&, auto&, auto) { return !p.description.empty(); }},
    {"owner", [](const Asset& p, auto&, auto&, auto) { return !p.owners.empty(); }},
    {"domain", [](const Asset& p, auto&, auto&, auto) { return !p.domain.empty(); }},
    {"criticality", [](const Asset& p, auto&, auto&, auto) { return !p.criticality.empty(); }},
    {"sensitivity", [](const Asset& p, auto&, auto&, auto) { return !p.sensitivity.empty(); }},
    {"certification", [](const Asset& p, auto&, auto&, auto) { return !p.certification.empty(); }},
    {"contract", [](const Asset& p, auto&, auto&, auto) { return !p.contract_state.empty(); }},
    {"assets", [](const Asset&, auto&, auto&, auto assets) { return assets > 0; }},
    {"output port", [](const Asset&, auto& state, auto&, auto) { return !state.outputs.empty(); }},
    {"freshness", [](const Asset&, auto&, auto& freshness, auto) { return freshness.told() > 0; }},
};

void add_ports(ProductState& state, const Asset& product, const Viewer& viewer) {
  for (const Member& member : product.members) {
    if (member.port.empty()) continue;
    std::vector<ProductPort>& ports = member.port == "input" ? state.inputs : state.outputs;
    if (ports.size() == kPortsShown) continue;
    const auto asset = viewer.asset(member.asset.id);
    if (asset && *asset) ports.push_back({(*asset)->key, std::string(display_name(**asset)), (*asset)->type});
  }
}

// Its own state where a source tells, else that of what lies in it.
Result<std::pair<DataFreshness, std::uint64_t>> freshness_of(const Asset& product, const Viewer& viewer,
                                                             Time now) {
  const Field& field = *find_field("freshness");
  const SearchRequest request{.filters = {{find_field("within"), {product.key}}},
                              .limit = 0,
                              .facets = {&field},
                              .facet_size = 100,
                              .now = now};
  const auto found = viewer.search(request);
  if (!found) return fail(found.error());
  DataFreshness freshness;
  const auto add = [&](std::string_view state, std::uint64_t count) {
    if (state == "on_time") freshness.on_time += count;
    if (state == "late") freshness.late += count;
    if (state == "stale") freshness.stale += count;
  };
  for (const FacetCount& count : found->facets.front().values) add(count.value, count.count);
  add(field.closed[field.bucket(times_of(product), now)].value, 1);
  return std::pair(freshness, found->total);
}

std::string in_words(const DataFreshness& freshness) {
  if (freshness.told() == 0) return "no source tells how fresh its data is";
  const std::uint64_t behind = freshness.late + freshness.stale;
  if (behind == 0) return "its data is on time";
  const std::string_view word = freshness.late == 0    ? "stale"
                                : freshness.stale == 0 ? "late"
                                                       : "late or stale";
  if (freshness.told() == 1) return "its data is " + std::string(word);
  return std::to_string(behind) + " of " + std::to_string(freshness.told()) + " parts of its data " +
         (behind == 1 ? "is " : "are ") + std::string(word);
}

std::string contract_in_words(std::string_view state) {
  if (state == "kept") return "its contract is kept";
  if (state == "broken") return "its contract is broken";
  if (state.empty()) return "it has no contract";
  return "its contract is not checked";
}

std::string owners_in_words(const Asset& product) {
  if (product.owners.empty()) return "nobody owns it";
  const Owner& first = product.owners.front();
  const std::string name = first.name.empty() ? first.mail : first.name;
  if (product.owners.size() == 1) return name + " owns it";
  return name + " and " + std::to_string(product.owners.size() - 1) + " more own it";
}

Health health_of(const Asset& product, const DataFreshness& freshness) {
  if (freshness.late + freshness.stale > 0 || product.contract_state == "broken" || product.owners.empty())
    return Health::Trouble;
  return freshness.told() > 0 && product.contract_state == "kept" ? Health::Good : Health::Unclear;
}

}  // namespace

std::string_view to_string(Health health) {
  return health == Health::Good ? "good" : health == Health::Trouble ? "trouble" : "unclear";
}

Result<ProductState> product_state(const Asset& product, const Viewer& viewer, Time now) {
  ProductState state;
  add_ports(state, product, viewer);
  const auto counted = freshness_of(product, viewer, now);
  if (!counted) return fail(counted.error());
  const auto& [freshness, assets] = *counted;
  int there = 0;
  for (const ProductPart& part : kParts)
    if (part.there(product, state, freshness, assets))
      ++there;
    else
      state.missing.emplace_back(part.name);
  state.complete = there * 100 / static_cast<int>(std::size(kParts));
  state.health = health_of(product, freshness);
  state.sentence = in_words(freshness) + ", " + contract_in_words(product.contract_state) + ", and " +
                   owners_in_words(product) + ".";
  if (state.sentence.front() >= 'a' && state.sentence.front() <= 'z') state.sentence.front() -= 'a' - 'A';
  return state;
}

}  // namespace waymark
