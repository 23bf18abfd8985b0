#include "lineage_nodes.h"

#include <algorithm>
#include <limits>
#include <map>

#include "waymark/model/asset_json.h"

#include "lineage_walk.h"

namespace waymark {
namespace {

constexpr std::size_t kOwnersNamed = 100;
constexpr std::size_t kImpactEdges = 400'000;

constexpr std::string_view kCard[] = {
    "key",     "type",     "name",         "title",       "qualified_name", "platform",       "environment",
    "domain",  "products", "sensitivity",  "criticality", "certification",  "lifecycle",      "updated",
    "changed", "accessed", "fresh_within", "stub",        "product_keys",   "contract_state",
};
constexpr std::string_view kOwners[] = {"owners", "owner_keys"};

bool is_dashboard(AssetType type) { return type == AssetType::Dashboard || type == AssetType::Report; }

std::string_view text_of(const AccessView& view, const VisibleGraph& graph, std::uint32_t node) {
  const DocumentRef at = graph.document(node);
  return view.shards()[at.shard]->documents[at.document];
}

// Owners of nodes, counted by the ordinals of the owner field; their names and keys are read of one node
// each.
class OwnerCollector {
 public:
  OwnerCollector(const AccessView& view, const VisibleGraph& graph)
      : view_(view), graph_(graph), field_(*find_field("owner")), merged_(view.field(field_)) {}

  void add(std::uint32_t node) {
    const DocumentRef at = graph_.document(node);
    const auto& column = view_.shards()[at.shard]->columns.field(row_of(field_));
    for (const std::uint32_t ordinal : column.of(at.document))
      node_with_.try_emplace(merged_.indexes[at.shard][ordinal], node);
  }

  Status put(LineageImpact& into) const {
    into.owners_total = node_with_.size();
    for (const auto& [value, node] : node_with_) {  // The values are sorted.
      if (into.owners.size() == kOwnersNamed) break;
      const auto asset = asset_from_json(text_of(view_, graph_, node), kOwners);
      if (!asset) return fail(asset.error());
      LineageOwner owner{"", std::string(merged_.values[value])};
      for (std::size_t i = 0; i < std::min(asset->owners.size(), asset->owner_keys.size()); ++i) {
        const Owner& one = asset->owners[i];
        if ((!one.name.empty() ? one.name : !one.mail.empty() ? one.mail : one.id) == owner.name)
          owner.key = asset->owner_keys[i];
      }
      into.owners.push_back(std::move(owner));
    }
    return {};
  }

 private:
  const AccessView& view_;
  const VisibleGraph& graph_;
  const Field& field_;
  const MergedField& merged_;
  std::map<std::uint32_t, std::uint32_t> node_with_;  // By merged value.
};

}  // namespace

Result<Asset> card_of(const AccessView& view, const VisibleGraph& graph, std::uint32_t node) {
  return asset_from_json(text_of(view, graph, node), kCard);
}

Result<LineageImpact> impact_of(const AccessView& view, LineageSpace& space,
                                std::span<const std::uint32_t> roots) {
  const VisibleGraph& visible = space.visible();
  const Adjacency& graph = visible.graph();
  WalkBudget budget(kImpactEdges);
  const Walk reached = walk(space, roots, false, std::numeric_limits<std::size_t>::max(), budget);
  LineageImpact impact;
  impact.exact = reached.exact;
  OwnerCollector owners(view, visible);
  IdSet seen;
  for (const std::uint32_t root : roots) seen.insert(space.node(root));
  const auto add_product = [&](std::uint32_t product) {
    if (!visible.sees(product) || !seen.insert(product)) return;
    ++impact.products;
    owners.add(product);
  };
  for (const auto& level : reached.levels)
    for (const std::uint32_t id : level) {
      const std::uint32_t node = space.node(id);
      if (graph.type(node) == AssetType::DataProduct) {
        add_product(node);
        continue;
      }
      if (!seen.insert(node)) continue;
      ++(is_dashboard(graph.type(node)) ? impact.dashboards : impact.assets);
      owners.add(node);
      for (const std::uint32_t product : graph.products(node)) add_product(product);
    }
  if (const Status named = owners.put(impact); !named) return fail(named.error());
  return impact;
}

}  // namespace waymark
