// openmetadata_data.cpp - OpenMetadata's entities that live in services: tables, topics, dashboards,
// pipelines…
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "shared/meta_facts.h"
#include "shared/openmetadata_kinds.h"

namespace waymark::openmetadata {
namespace {

Fragment start_data(const Record& record, AssetType type) {
  Fragment fragment = start_fragment(record, type);
  Facts& facts = fragment.facts;
  facts.platform = platform_of(record);
  facts.instance = record.file.instance;
  const std::vector<std::string> parts = split_qualified(qualified_name(record));
  if (parts.size() > 1) add_extra(facts, "service", parts.front());
  return fragment;
}

void name_physical(const Record& record, Fragment& fragment) {
  const std::string qualified = qualified_name(record);
  fragment.self.physical = physical_of(fragment.facts.platform, record.file.instance, qualified);
  std::vector<std::string> parts = fragment.self.physical.parts;
  if (parts.empty()) parts = split_qualified(qualified);
  if (!parts.empty()) fragment.facts.name = parts.back();
  for (std::string& part : parts)
    if (contains(part, ".")) part = '"' + part + '"';
  fragment.facts.qualified_name = join(parts, ".");
}

void finish(const Record& record, Fragment fragment) {
  if (!fragment.facts.columns.empty()) record.sink.count("column", fragment.facts.columns.size());
  record.sink.fragment(std::move(fragment));
}

void apply_constraints(const Value& constraints, std::vector<Column>& columns) {
  for (const Value& constraint : constraints.items()) {
    const std::string type = constraint["constraintType"].text();
    const std::string role = type == "PRIMARY_KEY" ? "primary" : type == "FOREIGN_KEY" ? "foreign" : "";
    for (const std::string& name : constraint["columns"].texts())
      for (Column& column : columns)
        if (column.path == name && !role.empty() && column.key_role.empty()) column.key_role = role;
  }
}

void read_table(const Record& record) {
  const std::string type = record.text("tableType");
  Fragment fragment = start_data(record, contains(type, "View") ? AssetType::View : AssetType::Table);
  name_physical(record, fragment);
  Facts& facts = fragment.facts;
  facts.columns = columns_of(record["columns"]);
  apply_constraints(record["tableConstraints"], facts.columns);
  for (const Value& part : record["tablePartition"]["columns"].items())
    for (Column& column : facts.columns)
      if (column.path == part["columnName"].text()) column.key_role = "partition";
  fragment.parent_id = ref_id(record["databaseSchema"]);
  add_extra(facts, "table type", type == "Regular" ? "" : type);
  finish(record, std::move(fragment));
}

void add_avro_fields(const Value& schema, const std::string& above, int depth, std::vector<Column>& columns) {
  if (depth > 8) return;
  for (const Value& field : schema["fields"].items()) {
    Column column;
    column.path = above + field["name"].text();
    const Value& type = field["type"];
    column.type = type.is_string()   ? type.text()
                  : type.is_object() ? type["type"].text()
                                     : join(type.texts(), "|");
    column.description = field["doc"].text();
    const std::string path = column.path;
    columns.push_back(std::move(column));
    if (type.is_object()) add_avro_fields(type, path + ".", depth + 1, columns);
  }
}

// The fields of a message. One record around everything is the message itself, not a field of it.
std::vector<Column> message_columns(const Record& record) {
  const Value& schema = record["messageSchema"];
  const Value& fields = schema["schemaFields"];
  std::vector<Column> columns;
  if (fields.size() == 1 && fields.items().front()["children"].size() > 0)
    columns = columns_of(fields.items().front()["children"]);
  else
    columns = columns_of(fields);
  if (!columns.empty()) return columns;
  const std::string text =
      schema["schemaText"].is_null() ? record.text("schemaText") : schema["schemaText"].text();
  if (const Result<Value> parsed = parse_json(text)) add_avro_fields(*parsed, "", 0, columns);
  return columns;
}

void read_topic(const Record& record) {
  Fragment fragment = start_data(record, AssetType::Topic);
  name_physical(record, fragment);
  fragment.facts.columns = message_columns(record);
  add_extra(fragment.facts, "partitions", record.text("partitions"));
  // Named as Kafka and other catalogs name it, which contracts are held against.
  add_extra(fragment.facts, "retention.ms", record.text("retentionTime"));
  add_extra(fragment.facts, "cleanup.policy", join(record["cleanupPolicies"].texts(), ","));
  const Value& schema_type = record["messageSchema"]["schemaType"].is_null()
                                 ? record["schemaType"]
                                 : record["messageSchema"]["schemaType"];
  add_extra(fragment.facts, "schema format", schema_type.text());
  finish(record, std::move(fragment));
}

void emit_inputs(const Record& record, const Value& inputs, const Fragment& fragment, std::string_view kind) {
  for (const Value& input : inputs.items()) emit_edge(record, ref_id(input), fragment.self.id, kind);
}

void add_url(Facts& facts, const Record& record, std::string_view member) {
  if (facts.url.empty()) facts.url = record.text(member);
}

void read_dashboard(const Record& record) {
  Fragment fragment = start_data(record, AssetType::Dashboard);
  add_url(fragment.facts, record, "dashboardUrl");
  emit_inputs(record, record["charts"], fragment, "dashboard");
  emit_inputs(record, record["dataModels"], fragment, "dashboard");
  finish(record, std::move(fragment));
}

void read_chart(const Record& record) {
  Fragment fragment = start_data(record, AssetType::Report);
  add_url(fragment.facts, record, "chartUrl");
  add_extra(fragment.facts, "chart type", record.text("chartType"));
  finish(record, std::move(fragment));
}

void read_data_model(const Record& record) {
  Fragment fragment = start_data(record, AssetType::View);
  fragment.facts.columns = columns_of(record["columns"]);
  add_extra(fragment.facts, "model type", record.text("dataModelType"));
  finish(record, std::move(fragment));
}

void add_tasks(const Record& record, Facts& facts) {
  std::vector<std::string> names;
  for (const Value& task : record["tasks"].items())
    names.push_back(task.first_of({"displayName", "name"}).text());
  std::erase(names, "");
  add_extra(facts, "tasks", join(names, ", "));
}

void read_pipeline(const Record& record) {
  Fragment fragment = start_data(record, AssetType::Pipeline);
  Facts& facts = fragment.facts;
  add_url(facts, record, "pipelineUrl");
  add_tasks(record, facts);
  add_extra(facts, "schedule", record.text("scheduleInterval"));
  const Value& status = record["pipelineStatus"];
  add_extra(facts, "last run", status["executionStatus"].text());
  if (status["executionStatus"].text() == "Successful")
    facts.updated = parse_time(status["timestamp"].text());
  finish(record, std::move(fragment));
}

void read_procedure(const Record& record) {
  Fragment fragment = start_data(record, AssetType::Pipeline);
  name_physical(record, fragment);
  fragment.self.physical = {};  // A table may have the same name.
  finish(record, std::move(fragment));
}

void read_model(const Record& record) {
  Fragment fragment = start_data(record, AssetType::MlModel);
  Facts& facts = fragment.facts;
  add_extra(facts, "algorithm", record.text("algorithm"));
  for (const Value& feature : record["mlFeatures"].items()) {
    facts.columns.push_back({.path = feature["name"].text(),
                             .type = feature["dataType"].text(),
                             .description = feature["description"].text()});
    for (const Value& source : feature["featureSources"].items())
      emit_edge(record, ref_id(source["dataSource"]), fragment.self.id, "feature");
  }
  finish(record, std::move(fragment));
}

// "s3://bucket/path" as a bucket and a path in one part, as other sources name it.
void read_storage(const Record& record) {
  Fragment fragment = start_data(record, AssetType::File);
  const std::string path = record.text("fullPath");
  const std::size_t start = path.find("://");
  if (start != std::string::npos) {
    std::string inside = path.substr(start + 3);
    while (inside.ends_with('/')) inside.pop_back();
    fragment.self.physical = {fragment.facts.platform, record.file.instance, {inside}};
    fragment.facts.qualified_name = inside;
    add_url(fragment.facts, record, "fullPath");
  }
  fragment.facts.columns = columns_of(record["dataModel"]["columns"]);
  if (record.value.has("parent")) fragment.parent_id = ref_id(record["parent"]);
  finish(record, std::move(fragment));
}

void read_database(const Record& record) {
  Fragment fragment = start_data(record, AssetType::Container);
  name_physical(record, fragment);
  if (record.value.has("database")) fragment.parent_id = ref_id(record["database"]);
  finish(record, std::move(fragment));
}

void read_metric(const Record& record) {
  Fragment fragment = start_fragment(record, AssetType::Metric);
  add_extra(fragment.facts, "metric type", record.text("metricType"));
  finish(record, std::move(fragment));
}

constexpr Kind kKinds[] = {
    {"tables", "table", read_table, ""},
    {"topics", "topic", read_topic, ""},
    {"dashboards", "dashboard", read_dashboard, ""},
    {"charts", "chart", read_chart, ""},
    {"datamodels", "data_model", read_data_model, ""},
    {"dashboardDataModels", "data_model", read_data_model, ""},
    {"pipelines", "pipeline", read_pipeline, ""},
    {"storedProcedures", "procedure", read_procedure, ""},
    {"mlmodels", "ml_model", read_model, ""},
    {"containers", "container", read_storage, ""},
    {"databases", "database", read_database, ""},
    {"databaseSchemas", "schema", read_database, ""},
    {"metrics", "metric", read_metric, ""},
};

}  // namespace

std::span<const Kind> data_kinds() { return kKinds; }

}  // namespace waymark::openmetadata
