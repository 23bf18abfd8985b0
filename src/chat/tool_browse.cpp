#include "waymark/base/strings.h"
#include "waymark/model/asset.h"

#include "card.h"
#include "tools.h"

namespace waymark {
namespace {

Json child_of(const Json& child) {
  Json json;
  for (const char* member : {"key", "type", "name"}) put(json, member, text_at(child, member));
  const Json& counts = at(child, "counts");
  for (const char* member : {"assets", "products"})
    if (const Json& count = at(counts, member); count.is_number_integer() && count > 0) json[member] = count;
  put(json, "owner", owners_of(child));
  put(json, "cert", text_at(child, "certification"));
  return json;
}

Result<Json> browse(const Arguments& given, const CatalogClient& catalog) {
  const std::int64_t page = given.integer("page"), limit = given.integer("limit");
  NameValues query = {{"size", std::to_string(limit)}, {"page", std::to_string(page)}};
  if (given.given("parent")) query.emplace_back("parent", given.text("parent"));
  if (given.given("types")) query.emplace_back("types", join(given.texts("types"), ","));
  const Reply reply = catalog.get("/api/v1/tree", std::move(query));
  if (reply.absent())
    return fail(ErrorCode::NotFound,
                "parent: there is no such thing, or you may not see it; leave it out for the top");
  if (!reply.ok()) return tool_failure(reply);
  Json json;
  if (given.given("parent")) json["parent"] = given.text("parent");
  json["children"] = Json::array();
  for (const Json& child : at(reply.json, "children")) json["children"].push_back(child_of(child));
  const Json& total = at(reply.json, "total");
  json["total"] = total.is_number_integer() ? total : Json(json["children"].size());
  if (json["children"].empty())
    json["hint"] = "Nothing lies below it; get_asset tells about it.";
  else if (json["total"] > page * limit)
    json["hint"] = "More: page=" + std::to_string(page + 1) + ".";
  fit(json, "children", limit > 25 ? kMostBytes : kOrdinaryBytes, [&](std::size_t left) {
    return "The first " + std::to_string(left) + " of this page; ask with limit=" + std::to_string(left) +
           ".";
  });
  return json;
}

Json output() {
  Json child;
  for (const char* member : {"key", "type", "name", "owner", "cert"}) child[member] = text_schema();
  for (const char* member : {"assets", "products"}) child[member] = count_schema();
  Json properties;
  properties["parent"] = text_schema();
  properties["children"] = list_schema(object_schema(std::move(child)));
  properties["total"] = count_schema();
  return object_schema(with_notes(std::move(properties)), {"children", "total"});
}

std::vector<std::string> types() {
  std::vector<std::string> names;
  for (const TypeInfo& type : asset_types()) names.emplace_back(type.name);
  return names;
}

}  // namespace

Tool browse_tool() {
  return {
      .name = "browse_catalog",
      .description =
          "What lies in a domain or data product: subdomains, products and assets with counts and owner. "
          "Without parent the top domains. For questions about what there is.",
      .arguments = {{.name = "parent",
                     .kind = Argument::Kind::Text,
                     .help = "Key of a domain or product, or unassigned.",
                     .min = 1,
                     .max = 20},
                    {.name = "types",
                     .kind = Argument::Kind::Texts,
                     .max = 20,
                     .allowed = types()},
                    {.name = "limit", .kind = Argument::Kind::Integer, .min = 1, .max = 50, .fallback = 25},
                    {.name = "page", .kind = Argument::Kind::Integer, .min = 1, .max = 1000, .fallback = 1}},
      .output = output(),
      .scope = "catalog:read",
      .handler = browse};
}

}  // namespace waymark
