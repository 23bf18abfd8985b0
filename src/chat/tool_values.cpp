#include "tools.h"

namespace waymark {
namespace {

Result<Json> values(const Arguments& given, const CatalogClient& catalog) {
  NameValues query = {{"size", std::to_string(given.integer("limit"))}};
  if (given.given("query")) query.emplace_back("q", given.text("query"));
  if (given.given("contains")) query.emplace_back("prefix", given.text("contains"));
  const Reply reply = catalog.get("/api/v1/facets/" + given.text("field"), std::move(query));
  if (!reply.ok()) return tool_failure(reply);
  Json json;
  json["field"] = given.text("field");
  json["values"] = Json::array();
  for (const Json& value : at(reply.json, "values")) {
    Json one;
    one["value"] = at(value, "value");
    one["count"] = at(value, "count");
    json["values"].push_back(std::move(one));
  }
  const Json& more = at(reply.json, "more");
  json["more"] = more;
  if (json["values"].empty())
    json["hint"] = "No value here; try without contains and query.";
  else if (more > 0)
    json["hint"] = "Narrow them with contains.";
  fit(json, "values", kOrdinaryBytes, [](std::size_t) { return "Narrow them with contains."; });
  return json;
}

Json output() {
  Json value;
  value["value"] = text_schema();
  value["count"] = count_schema();
  Json properties;
  properties["field"] = text_schema();
  properties["values"] = list_schema(object_schema(std::move(value)));
  properties["more"] = count_schema();
  return object_schema(with_notes(std::move(properties)), {"field", "values", "more"});
}

}  // namespace

Tool values_tool() {
  return {.name = "list_filter_values",
          .description =
              "The values one can filter search_catalog by, most frequent first, with counts. Ask before "
              "guessing one.",
          .arguments =
              {{.name = "field", .kind = Argument::Kind::Choice, .allowed = filter_names(), .required = true},
               {.name = "contains",
                .kind = Argument::Kind::Text,
                .help = "What a word of the value begins with.",
                .max = 200},
               {.name = "query",
                .kind = Argument::Kind::Text,
                .help = "Count only what this search finds.",
                .max = 2000},
               {.name = "limit", .kind = Argument::Kind::Integer, .min = 1, .max = 50, .fallback = 20}},
          .output = output(),
          .scope = "catalog:read",
          .handler = values};
}

}  // namespace waymark
