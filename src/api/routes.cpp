#include "routes.h"

#include "waymark/base/strings.h"

#include "hit_json.h"

namespace waymark {
namespace {

std::vector<std::string> match_values() { return {"auto", "all", "any"}; }
std::vector<std::string> spell_values() { return {"auto", "off", "force"}; }
std::vector<std::string> kind_values() { return {"query", "asset", "value"}; }
std::vector<std::string> part_values() { return {"columns", "lineage", "contract", "usage", "history"}; }

std::vector<std::string> field_names() {
  std::vector<std::string> names;
  for (const Field& field : fields()) names.emplace_back(field.name);
  return names;
}

std::vector<std::string> change_values() {
  std::vector<std::string> names;
  for (const ChangeKindInfo& kind : change_kinds()) names.emplace_back(kind.name);
  return names;
}

std::vector<std::string> type_values() {
  std::vector<std::string> names;
  for (const TypeInfo& type : asset_types()) names.emplace_back(type.name);
  return names;
}

std::vector<std::string> feed_values() { return {"json", "atom"}; }

std::vector<std::string> facet_values() {
  std::vector<std::string> names = field_names();
  names.emplace_back("none");
  return names;
}

std::vector<std::string> sort_values() {
  std::vector<std::string> names;
  for (const SortOrder& order : sort_orders()) names.emplace_back(order.name);
  for (const SortOrder& order : sort_orders()) names.push_back("-" + std::string(order.name));
  return names;
}

constexpr std::int64_t kLastPage = 1'000'000;

Parameter query_text() {
  return {.name = "q",
          .type = ParameterType::Text,
          .max = 2000,
          .help =
              "Words, \"phrases\", -not, AND OR NOT ( ), field:value, prefix*. Empty: everything, the most "
              "important first."};
}
Parameter page() {
  return {.name = "page",
          .type = ParameterType::Integer,
          .fallback = "1",
          .min = 1,
          .max = kLastPage,
          .help = "Which page, from 1."};
}
Parameter page_size(std::int64_t min, std::int64_t max, std::string_view standard) {
  return {.name = "size",
          .type = ParameterType::Integer,
          .fallback = standard,
          .min = min,
          .max = max,
          .help = "How many on a page."};
}
Parameter match() {
  return {.name = "match",
          .type = ParameterType::Choice,
          .fallback = "auto",
          .allowed = match_values,
          .help = "auto: all words, and if that finds nothing most, then any; all; any."};
}
Parameter updated_after() {
  return {.name = "updated_after",
          .type = ParameterType::Moment,
          .help = "Data updated at this moment or later: a date, a time, or an age such as 7d or 24h."};
}
Parameter updated_before() {
  return {.name = "updated_before",
          .type = ParameterType::Moment,
          .help = "Data updated at this moment or earlier: a date, a time, or an age such as 7d or 24h."};
}

Parameter cursor() {
  return {.name = "cursor",
          .type = ParameterType::Text,
          .max = 100,
          .help = "Of the answer before: what comes after it."};
}

std::vector<Parameter> activity_parameters() {
  return {
      {.name = "kind", .type = ParameterType::List, .allowed = change_values, .help = "Kinds of change."},
      {.name = "type", .type = ParameterType::List, .allowed = type_values, .help = "Types of the asset."},
      {.name = "domain",
       .type = ParameterType::Text,
       .max = 500,
       .help = "A domain, by path or key; takes in those below it."},
      {.name = "owner",
       .type = ParameterType::Text,
       .max = 200,
       .most = 20,
       .help = "An owner, by name or key. May be given several times."},
      {.name = "key", .type = ParameterType::Text, .max = 20, .help = "One asset."},
      {.name = "since",
       .type = ParameterType::Moment,
       .help = "Seen at this moment or later: a date, a time, or an age such as 7d or 24h."},
      {.name = "before",
       .type = ParameterType::Moment,
       .help = "Seen earlier than this moment: a date, a time, or an age such as 7d or 24h."},
      cursor(),
      page_size(1, 100, "20"),
      {.name = "format",
       .type = ParameterType::Choice,
       .fallback = "json",
       .allowed = feed_values,
       .help = "json, or atom for feed readers; Accept: application/atom+xml asks for the same."},
  };
}

std::vector<Parameter> search_parameters() {
  return {
      query_text(),
      match(),
      updated_after(),
      updated_before(),
      {.name = "sort",
       .type = ParameterType::Choice,
       .allowed = sort_values,
       .help = "The order; with a minus sign in front, the other way round. Default: relevance, or "
               "importance without words."},
      page(),
      page_size(0, 100, "20"),
      {.name = "facets",
       .type = ParameterType::List,
       .allowed = facet_values,
       .help = "Fields to count the values of, or none."},
      {.name = "facet_size",
       .type = ParameterType::Integer,
       .fallback = "12",
       .min = 1,
       .max = 100,
       .help = "How many values of each."},
      {.name = "fields",
       .type = ParameterType::List,
       .allowed = hit_members,
       .help = "Members of each hit; key is always there."},
      {.name = "highlight",
       .type = ParameterType::Flag,
       .fallback = "1",
       .help = "Whether to mark the words that matched."},
      {.name = "explain",
       .type = ParameterType::Flag,
       .fallback = "0",
       .help = "Whether to give the parts of each score."},
      {.name = "spell",
       .type = ParameterType::Choice,
       .fallback = "auto",
       .allowed = spell_values,
       .help = "auto: correct a text that finds nothing; off: never; force: search the corrected text."},
  };
}

// The one table of addresses.
std::vector<Route> make_routes() {
  constexpr std::string_view kRead = "catalog:read";
  return {
      {.pattern = "/api/v1/search",
       .operation = "searchCatalog",
       .help = "Ranked search with counts.",
       .post = true,
       .filters = true,
       .scope = kRead,
       .parameters = search_parameters(),
       .handler = answer_search},
      {.pattern = "/api/v1/suggest",
       .operation = "suggest",
       .help = "What a text being typed may become.",
       .filters = true,
       .scope = kRead,
       .parameters = {query_text(),
                      page_size(1, 20, "8"),
                      {.name = "kinds",
                       .type = ParameterType::List,
                       .fallback = "query,asset,value",
                       .allowed = kind_values,
                       .help = "What to suggest."}},
       .handler = answer_suggest},
      {.pattern = "/api/v1/facets/{field}",
       .operation = "listFilterValues",
       .help = "The values of one field, with counts.",
       .filters = true,
       .scope = kRead,
       .parameters = {query_text(),
                      match(),
                      updated_after(),
                      updated_before(),
                      {.name = "prefix",
                       .type = ParameterType::Text,
                       .max = 200,
                       .help = "What a word of the value begins with."},
                      page(),
                      page_size(1, 100, "20")},
       .handler = answer_facet},
      {.pattern = "/api/v1/assets/{key}",
       .operation = "getAsset",
       .help = "One asset in full.",
       .scope = kRead,
       .parameters =
           {{.name = "include",
             .type = ParameterType::List,
             .allowed = part_values,
             .help =
                 "Which parts to give; by default all, but a contract's text only when contract is named."}},
       .handler = answer_asset},
      {.pattern = "/api/v1/assets/{key}/columns",
       .operation = "listColumns",
       .help = "The columns of an asset.",
       .scope = kRead,
       .parameters = {{.name = "q",
                       .type = ParameterType::Text,
                       .max = 200,
                       .help = "Words that the name, description or a tag must hold."},
                      page(),
                      page_size(1, 200, "50")},
       .handler = answer_columns},
      {.pattern = "/api/v1/resolve",
       .operation = "resolve",
       .help = "Keys of the identifiers that sources use.",
       .scope = kRead,
       .parameters = {{.name = "ref",
                       .type = ParameterType::Text,
                       .max = 2000,
                       .most = 50,
                       .help = "An identifier of a source, or platform:name. May be given up to 50 times."}},
       .handler = answer_resolve},
      {.pattern = "/api/v1/schema",
       .operation = "getSchema",
       .help = "Fields, their values, orders and query syntax.",
       .scope = kRead,
       .handler = answer_schema},
      {.pattern = "/api/v1/changes",
       .operation = "listChanges",
       .help = "What changed, the oldest first, from a cursor on.",
       .history = true,
       .scope = kRead,
       .parameters = {cursor(),
                      page_size(1, 500, "100"),
                      {.name = "types",
                       .type = ParameterType::List,
                       .allowed = change_values,
                       .help = "Kinds of change."}},
       .handler = answer_changes},
      {.pattern = "/api/v1/activity",
       .operation = "listActivity",
       .help = "What changed lately, the newest first.",
       .history = true,
       .scope = kRead,
       .parameters = activity_parameters(),
       .handler = answer_activity},
      {.pattern = "/api/v1/status",
       .operation = "getStatus",
       .help = "What is indexed, since when, how the last run went, and what the caller may do.",
       .history = true,
       .scope = kRead,
       .handler = answer_status},
      {.pattern = "/healthz",
       .operation = "health",
       .help = "Whether the process answers.",
       .needs = Needs::Nothing,
       .handler = answer_health},
      {.pattern = "/readyz",
       .operation = "ready",
       .help = "Whether an index is open.",
       .needs = Needs::Nothing,
       .handler = answer_ready},
      {.pattern = "/problems/{code}",
       .operation = "problem",
       .help = "What a problem's code means.",
       .needs = Needs::Nothing,
       .handler = answer_problem_page},
  };
}

// Whether `path` fits `pattern`; the segment in braces goes to `value`.
bool fits(std::string_view pattern, std::string_view path, std::string& value) {
  const std::vector<std::string> wanted = split(pattern, '/'), there = split(path, '/');
  if (wanted.size() != there.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{') && !there[i].empty())
      value = there[i];
    else if (wanted[i] != there[i])
      return false;
  }
  return true;
}

}  // namespace

std::span<const Route> routes() {
  static const std::vector<Route> table = make_routes();
  return table;
}

RouteMatch find_route(std::string_view path) {
  for (const Route& route : routes()) {
    RouteMatch match{&route, {}};
    if (fits(route.pattern, path, match.path_value)) return match;
  }
  return {};
}

}  // namespace waymark
