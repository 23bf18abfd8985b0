#include "waymark/base/strings.h"

#include "card.h"
#include "tools.h"

namespace waymark {
namespace {

constexpr std::size_t kDescription = 1200, kColumnDescription = 120, kTexts = 20;

// The names of a list of texts or of objects with a name, the first few.
Json names_of(const Json& list) {
  Json names = Json::array();
  for (const Json& item : list) {
    if (names.size() == kTexts) break;
    names.push_back(item.is_string() ? item : Json(text_at(item, "name")));
  }
  return names;
}

void put_filled(Json& json, const char* name, Json value) {
  if (!value.empty()) json[name] = std::move(value);
}

Json column_of(const Json& column) {
  Json json;
  json["n"] = text_at(column, "path");
  put(json, "t", text_at(column, "type"));
  put(json, "d", cut_text(text_at(column, "description"), kColumnDescription));
  put(json, "pii", text_at(column, "sensitivity"));
  return json;
}

Json contract_of(const Json& contract) {
  Json json = Json::object();
  put(json, "state", text_at(contract, "state"));
  put(json, "version", text_at(contract, "version"));
  put_filled(json, "findings", names_of(at(contract, "findings")));
  Json promises = Json::array();
  const Json& contracts = at(contract, "contracts");
  const Json& holder = contracts.empty() ? contract : contracts.front();
  for (const Json& promise : at(holder, "promises"))
    promises.push_back(text_at(promise, "kind") + ": " + cut_text(text_at(promise, "text"), 80));
  put_filled(json, "promises", std::move(promises));
  Json keys = Json::array();
  for (const Json& one : contracts) keys.push_back(text_at(one, "key"));
  put_filled(json, "keys", std::move(keys));
  return json;
}

Json usage_of(const Json& activity) {
  Json json = Json::object();
  for (const char* name : {"level", "queries_30d", "users_30d", "refreshes_30d", "runs_30d"})
    if (const Json& value = at(activity, name); !value.is_null()) json[name] = value;
  return json;
}

Json sources_of(const Json& sources) {
  Json list = Json::array();
  for (const Json& source : sources) {
    Json one;
    for (const char* name : {"name", "format", "at"}) put(one, name, text_at(source, name));
    if (!one.empty()) list.push_back(std::move(one));
  }
  return list;
}

void add_columns(Json& json, const std::string& key, const Arguments& given, const CatalogClient& catalog) {
  const std::string which = given.given("columns") ? given.text("columns") : "matching";
  if (which == "none") return;
  NameValues query = {{"page", std::to_string(given.integer("column_page"))},
                      {"size", std::to_string(given.integer("column_limit"))}};
  if (which == "matching" && given.given("column_query")) query.emplace_back("q", given.text("column_query"));
  const Reply reply = catalog.get("/api/v1/assets/" + key + "/columns", std::move(query));
  Json columns = Json::array();
  for (const Json& column : at(reply.json, "columns")) columns.push_back(column_of(column));
  put_filled(json, "columns", std::move(columns));
}

Json asset_of(const Json& asset, const Arguments& given, const CatalogClient& catalog) {
  const std::vector<std::string> include = given.texts("include");
  const auto wants = [&](std::string_view part) {
    return std::find(include.begin(), include.end(), part) != include.end();
  };
  Json json;
  for (const char* member : {"key", "type", "name", "title", "ref", "qualified_name", "platform"})
    put(json, member, text_at(asset, member));
  put(json, "path", path_of(asset));
  put(json, "desc", cut_text(text_at(asset, "description"), kDescription));
  put(json, "owner", owners_of(asset));
  put_filled(json, "trust", trust_of(asset));
  put_filled(json, "tags", names_of(at(asset, "tags")));
  put_filled(json, "terms", names_of(at(asset, "terms")));
  if (const Json& total = at(asset, "columns_total"); !total.is_null()) json["columns_total"] = total;
  add_columns(json, text_at(asset, "key"), given, catalog);
  const Json& links = at(asset, "links");
  for (const char* side : {"upstream", "downstream"})
    if (const Json& count = at(links, side); !count.is_null()) json[side] = count;
  if (const Json& members = at(at(asset, "members"), "by_type"); !members.empty()) json["members"] = members;
  if (wants("contract")) put_filled(json, "contract", contract_of(at(asset, "contract")));
  if (wants("usage")) put_filled(json, "usage", usage_of(at(asset, "activity")));
  if (wants("quality")) put_filled(json, "quality", at(asset, "quality"));
  if (wants("sources")) put_filled(json, "sources", sources_of(at(asset, "sources")));
  json["url"] = text_at(asset, "url");
  return json;
}

std::string more_columns(const Json& asset, std::int64_t page, std::int64_t limit) {
  const Json& total = at(asset, "columns_total");
  if (!total.is_number_integer() || total.get<std::int64_t>() <= page * limit) return {};
  return "Columns " + std::to_string(page * limit) + " of " + total.dump() +
         " shown: column_page=" + std::to_string(page + 1) + " for more, or column_query for some.";
}

// Columns are what makes an answer long, so they go first, those of the last asset before the others.
void fit_columns(Json& json, const Arguments& given) {
  // A new member moves the others, so none is held by reference.
  for (std::size_t i = json["assets"].size(); i-- > 0;) {
    const std::string key = text_at(json["assets"][i], "key");
    while (result_bytes(json) > kMostBytes && !at(json["assets"][i], "columns").empty()) {
      const std::size_t left = json["assets"][i]["columns"].size() - 1;
      json["assets"][i]["columns"].erase(left);
      json["truncated"] = true;
      json["hint"] = "Ask for the columns of " + key +
                     " alone with column_limit=" + std::to_string(std::max<std::size_t>(1, left)) +
                     " and column_page=" + std::to_string(given.integer("column_page")) +
                     " and on, or with column_query.";
    }
  }
}

Result<Json> get(const Arguments& given, const CatalogClient& catalog) {
  Json json;
  json["assets"] = Json::array();
  Json missing = Json::array();
  for (const std::string& wanted : given.texts("keys")) {
    const std::string key = catalog.key_of(wanted);
    const Reply reply = key.empty()
                            ? Reply{404, {}}
                            : catalog.get("/api/v1/assets/" + key, {{"include", "columns,usage,contract"}});
    if (reply.absent())
      missing.push_back(wanted);
    else if (!reply.ok())
      return tool_failure(reply);
    else
      json["assets"].push_back(asset_of(reply.json, given, catalog));
  }
  if (!missing.empty()) {
    json["not_found"] = std::move(missing);
    json["hint"] = "not_found is absent or hidden from you; find keys with search_catalog.";
  }
  const std::int64_t page = given.integer("column_page"), limit = given.integer("column_limit");
  if (!given.given("column_query"))
    for (const Json& asset : json["assets"])
      if (const std::string more = more_columns(asset, page, limit);
          !more.empty() && !at(asset, "columns").empty() && at(json, "hint").is_null())
        json["hint"] = more;
  fit_columns(json, given);
  for (Json& asset : json["assets"])
    if (asset.contains("columns") && asset["columns"].empty()) asset.erase("columns");
  fit(json, "assets", kMostBytes, [&](std::size_t left) {
    return "Only the first " + std::to_string(left) + " fit; ask for the others alone.";
  });
  return json;
}

Json output() {
  Json column;
  for (const char* member : {"n", "t", "d", "pii"}) column[member] = text_schema();
  Json asset;
  for (const char* member :
       {"key", "type", "name", "title", "ref", "qualified_name", "platform", "path", "desc", "owner"})
    asset[member] = text_schema();
  for (const char* member : {"tags", "terms"}) asset[member] = list_schema();
  asset["columns"] = list_schema(object_schema(std::move(column)));
  for (const char* member : {"columns_total", "upstream", "downstream"}) asset[member] = count_schema();
  for (const char* member : {"trust", "members", "contract", "usage", "quality"})
    asset[member] = {{"type", "object"}};
  asset["sources"] = list_schema();
  asset["url"] = text_schema();
  Json properties;
  properties["assets"] = list_schema(object_schema(std::move(asset)));
  properties["not_found"] = list_schema();
  return object_schema(with_notes(std::move(properties)), {"assets"});
}

}  // namespace

Tool asset_tool() {
  return {
      .name = "get_asset",
      .description =
          "All about up to five assets: description, owner, trust, columns (n name, t type, d description, "
          "pii sensitivity), terms, how many feed it and use it. Of a wide table the first columns; "
          "column_query finds others.",
      .arguments =
          {{.name = "keys",
            .kind = Argument::Kind::Texts,
            .help = "Keys of hits, or identifiers such as snowflake:db.schema.table.",
            .min = 1,
            .max = 5,
            .required = true},
           {.name = "columns", .kind = Argument::Kind::Choice, .allowed = {"none", "matching", "all"}},
           {.name = "column_query",
            .kind = Argument::Kind::Text,
            .help = "Words of a column's name, description or tag.",
            .max = 200},
           {.name = "column_limit", .kind = Argument::Kind::Integer, .min = 1, .max = 200, .fallback = 30},
           {.name = "column_page", .kind = Argument::Kind::Integer, .min = 1, .max = 100'000, .fallback = 1},
           {.name = "include",
            .kind = Argument::Kind::Texts,
            .max = 4,
            .allowed = {"contract", "usage", "quality", "sources"}}},
      .output = output(),
      .scope = "catalog:read",
      .handler = get};
}

}  // namespace waymark
