#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

#include "card.h"
#include "tools.h"

namespace waymark {
namespace {

constexpr std::int64_t kOrdinaryHits = 8;
constexpr std::size_t kDescription = 160, kMatchesShown = 5;
constexpr std::size_t kManyBytes = std::size_t{16} * 1024;  // When more hits than usual were asked for.
constexpr const char* kMembers =
    "key,type,name,title,path,owner,description,tags,certification,sensitivity,criticality,lifecycle,"
    "freshness,activity,contract,stub,matched,url";
constexpr const char* kCounted = "domain,type,owner,platform,certification,freshness";

NameValues query_of(const Arguments& given) {
  NameValues query = given.filters("filters");
  query.emplace_back("q", given.text("query"));
  if (given.given("updated_within")) query.emplace_back("updated_after", given.text("updated_within"));
  if (given.given("similar_to")) query.emplace_back("similar_to", given.text("similar_to"));
  if (given.given("sort")) query.emplace_back("sort", given.text("sort"));
  query.emplace_back("size", std::to_string(given.integer("limit")));
  query.emplace_back("page", std::to_string(given.integer("page")));
  query.emplace_back("facets", given.flag("counts") ? kCounted : "none");
  query.emplace_back("facet_size", "6");
  query.emplace_back("highlight", "0");
  query.emplace_back("fields", kMembers);
  return query;
}

Json hit_of(const Json& card) {
  Json hit;
  for (const char* member : {"key", "type", "name", "title"}) put(hit, member, text_at(card, member));
  put(hit, "path", path_of(card));
  put(hit, "desc", cut_text(text_at(card, "description"), kDescription));
  put(hit, "owner", owners_of(card));
  if (Json trust = trust_of(card); !trust.empty()) hit["trust"] = std::move(trust);
  if (const Json& tags = at(card, "tags"); !tags.empty()) hit["tags"] = tags;
  for (const Json& column : at(at(card, "matched"), "columns")) {
    if (at(hit, "match").size() == kMatchesShown) break;
    hit["match"].push_back(text_at(column, "name"));
  }
  hit["url"] = text_at(card, "url");
  return hit;
}

Json counts_of(const Json& facets) {
  Json counts = Json::object();
  for (const auto& [field, facet] : facets.items())
    for (const Json& value : at(facet, "values")) counts[field][text_at(value, "value")] = at(value, "count");
  return counts;
}

// What to try when nothing is found, the most promising first.
std::string ways_out(const Json& found) {
  std::vector<std::string> ways;
  for (const Json& note : at(found, "notes"))
    if (text_at(note, "code") != "no_results") ways.push_back(text_at(note, "text"));
  for (const Json& way : at(found, "exits")) {
    const std::string kind = text_at(way, "kind"), total = " (" + at(way, "total").dump() + ")";
    if (kind == "spell") ways.push_back("did you mean \"" + text_at(way, "q") + "\"" + total);
    if (kind == "drop_filter") ways.push_back("drop the filter " + text_at(way, "field") + total);
    if (kind == "drop_all_filters") ways.push_back("drop all filters" + total);
    if (kind == "any_words") ways.push_back("ask for fewer words" + total);
  }
  return "Nothing found" + (ways.empty() ? ": try fewer or other words." : "; " + join(ways, "; ") + ".");
}

// The page that begins where `left` hits of this page end.
std::string page_after(std::int64_t page, std::int64_t limit, std::size_t left) {
  const std::int64_t seen = (page - 1) * limit + static_cast<std::int64_t>(left);
  std::int64_t size = std::max<std::int64_t>(1, static_cast<std::int64_t>(left));
  while (seen % size != 0) --size;
  return "limit=" + std::to_string(size) + ", page=" + std::to_string(seen / size + 1);
}

// Filters that the words seem to name: the surer way to what they mean.
std::string offered(const Json& query) {
  std::vector<std::string> filters;
  for (const Json& offer : at(query, "offers"))
    if (find_field(text_at(offer, "field")) != nullptr)
      filters.push_back(text_at(offer, "field") + "=" + text_at(offer, "value") + " (" + at(offer, "total").dump() + ")");
  return filters.empty() ? "" : "Filters the words name: " + join(filters, ", ") + ".";
}

void add_hint(Json& json, const Json& found, const Arguments& given) {
  const Json& query = at(found, "query");
  const Json& spell = at(query, "spell");
  const std::string corrected = text_at(spell, "q");
  const bool applied = at(spell, "applied") == Json(true);
  if (!corrected.empty() && !applied) json["did_you_mean"] = corrected;
  const std::int64_t seen = given.integer("page") * given.integer("limit");
  if (json["hits"].empty())
    json["hint"] = json["total"] > 0 ? "This page lies past the last hit." : ways_out(found);
  else if (applied)
    json["hint"] = "Nothing has the words as typed; these are for \"" + corrected + "\".";
  else if (at(query, "relaxed") == Json(true))
    json["hint"] = "Nothing has all the words; these have some of them.";
  else if (json["total"] > seen)
    json["hint"] = "More: page=" + std::to_string(given.integer("page") + 1) + ".";
  const std::string filters = json["hits"].empty() ? "" : offered(query), hint = text_at(json, "hint");
  if (!filters.empty()) json["hint"] = hint.empty() ? filters : hint + " " + filters;
}

Result<Json> search(const Arguments& given, const CatalogClient& catalog) {
  const Reply reply = catalog.get("/api/v1/search", query_of(given));
  if (!reply.ok())
    return fail(reply.status == 503 ? ErrorCode::Unavailable : ErrorCode::InvalidInput,
                replace_all(reply.problem(), "updated_after", "updated_within"));
  Json json;
  json["total"] = at(reply.json, "total");
  json["hits"] = Json::array();
  for (const Json& card : at(reply.json, "hits")) json["hits"].push_back(hit_of(card));
  if (given.flag("counts")) json["counts"] = counts_of(at(reply.json, "facets"));
  add_hint(json, reply.json, given);
  const std::int64_t page = given.integer("page"), limit = given.integer("limit");
  fit(json, "hits", limit > kOrdinaryHits || given.flag("counts") ? kManyBytes : kOrdinaryBytes,
      [&](std::size_t left) { return "The rest: " + page_after(page, limit, left) + "."; });
  return json;
}

std::vector<std::string> sorts() {
  std::vector<std::string> names;
  for (const SortOrder& order : sort_orders()) names.emplace_back(order.name);
  return names;
}

Json output() {
  Json hit;
  for (const char* member : {"key", "type", "name", "title", "path", "desc", "owner"})
    hit[member] = text_schema();
  hit["trust"] = {{"type", "object"}};
  hit["tags"] = list_schema();
  hit["match"] = list_schema();
  hit["url"] = text_schema();
  Json properties;
  properties["total"] = count_schema();
  properties["hits"] = list_schema(object_schema(std::move(hit)));
  properties["counts"] = {{"type", "object"}};
  properties["did_you_mean"] = text_schema();
  return object_schema(with_notes(std::move(properties)), {"total", "hits"});
}

}  // namespace

Tool search_tool() {
  return {
      .name = "search_catalog",
      .description =
          "Find tables, dashboards, pipelines, data products, terms, contracts and people of the data mesh by "
          "meaning, name or column. Best first; certified and fresh win ties. Hits have owner, trust (cert, "
          "crit, sens, fresh, use) and url. Start here; words alone usually do.",
      .arguments =
          {{.name = "query",
            .kind = Argument::Kind::Text,
            .help = "Words, \"phrases\", -not, prefix*. Empty: the most important.",
            .max = 2000},
           {.name = "filters",
            .kind = Argument::Kind::Filters,
            .help = "Values of list_filter_values; several of one field mean any of them."},
           {.name = "updated_within",
            .kind = Argument::Kind::Text,
            .help = "Age of the data at most: 24h, 7d.",
            .min = 1,
            .max = 30},
           {.name = "similar_to",
            .kind = Argument::Kind::Text,
            .help = "Key of an asset: what is like it.",
            .min = 1,
            .max = 20},
           {.name = "sort", .kind = Argument::Kind::Choice, .allowed = sorts()},
           {.name = "limit", .kind = Argument::Kind::Integer, .min = 1, .max = 25, .fallback = kOrdinaryHits},
           {.name = "page", .kind = Argument::Kind::Integer, .min = 1, .max = 40, .fallback = 1},
           {.name = "counts",
            .kind = Argument::Kind::Flag,
            .help = "Also count the hits by domain, type, owner and so on."}},
      .output = output(),
      .scope = "catalog:read",
      .handler = search};
}

}  // namespace waymark
