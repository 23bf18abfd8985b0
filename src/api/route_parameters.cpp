#include "route_parameters.h"

#include "hit_json.h"

namespace waymark {
namespace {

std::vector<std::string> match_values() { return {"auto", "all", "any"}; }

std::vector<std::string> spell_values() { return {"auto", "off", "force"}; }

std::vector<std::string> field_names() {
  std::vector<std::string> names;
  for (const Field& field : fields()) names.emplace_back(field.name);
  return names;
}

std::vector<std::string> feed_values() { return {"json", "atom"}; }

std::vector<std::string> export_values() { return {"ndjson", "csv", "dcat"}; }

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

std::vector<std::string> level_values() { return {"asset", "product", "column"}; }

Parameter steps(std::string_view name, std::string_view help) {
  return {.name = name, .type = ParameterType::Integer, .fallback = "1", .min = 0, .max = 50, .help = help};
}

Parameter order() {
  return {.name = "sort",
          .type = ParameterType::Choice,
          .allowed = sort_values,
          .help =
              "The order; with a minus sign in front, the other way round. Default: relevance, or "
              "importance without words."};
}

Parameter spell() {
  return {.name = "spell",
          .type = ParameterType::Choice,
          .fallback = "auto",
          .allowed = spell_values,
          .help = "auto: correct a text that finds nothing; off: never; force: search the corrected text."};
}

Parameter similar_to() {
  return {.name = "similar_to",
          .type = ParameterType::Text,
          .max = 20,
          .help = "The key of an asset: only what is like it, the most alike first."};
}

}  // namespace

std::vector<std::string> kind_values() { return {"query", "asset", "value"}; }

std::vector<std::string> part_values() { return {"columns", "lineage", "contract", "usage", "history"}; }

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
       .help =
           "The key of another asset: up to five of the shortest ways there, in place of the surroundings."},
  };
}

Parameter columns_switch() {
  return {.name = "columns",
          .type = ParameterType::Flag,
          .fallback = "1",
          .help = "Whether names and descriptions of columns may match."};
}

std::vector<Parameter> export_parameters() {
  return {
      {.name = "format",
       .type = ParameterType::Choice,
       .fallback = "ndjson",
       .allowed = export_values,
       .help = "ndjson: hits as search gives them, one a line, and a last line with the count; csv; dcat: a "
               "DCAT 3 catalog in JSON-LD."},
      {.name = "trailer",
       .type = ParameterType::Flag,
       .fallback = "0",
       .help = "Of csv: whether to end with a line #end,n that shows that it is whole."},
      query_text(),
      match(),
      updated_after(),
      updated_before(),
      order(),
      spell(),
      columns_switch(),
      similar_to(),
  };
}

std::vector<Parameter> search_parameters() {
  return {
      query_text(),
      match(),
      updated_after(),
      updated_before(),
      order(),
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
      spell(),
      columns_switch(),
      similar_to(),
  };
}

}  // namespace waymark
