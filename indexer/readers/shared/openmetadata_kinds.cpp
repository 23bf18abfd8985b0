#include "shared/openmetadata_kinds.h"

#include "waymark/base/strings.h"

namespace waymark::openmetadata {
namespace {

// Which collection an entity is of, by a member that only its kind has. The first row that fits decides.
struct Mark {
  std::string_view member;
  std::string_view collection;
};
constexpr Mark kMarks[] = {
    {"serviceConnection", "services"},
    {"tableTests", "tableTests"},
    {"pipelineStatus", "pipelineStatus"},
    {"upstreamEdges", "lineage"},
    {"downstreamEdges", "lineage"},
    {"dataModelType", "datamodels"},
    {"email", "users"},
    {"isBot", "users"},
    {"teamType", "teams"},
    {"synonyms", "glossaryTerms"},
    {"glossary", "glossaryTerms"},
    {"termCount", "glossaries"},
    {"tableType", "tables"},
    {"databaseSchema", "tables"},
    {"messageSchema", "topics"},
    {"cleanupPolicies", "topics"},
    {"pipelineUrl", "pipelines"},
    {"tasks", "pipelines"},
    {"dashboardUrl", "dashboards"},
    {"chartType", "charts"},
    {"algorithm", "mlmodels"},
    {"mlFeatures", "mlmodels"},
    {"fullPath", "containers"},
    {"prefix", "containers"},
    {"domainType", "domains"},
    {"experts", "dataProducts"},
    {"qualityExpectations", "dataContracts"},
    {"tableFQN", "dataContracts"},
    {"metricExpression", "metrics"},
    {"entityLink", "testCases"},
    {"storedProcedureCode", "storedProcedures"},
    {"connection", "services"},
};

// What the name of a file says, for bodies of requests: "database_schema.json".
constexpr Mark kFiles[] = {
    {"databaseschema", "databaseSchemas"},
    {"database", "databases"},
    {"dataproduct", "dataProducts"},
    {"domain", "domains"},
    {"glossaryterm", "glossaryTerms"},
    {"glossar", "glossaries"},
    {"datacontract", "dataContracts"},
    {"team", "teams"},
    {"user", "users"},
    {"table", "tables"},
    {"topic", "topics"},
    {"pipeline", "pipelines"},
    {"dashboard", "dashboards"},
    {"chart", "charts"},
};

const Kind* find_kind(std::string_view collection) {
  for (const auto kinds : {data_kinds(), business_kinds(), event_kinds()})
    for (const Kind& kind : kinds)
      if (same_ignoring_case(kind.collection, collection)) return &kind;
  return nullptr;
}

// "tables" of https://host/api/v1/tables/<id>, "services" of …/services/databaseServices/<id>.
std::string collection_in(std::string_view address) {
  const std::size_t start = address.find("/v1/");
  if (start == std::string_view::npos) return "";
  const std::vector<std::string> parts = split(address.substr(start + 4), '/');
  if (parts.empty()) return "";
  return parts.size() > 2 && parts[0] == "dashboard" ? parts[1] : parts[0];
}

}  // namespace

const Kind* kind_of_list(std::string_view list) { return find_kind(list); }

const Kind* kind_of_entity(const Value& entity, std::string_view file_name) {
  if (const Kind* kind = find_kind(collection_in(entity["href"].text()))) return kind;
  if (entity["from"].is_object() && entity["to"].is_object()) return find_kind("edges");
  for (const Mark& mark : kMarks)
    if (entity.has(mark.member)) return find_kind(mark.collection);
  const std::string name = replace_all(replace_all(lower(file_name), "_", ""), "-", "");
  for (const Mark& mark : kFiles)
    if (contains(name, mark.member)) return find_kind(mark.collection);
  return nullptr;
}

}  // namespace waymark::openmetadata
