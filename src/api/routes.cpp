#include "routes.h"

#include "waymark/api/contract_report.h"
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

std::vector<std::string> contract_shapes() { return {"json", "raw"}; }

Parameter contract_version(std::string_view name, std::string_view help) {
  return {.name = name, .type = ParameterType::Text, .max = 200, .help = help};
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

std::vector<std::string> level_values() { return {"asset", "product", "column"}; }

Parameter steps(std::string_view name, std::string_view help) {
  return {.name = name, .type = ParameterType::Integer, .fallback = "1", .min = 0, .max = 50, .help = help};
}

std::vector<Parameter> lineage_parameters() {
  return {
      steps("up", "Steps towards where the data comes from."),
      steps("down", "Steps towards where the data goes."),
      {.name = "max_nodes",
       .type = ParameterType::Integer,
       .fallback = "150",
       .min = 1,
       .max = 500,
       .help = "How many nodes to give, the nearest first; each says how many neighbours are left out."},
      {.name = "level",
       .type = ParameterType::Choice,
       .fallback = "asset",
       .allowed = level_values,
       .help = "What the nodes are: assets, data products, or columns."},
      {.name = "column",
       .type = ParameterType::Text,
       .max = 500,
       .help = "The column to follow, with level=column."},
      {.name = "types",
       .type = ParameterType::List,
       .allowed = type_values,
       .help = "Types of asset to show; ways through others become one edge."},
      {.name = "impact",
       .type = ParameterType::Flag,
       .fallback = "0",
       .help = "Whether to sum up everything downstream: assets, products, dashboards, owners to tell."},
      {.name = "path_to",
       .type = ParameterType::Text,
       .max = 20,
       .help = "The key of another asset: up to five of the shortest ways there, in place of the surroundings."},
  };
}

Parameter columns_switch() {
  return {.name = "columns",
          .type = ParameterType::Flag,
          .fallback = "1",
          .help = "Whether names and descriptions of columns may match."};
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
      columns_switch(),
      {.name = "similar_to",
       .type = ParameterType::Text,
       .max = 20,
       .help = "The key of an asset: only what is like it, the most alike first."},
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
       .answer = "SearchAnswer",
       .example = "/api/v1/search?q=customer+orders&size=2",
       .parameters = search_parameters(),
       .handler = answer_search},
      {.pattern = "/api/v1/suggest",
       .operation = "suggest",
       .help = "What a text being typed may become.",
       .filters = true,
       .scope = kRead,
       .answer = "SuggestAnswer",
       .example = "/api/v1/suggest?q=cust",
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
       .answer = "FacetAnswer",
       .example = "/api/v1/facets/owner?size=5",
       .parameters = {query_text(),
                      match(),
                      updated_after(),
                      updated_before(),
                      columns_switch(),
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
       .answer = "Asset",
       .example = "/api/v1/assets/t_xxxcqmqam45oa",
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
       .answer = "ColumnsAnswer",
       .example = "/api/v1/assets/t_xxxcqmqam45oa/columns?q=id",
       .parameters = {{.name = "q",
                       .type = ParameterType::Text,
                       .max = 200,
                       .help = "Words that the name, description or a tag must hold."},
                      page(),
                      page_size(1, 200, "50")},
       .handler = answer_columns},
      {.pattern = "/api/v1/assets/{key}/contract",
       .operation = "getContract",
       .help =
           "The contracts of or about an asset: what is promised, what was found, and the text as received.",
       .scope = kRead,
       .parameters = {contract_version("version", "Which version; the current one without."),
                      {.name = "format",
                       .type = ParameterType::Choice,
                       .fallback = "json",
                       .allowed = contract_shapes,
                       .help = "json, or raw: the text as received, to download."}},
       .handler = answer_contract},
      {.pattern = "/api/v1/assets/{key}/contract/versions",
       .operation = "listContractVersions",
       .help = "Every text of a contract that sources hold.",
       .scope = kRead,
       .handler = answer_contract_versions},
      {.pattern = "/api/v1/assets/{key}/contract/compare",
       .operation = "compareContracts",
       .help = "What changed between two versions of a contract, and what of it breaks its readers.",
       .scope = kRead,
       .parameters = {contract_version("from", "The older version; without, the one before the current."),
                      contract_version("to", "The newer version; without, the current one.")},
       .handler = answer_contract_compare},
      {.pattern = "/api/v1/contracts/check",
       .operation = "checkContract",
       .help = "A contract in the body against what the catalog knows.",
       .post = true,
       .text_body = true,
       .most_body = std::size_t{512} * 1024,
       .scope = "contracts:check",
       .parameters = {{.name = "target",
                       .type = ParameterType::Text,
                       .max = 2000,
                       .help = "Key or identifier of what it is about; without, what the contract says."},
                      {.name = "format",
                       .type = ParameterType::Choice,
                       .fallback = "json",
                       .allowed = report_formats,
                       .help = "How the verdict is told."}},
       .handler = answer_contract_check},
      {.pattern = "/api/v1/assets/{key}/lineage",
       .operation = "getLineage",
       .help = "Where the data of an asset comes from and where it goes.",
       .scope = kRead,
       .answer = "Lineage",
       .parameters = lineage_parameters(),
       .handler = answer_lineage},
      {.pattern = "/api/v1/tree",
       .operation = "browseCatalog",
       .help = "What lies in a domain, product or container; without a parent, the top domains.",
       .history = true,
       .scope = kRead,
       .answer = "Tree",
       .example = "/api/v1/tree",
       .parameters = {{.name = "parent",
                       .type = ParameterType::Text,
                       .max = 20,
                       .help = "A key, or unassigned for what is in no domain."},
                      {.name = "types",
                       .type = ParameterType::List,
                       .allowed = type_values,
                       .help = "Types of the children to give."},
                      page(),
                      page_size(1, 100, "50")},
       .handler = answer_tree},
      {.pattern = "/api/v1/assets/{key}/similar",
       .operation = "listSimilar",
       .help = "What is like an asset, the most alike first.",
       .scope = kRead,
       .answer = "SimilarAnswer",
       .example = "/api/v1/assets/t_xxxcqmqam45oa/similar?size=3",
       .parameters = {page(), page_size(1, 100, "10")},
       .handler = answer_similar},
      {.pattern = "/api/v1/resolve",
       .operation = "resolve",
       .help = "Keys of the identifiers that sources use.",
       .scope = kRead,
       .answer = "ResolveAnswer",
       .example = "/api/v1/resolve?ref=snowflake:commerce.core.fct_customer_orders",
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
       .answer = "Schema",
       .example = "/api/v1/schema",
       .handler = answer_schema},
      {.pattern = "/api/v1/changes",
       .operation = "listChanges",
       .help = "What changed, the oldest first, from a cursor on.",
       .history = true,
       .scope = kRead,
       .answer = "Changes",
       .example = "/api/v1/changes?size=5",
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
       .answer = "Changes",
       .example = "/api/v1/activity?since=7d",
       .parameters = activity_parameters(),
       .handler = answer_activity},
      {.pattern = "/api/v1/status",
       .operation = "getStatus",
       .help = "What is indexed, since when, how the last run went, and what the caller may do.",
       .history = true,
       .scope = kRead,
       .answer = "Status",
       .example = "/api/v1/status",
       .handler = answer_status},
      {.pattern = "/openapi.json",
       .operation = "getOpenApi",
       .help = "This API as an OpenAPI 3.1 document.",
       .needs = Needs::Nothing,
       .example = "/openapi.json",
       .handler = answer_openapi},
      {.pattern = "/openapi-actions.json",
       .operation = "getOpenApiForActions",
       .help = "The few calls that an assistant needs, as an OpenAPI 3.1 document.",
       .needs = Needs::Nothing,
       .example = "/openapi-actions.json",
       .handler = answer_openapi_actions},
      {.pattern = "/llms.txt",
       .operation = "getLlmsText",
       .help = "What this is and where to ask, for language models.",
       .needs = Needs::Nothing,
       .answer = "",
       .example = "/llms.txt",
       .handler = answer_llms},
      {.pattern = "/healthz",
       .operation = "health",
       .help = "Whether the process answers.",
       .needs = Needs::Nothing,
       .answer = "",
       .example = "/healthz",
       .handler = answer_health},
      {.pattern = "/readyz",
       .operation = "ready",
       .help = "Whether an index is open.",
       .needs = Needs::Nothing,
       .answer = "",
       .example = "/readyz",
       .handler = answer_ready},
      {.pattern = "/problems/{code}",
       .operation = "problem",
       .help = "What a problem's code means.",
       .needs = Needs::Nothing,
       .answer = "",
       .example = "/problems/bad_value",
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
