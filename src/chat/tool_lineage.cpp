#include "waymark/base/strings.h"
#include "waymark/model/asset.h"

#include "card.h"
#include "tools.h"

namespace waymark {
namespace {

NameValues query_of(const Arguments& given, const std::string& to) {
  const std::string direction = given.given("direction") ? given.text("direction") : "both";
  const std::string depth = std::to_string(given.integer("depth"));
  NameValues query;
  if (to.empty()) {
    query.emplace_back("up", direction == "down" ? "0" : depth);
    query.emplace_back("down", direction == "up" ? "0" : depth);
    query.emplace_back("max_nodes", std::to_string(given.integer("limit")));
  } else {
    query.emplace_back("path_to", to);
  }
  if (given.given("column")) {
    query.emplace_back("level", "column");
    query.emplace_back("column", given.text("column"));
  }
  if (given.given("types")) query.emplace_back("types", join(given.texts("types"), ","));
  // Who is affected is what one asks downstream for.
  if (to.empty() && direction == "down") query.emplace_back("impact", "1");
  return query;
}

Json node_of(const Json& node) {
  Json json;
  for (const char* member : {"key", "type", "name", "column"}) put(json, member, text_at(node, member));
  if (const Json& depth = at(node, "depth"); depth.is_number_integer()) json["depth"] = depth;
  put(json, "cert", text_at(node, "certification"));
  return json;
}

// One end of an edge: a key, and behind a '#' the column.
std::string end_of(const Json& edge, const char* key, const char* column) {
  const std::string name = text_at(edge, column);
  return text_at(edge, key) + (name.empty() ? "" : "#" + name);
}

Json edges_of(const Json& edges) {
  Json list = Json::array();
  for (const Json& edge : edges)
    list.push_back(Json::array({end_of(edge, "from", "from_column"), end_of(edge, "to", "to_column")}));
  return list;
}

Json impact_of(const Json& impact) {
  Json json;
  for (const char* member : {"assets", "products", "dashboards"}) json[member] = at(impact, member);
  for (const Json& owner : at(impact, "owners")) json["owners"].push_back(text_at(owner, "name"));
  return json;
}

Result<Json> lineage(const Arguments& given, const CatalogClient& catalog) {
  const auto unknown = [](std::string_view name) {
    return fail(
        ErrorCode::NotFound,
        std::string(name) + ": there is no such asset, or you may not see it; find keys with search_catalog");
  };
  const std::string key = catalog.key_of(given.text("key"));
  const std::string to = given.given("to") ? catalog.key_of(given.text("to")) : std::string();
  if (key.empty()) return unknown("key");
  if (given.given("to") && to.empty()) return unknown("to");
  const Reply reply = catalog.get("/api/v1/assets/" + key + "/lineage", query_of(given, to));
  if (reply.absent()) return unknown("key");
  if (!reply.ok()) return tool_failure(reply);
  Json json;
  json["root"] = at(reply.json, "root");
  json["nodes"] = Json::array();
  for (const Json& node : at(reply.json, "nodes")) json["nodes"].push_back(node_of(node));
  json["edges"] = edges_of(at(reply.json, "edges"));
  if (const Json& paths = at(reply.json, "paths"); !paths.is_null()) json["paths"] = paths;
  if (const Json& impact = at(reply.json, "impact"); impact.is_object()) json["impact"] = impact_of(impact);
  for (const char* member : {"total_up", "total_down"})
    if (const Json& total = at(reply.json, member); !total.is_null()) json[member] = total;
  if (at(reply.json, "truncated") == Json(true)) {
    json["truncated"] = true;
    json["hint"] = "More of it: a larger limit, one direction, or get_lineage of a node at the edge.";
  }
  const std::size_t all = json["nodes"].size();
  fit(json, "nodes", kMostBytes, [&](std::size_t left) {
    return "The first " + std::to_string(left) + " of " + std::to_string(all) +
           " nodes; ask for one direction.";
  });
  return json;
}

Json output() {
  Json node;
  for (const char* member : {"key", "type", "name", "column", "cert"}) node[member] = text_schema();
  node["depth"] = count_schema();
  Json properties;
  properties["root"] = text_schema();
  properties["nodes"] = list_schema(object_schema(std::move(node)));
  properties["edges"] = list_schema();
  properties["paths"] = list_schema();
  properties["impact"] = {{"type", "object"}};
  for (const char* member : {"total_up", "total_down"}) properties[member] = count_schema();
  return object_schema(with_notes(std::move(properties)), {"root", "nodes", "edges"});
}

std::vector<std::string> types() {
  std::vector<std::string> names;
  for (const TypeInfo& type : asset_types()) names.emplace_back(type.name);
  return names;
}

}  // namespace

Tool lineage_tool() {
  return {
      .name = "get_lineage",
      .description =
          "What feeds an asset (up) and what is made from it (down), as nodes and edges [from, to]. With "
          "to: the shortest ways between two assets. Ask before a change to see who is affected.",
      .arguments = {{.name = "key",
                     .kind = Argument::Kind::Text,
                     .help = "Key or identifier of the asset.",
                     .min = 1,
                     .max = 2000,
                     .required = true},
                    {.name = "direction", .kind = Argument::Kind::Choice, .allowed = {"up", "down", "both"}},
                    {.name = "depth", .kind = Argument::Kind::Integer, .min = 1, .max = 5, .fallback = 1},
                    {.name = "column",
                     .kind = Argument::Kind::Text,
                     .help = "Of this column alone.",
                     .min = 1,
                     .max = 500},
                    {.name = "to",
                     .kind = Argument::Kind::Text,
                     .help = "Key of the other end.",
                     .min = 1,
                     .max = 2000},
                    {.name = "types",
                     .kind = Argument::Kind::Texts,
                     .max = 20,
                     .allowed = types()},
                    {.name = "limit", .kind = Argument::Kind::Integer, .min = 1, .max = 100, .fallback = 30}},
      .output = output(),
      .scope = "catalog:read",
      .handler = lineage};
}

}  // namespace waymark
