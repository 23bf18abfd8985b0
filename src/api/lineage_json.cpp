#include "asset_parts.h"

namespace waymark {
namespace {

constexpr std::size_t kNeighboursShown = 50;
// Neighbours looked up in one direction: a table that everything is made from must not hold a worker. Past that, counts
// say too little; whether there were more may depend on what the caller cannot see, so nothing says so.
constexpr std::size_t kNeighboursTried = 20'000;
constexpr char kReportLetter = 'r';  // Of the keys of dashboards and reports.

std::vector<const Neighbour*> visible(const std::vector<Neighbour>& neighbours, const Viewer& viewer) {
  std::vector<const Neighbour*> seen;
  const std::size_t tried = std::min(neighbours.size(), kNeighboursTried);
  for (std::size_t i = 0; i < tried; ++i)
    if (is_visible(viewer, neighbours[i].key)) seen.push_back(&neighbours[i]);
  return seen;
}

Json neighbour_json(const Neighbour& neighbour, const Asset& asset) {
  Json json;
  json["key"] = asset.key;
  json["type"] = info(asset.type).name;
  json["name"] = display_name(asset);
  if (Json path = path_json(asset); !path.empty()) json["path"] = std::move(path);
  set_given(json, "kind", neighbour.kind);
  set_given(json, "sources", neighbour.sources);
  if (asset.stub) json["stub"] = true;
  return json;
}

Json side_json(const std::vector<Neighbour>& neighbours, const Viewer& viewer) {
  Json json = Json::array();
  std::size_t tried = 0;
  for (const Neighbour& neighbour : neighbours) {
    if (json.size() == kNeighboursShown || ++tried > kNeighboursTried) break;
    if (!is_visible(viewer, neighbour.key)) continue;
    if (const auto asset = viewer.asset(neighbour.key); asset && *asset)
      json.push_back(neighbour_json(neighbour, **asset));
  }
  return json;
}

}  // namespace

Json links_json(const Asset& asset, const Viewer& viewer) {
  const auto downstream = visible(asset.downstream, viewer);
  Json json;
  json["upstream"] = visible(asset.upstream, viewer).size();
  json["downstream"] = downstream.size();
  json["reports"] = std::count_if(downstream.begin(), downstream.end(),
                                  [](const Neighbour* one) { return one->key.front() == kReportLetter; });
  return json;
}

Json lineage_json(const Asset& asset, const Viewer& viewer) {
  Json json;
  json["upstream"] = side_json(asset.upstream, viewer);
  json["downstream"] = side_json(asset.downstream, viewer);
  return json;
}

}  // namespace waymark
