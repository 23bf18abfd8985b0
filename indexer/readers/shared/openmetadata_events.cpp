// openmetadata_events.cpp - what OpenMetadata writes about entities in files of their own: lineage, life
// cycles, runs and tests; and what is not read from it, with the reason.
#include <map>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "shared/meta_facts.h"
#include "shared/openmetadata_kinds.h"

namespace waymark::openmetadata {
namespace {

// A fragment that adds to an entity described elsewhere.
Fragment about(const Record& record, const std::string& qualified, AssetType type) {
  Fragment fragment;
  fragment.self.id = data_id(qualified);
  fragment.place = record.place;
  fragment.facts.type = type;
  const std::vector<std::string> parts = split_qualified(qualified);
  if (!parts.empty()) fragment.facts.name = parts.back();
  return fragment;
}

std::string_view edge_kind(const Value& to) {
  const std::string type = to["type"].text();
  return type == "dashboard" || type == "chart" ? "dashboard" : type == "mlmodel" ? "feature" : "data";
}

// Through a pipeline there are two ways: from data to data, and by way of what moves it.
void emit_with_pipeline(const Record& record, const std::string& from, const std::string& to,
                        const std::string& pipeline, std::string_view kind,
                        std::vector<Edge::ColumnPair> columns) {
  emit_edge(record, from, to, kind, std::move(columns));
  if (pipeline.empty()) return;
  emit_edge(record, from, pipeline, "job");
  emit_edge(record, pipeline, to, "job");
}

void read_edge(const Record& record) {
  emit_with_pipeline(record, ref_id(record["from"]), ref_id(record["to"]), ref_id(record["edge_meta"]),
                     edge_kind(record["to"]), {});
}

std::string column_name(const std::string& qualified) {
  const std::vector<std::string> parts = split_qualified(qualified);
  // service.database.schema.table.column, the column dotted where it is nested.
  return parts.size() <= 5 ? (parts.empty() ? "" : parts.back())
                           : join({parts.begin() + 4, parts.end()}, ".");
}

std::vector<Edge::ColumnPair> column_pairs(const Value& details) {
  std::vector<Edge::ColumnPair> pairs;
  for (const Value& one : details["columnsLineage"].items())
    for (const std::string& from : one["fromColumns"].texts())
      pairs.push_back({column_name(from), column_name(one["toColumn"].text())});
  return pairs;
}

// The answer of the lineage API: edges between ids, and the nodes that have them.
void read_lineage(const Record& record) {
  std::map<std::string, Value> nodes;  // By uuid, which is all that edges tell.
  for (const Value* node : {&record["entity"], &record.value})
    if (node->has("id")) nodes[(*node)["id"].text()] = *node;
  for (const Value& node : record["nodes"].items()) nodes[node["id"].text()] = node;
  const auto uuid_of = [](const Value& end) { return end.is_object() ? end["id"].text() : end.text(); };
  const auto id_of = [&](const std::string& uuid) {
    const auto known = nodes.find(uuid);
    return known == nodes.end() ? data_id(uuid) : ref_id(known->second);
  };
  for (const std::string_view list : {"upstreamEdges", "downstreamEdges"})
    for (const Value& edge : record[list].items()) {
      const Value& details = edge["lineageDetails"];
      const std::string to = uuid_of(edge["toEntity"]);
      emit_with_pipeline(record, id_of(uuid_of(edge["fromEntity"])), id_of(to), ref_id(details["pipeline"]),
                         edge_kind(nodes[to]), column_pairs(details));
    }
}

void read_life_cycle(const Record& record) {
  Fragment fragment = about(record, record.text("fqn"), AssetType::Table);
  const auto time = [&](const std::string& event) {
    return parse_time(record["lifeCycle"][event].first_of({"timestamp", event + "_at"}).text());
  };
  fragment.facts.created = time("created");
  fragment.facts.updated = time("updated");
  fragment.facts.accessed = time("accessed");
  record.sink.fragment(std::move(fragment));
}

void read_runs(const Record& record) {
  Fragment fragment = about(record, record.text("pipeline"), AssetType::Pipeline);
  std::optional<Time> newest;
  for (const Value& run : record["pipelineStatus"].items()) {
    const auto at = parse_time(run["timestamp"].text());
    if (!at) continue;
    const std::string status = run["executionStatus"].text();
    if (status == "Successful" && (!fragment.facts.updated || *fragment.facts.updated < *at))
      fragment.facts.updated = at;
    if (newest && *newest >= *at) continue;
    newest = at;
    fragment.facts.extra = {{"last run", status}};
  }
  record.sink.fragment(std::move(fragment));
}

void count_result(std::string_view status, Quality& quality) {
  if (status == "Success") ++quality.passed;
  if (status == "Failed") ++quality.failed;
}

// Results of table and column tests, of which the newest of each test counts.
void read_table_tests(const Record& record) {
  std::map<std::string, std::pair<Time, std::string>> newest;
  const auto add = [&](const Value& test, const std::string& column) {
    const Value& kind = test["testCase"].first_of({"tableTestType", "columnTestType"});
    const auto at = parse_time(test["result"]["timestamp"].text()).value_or(Time{});
    std::pair<Time, std::string>& known = newest[column + ":" + kind.text()];
    if (known.first <= at) known = {at, test["result"]["testCaseStatus"].text()};
  };
  for (const Value& test : record["tableTests"].items()) add(test, "");
  for (const Value& test : record["columnTests"].items()) add(test, test["columnName"].text());
  Fragment fragment = about(record, record.text("table"), AssetType::Table);
  Quality quality;
  for (const auto& [test, result] : newest) count_result(result.second, quality);
  if (quality.passed + quality.failed > 0) fragment.facts.quality = quality;
  record.sink.fragment(std::move(fragment));
}

// <#E::table::service.database.schema.table::columns::name>
std::string linked_table(std::string_view link) {
  constexpr std::string_view kStart = "<#E::table::";
  if (!link.starts_with(kStart)) return "";
  link.remove_prefix(kStart.size());
  return std::string(link.substr(0, std::min(link.find("::"), link.find('>'))));
}

void read_test_case(const Record& record) {
  const std::string table = linked_table(record.text("entityLink"));
  if (table.empty()) return;
  Fragment fragment = about(record, table, AssetType::Table);
  add_extra(fragment.facts, "check",
            record.value.first_of({"displayName", "name"}).text() + ": " +
                lower(record["testCaseResult"]["testCaseStatus"].text()));
  record.sink.fragment(std::move(fragment));
}

constexpr std::string_view kSettings = "connection settings of a service may hold passwords";
constexpr std::string_view kValues = "profiles hold values of columns";
constexpr std::string_view kNoTable = "the results do not say which table they are about";
constexpr std::string_view kNoResults = "it lists tests without results";
constexpr std::string_view kWithPipeline = "tasks are read with their pipelines";
constexpr std::string_view kNames = "tags are read where they are used";

constexpr Kind kKinds[] = {
    {"edges", "lineage_edge", read_edge, ""},
    {"lineage", "lineage", read_lineage, ""},
    {"lifeCycleData", "life_cycle", read_life_cycle, ""},
    {"pipelineStatus", "pipeline_status", read_runs, ""},
    {"tableTests", "table_tests", read_table_tests, ""},
    {"testCases", "test_case", read_test_case, ""},
    {"tests", "test_suite", nullptr, kNoResults},
    {"testSuites", "test_suite", nullptr, kNoResults},
    {"testCaseResults", "test_result", nullptr, kNoTable},
    {"profiles", "profile", nullptr, kValues},
    {"tasks", "task", nullptr, kWithPipeline},
    {"tags", "tag", nullptr, kNames},
    {"classifications", "classification", nullptr, kNames},
    {"services", "service", nullptr, kSettings},
};

}  // namespace

std::span<const Kind> event_kinds() { return kKinds; }

}  // namespace waymark::openmetadata
