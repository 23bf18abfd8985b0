// lineage_graph_json.cpp - the graph around an asset, or the ways from it to another.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/search/lineage.h"

#include "given.h"
#include "gone.h"
#include "hit_json.h"
#include "routes.h"

namespace waymark {
namespace {

LineageLevel level_of(std::string_view word) {
  if (word == "product") return LineageLevel::Product;
  return word == "column" ? LineageLevel::Column : LineageLevel::Asset;
}

LineageRequest request_of(const Call& call) {
  const Parameters& given = call.parameters;
  LineageRequest request;
  request.key = call.path_value;
  request.up = static_cast<std::size_t>(given.integer("up"));
  request.down = static_cast<std::size_t>(given.integer("down"));
  request.max_nodes = static_cast<std::size_t>(given.integer("max_nodes"));
  request.level = level_of(given.text("level"));
  request.column = given.text("column");
  for (const std::string& name : given.list("types"))
    if (const auto type = parse_type(name)) request.types.push_back(*type);
  request.impact = given.flag("impact");
  request.path_to = given.text("path_to");
  return request;
}

tl::unexpected<Problem> wrong(const Call& call, const char* name, const std::string& what) {
  return bad_value({name, std::string(call.parameters.text(name))}, what);
}

// What no parameter can tell by itself.
Answer<bool> check(const Call& call, const LineageRequest& request) {
  const bool columns = request.level == LineageLevel::Column;
  if (columns && request.column.empty())
    return wrong(call, "column", "must name a column when level is column");
  if (!columns && !request.column.empty())
    return wrong(call, "level", "must be column when a column is named");
  if (!request.path_to.empty() && columns)
    return wrong(call, "level", "must be asset or product with path_to");
  if (!request.path_to.empty() && !request.types.empty())
    return wrong(call, "types", "cannot be given together with path_to");
  return true;
}

// Why there is no answer.
Answer<ApiResponse> refuse_absent(const Call& call, const LineageRequest& request) {
  const auto asset = call.viewer->asset(request.key);
  if (!asset) return refuse(problem_of(asset.error()));
  if (!*asset) {
    Problem absent = not_found();
    if (auto told = told_of_removed(call, request.key)) absent.detail = std::move(*told);
    return refuse(std::move(absent));
  }
  if (!request.path_to.empty()) {
    const auto goal = call.viewer->asset(request.path_to);
    if (!goal) return refuse(problem_of(goal.error()));
    if (!*goal) return wrong(call, "path_to", "is the key of no asset");
  }
  return wrong(call, "level", "must be asset or column: this is in no data product");
}

// A column that neither the asset nor its lineage has is a typing error.
Answer<bool> check_column(const Call& call, const LineageRequest& request, const Lineage& lineage) {
  const LineageNode& root = lineage.nodes.front();
  if (request.level != LineageLevel::Column || root.more_up + root.more_down > 0 || !lineage.edges.empty())
    return true;
  const auto asset = call.viewer->asset(request.key);
  if (!asset) return refuse(problem_of(asset.error()));
  const bool known =
      !*asset || (*asset)->columns.empty() ||
      std::any_of((*asset)->columns.begin(), (*asset)->columns.end(),
                  [&](const Column& column) { return same_ignoring_case(column.path, request.column); });
  if (!known) return wrong(call, "column", "is no column of this asset");
  return true;
}

void set_state(Json& json, const Asset& asset, Time now) {
  const Field& field = *find_field("freshness");
  const std::string_view state = field.closed[field.bucket(times_of(asset), now)].value;
  if (state != "unknown") json["freshness"] = state;
}

Json node_json(const LineageNode& node, bool root, Time now) {
  const Asset& asset = node.asset;
  Json json;
  json["key"] = asset.key;
  set_given(json, "column", node.column);
  json["type"] = info(asset.type).name;
  json["name"] = display_name(asset);
  if (Json path = path_json(asset); !path.empty()) json["path"] = std::move(path);
  set_given(json, "platform", asset.platform);
  set_given(json, "certification", asset.certification);
  set_given(json, "sensitivity", asset.sensitivity);
  set_given(json, "criticality", asset.criticality);
  set_given(json, "lifecycle", asset.lifecycle);
  set_given(json, "contract", asset.contract_state);
  set_state(json, asset, now);
  if (asset.stub) json["stub"] = true;
  json["depth"] = node.depth;
  if (!root) json["side"] = node.upstream ? "up" : "down";
  if (node.more_up > 0) json["more_up"] = node.more_up;
  if (node.more_down > 0) json["more_down"] = node.more_down;
  return json;
}

Json edge_json(const LineageEdge& edge, const Lineage& lineage) {
  const LineageNode& from = lineage.nodes[edge.from];
  const LineageNode& to = lineage.nodes[edge.to];
  Json json;
  json["from"] = from.asset.key;
  json["to"] = to.asset.key;
  set_given(json, "from_column", from.column);
  set_given(json, "to_column", to.column);
  set_given(json, "kind", edge.kind);
  set_given(json, "sources", edge.sources);
  set_given(json, "via", edge.via);
  set_given(json, "at", edge.at);
  if (edge.columns > 0) json["columns"] = edge.columns;
  return json;
}

Json impact_json(const LineageImpact& impact) {
  Json json;
  json["assets"] = impact.assets;
  json["products"] = impact.products;
  json["dashboards"] = impact.dashboards;
  json["owners"] = Json::array();
  for (const LineageOwner& owner : impact.owners) {
    Json one;
    set_given(one, "key", owner.key);
    one["name"] = owner.name;
    json["owners"].push_back(std::move(one));
  }
  json["owners_total"] = impact.owners_total;
  json["total_is"] = impact.exact ? "exact" : "at_least";
  return json;
}

Json paths_json(const Lineage& lineage) {
  Json paths = Json::array();
  for (const auto& path : lineage.paths) {
    Json keys = Json::array();
    for (const std::size_t node : path) keys.push_back(lineage.nodes[node].asset.key);
    paths.push_back(std::move(keys));
  }
  return paths;
}

Json graph_json(const Lineage& lineage, const LineageRequest& request, const Call& call) {
  Json json;
  json["root"] = lineage.nodes.front().asset.key;
  set_given(json, "column", lineage.nodes.front().column);
  json["level"] = call.parameters.text("level");
  if (!request.path_to.empty()) {
    json["to"] = request.path_to;
    if (!lineage.paths.empty()) json["direction"] = lineage.paths_lead_up ? "up" : "down";
    json["paths"] = paths_json(lineage);
  }
  json["nodes"] = Json::array();
  for (std::size_t i = 0; i < lineage.nodes.size(); ++i)
    json["nodes"].push_back(node_json(lineage.nodes[i], i == 0, call.now));
  json["edges"] = Json::array();
  for (const LineageEdge& edge : lineage.edges) json["edges"].push_back(edge_json(edge, lineage));
  if (request.path_to.empty()) {
    json["total_up"] = lineage.total_up;
    json["total_down"] = lineage.total_down;
  }
  json["total_is"] = lineage.exact ? "exact" : "at_least";
  json["truncated"] = lineage.truncated;
  json["cycle"] = lineage.cycle;
  if (lineage.impact) json["impact"] = impact_json(*lineage.impact);
  json["generation"] = format_time(call.viewer->manifest().published_at);
  json["as_of"] = format_time(call.now);
  return json;
}

}  // namespace

Answer<ApiResponse> answer_lineage(const Call& call) {
  const LineageRequest request = request_of(call);
  if (const auto fits = check(call, request); !fits) return refuse(fits.error());
  const auto lineage = call.viewer->lineage(request);
  if (!lineage) return refuse(problem_of(lineage.error()));
  if (!*lineage) return refuse_absent(call, request);
  if (const auto fits = check_column(call, request, **lineage); !fits) return refuse(fits.error());
  return json_answer(graph_json(**lineage, request, call));
}

}  // namespace waymark
