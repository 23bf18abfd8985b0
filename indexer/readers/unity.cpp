// unity.cpp - Unity Catalog's REST answers (tables, schemas, catalogs; lists, bare arrays or single records),
// of Databricks and of the open-source server. Source: docs/sources.md.
#include "waymark/base/strings.h"
#include "waymark/model/keys.h"
#include "waymark/readers/reader.h"

#include "shared/databricks.h"
#include "shared/meta_facts.h"
#include "shared/nested_type.h"
#include "shared/sql_tables.h"

namespace waymark {
namespace {

enum class Kind { None, Table, Schema, Catalog };

Kind kind_of(const Value& record) {
  const bool named = record["name"].is_string();
  if (named && record.has("catalog_name") && record.has("schema_name"))
    return record.has("table_type") || record.has("data_source_format") || record.has("columns") ? Kind::Table
                                                                                                 : Kind::None;
  if (named && record.has("catalog_name") &&
      (record.has("schema_id") || record.has("full_name") || record.has("created_at")))
    return Kind::Schema;
  if (named && (record.has("catalog_type") || (record.has("metastore_id") && record.has("isolation_mode")) ||
                (record.has("created_at") && record.has("id") && record.has("properties"))))
    return Kind::Catalog;
  return Kind::None;
}

const Value& first_item(const Value& record, std::string_view list) {
  static const Value none;
  return record[list].items().empty() ? none : record[list].items().front();
}

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  const Value& tables = first_item(shape.first, "tables");
  const Value& schemas = first_item(shape.first, "schemas");
  const Value& catalogs = first_item(shape.first, "catalogs");
  return (tables.has("catalog_name") && tables.has("schema_name")) || kind_of(schemas) == Kind::Schema ||
         kind_of(catalogs) == Kind::Catalog || kind_of(shape.first) != Kind::None;
}

std::optional<Time> time_of(const Value& value) { return parse_time(value.text()); }

class UnityReader {
 public:
  UnityReader(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void read(const JsonRecord& record) {
    std::vector<std::string> parts;
    const Kind kind = kind_of(record.value);
    if (kind != Kind::Catalog) parts.push_back(record.value["catalog_name"].text());
    if (kind == Kind::Table) parts.push_back(record.value["schema_name"].text());
    parts.push_back(record.value["name"].text());
    if (kind == Kind::None || std::find(parts.begin(), parts.end(), "") != parts.end())
      return sink_.problem(
          {record.place, "the record lacks its name, its catalog or its schema; it was left out"});
    if (databricks::is_system(parts)) return sink_.count("system record");
    Fragment fragment = databricks::fragment_of(file_, parts, record.place);
    add_common(fragment, record.value);
    if (kind == Kind::Table) add_table(fragment, record.value);
    sink_.count(kind == Kind::Table ? "table" : kind == Kind::Schema ? "schema" : "catalog");
    if (!fragment.facts.columns.empty()) sink_.count("column", fragment.facts.columns.size());
    sink_.fragment(std::move(fragment));
  }

 private:
  void add_common(Fragment& fragment, const Value& record) {
    Facts& facts = fragment.facts;
    for (const char* id : {"table_id", "schema_id", "id"})
      if (const std::string text = record[id].text(); !text.empty())
        fragment.other_ids.push_back("databricks:" + text);
    facts.description = record["comment"].text();
    databricks::add_owner(facts, record["owner"].text());
    facts.created = time_of(record["created_at"]);
    facts.changed = time_of(record["updated_at"]);
    facts.updated = time_of(record["properties"]["delta.lastCommitTimestamp"]);
    fragment.deleted = record["deleted_at"].is_scalar();
    if (const std::string location = record["storage_location"].text(); contains(location, "://"))
      facts.url = location;
    for (const auto& [key, value] : record["properties"].members())
      if (!key.starts_with("delta.") && !key.starts_with("spark.") && !key.starts_with("view."))
        apply_meta(facts, key, value);
  }

  void add_table(Fragment& fragment, const Value& record) {
    Facts& facts = fragment.facts;
    databricks::set_type(facts, record["table_type"].text());
    add_extra(facts, "table format", lower(record["data_source_format"].text()));
    for (const Value& item : record["columns"].items()) {
      Column column{.path = item["name"].text(),
                    .type = item["type_text"].text(),
                    .description = item["comment"].text()};
      if (column.path.empty()) {
        sink_.problem({fragment.place + ".columns", "a column has no name; it was left out"});
        continue;
      }
      if (column.type.empty()) column.type = lower(item["type_name"].text());
      if (item["nullable"].is_bool()) column.nullable = item["nullable"].is_true();
      if (item["partition_index"].is_scalar()) column.key_role = "partition";
      add_column_with_fields(facts.columns, std::move(column));
    }
    add_view_lineage(fragment, record);
  }

  // What a view reads, as the catalog tells, else by the text of its query.
  void add_view_lineage(const Fragment& fragment, const Value& record) {
    const Value& listed = record["view_dependencies"]["dependencies"];
    for (const Value& one : listed.items())
      if (const std::string name = one["table"]["table_full_name"].text(); !name.empty())
        emit_view_edge(split_qualified(name), fragment);
    if (listed.size() > 0) return;
    const std::vector<std::string>& own = fragment.self.physical.parts;
    for (SqlName name : sql_tables(record["view_definition"].string())) {
      if (name.size() == 1) name.insert(name.begin(), own[1]);
      if (name.size() == 2) name.insert(name.begin(), own[0]);
      emit_view_edge(std::move(name), fragment);
    }
  }

  void emit_view_edge(SqlName from, const Fragment& to) {
    Edge edge;
    edge.from = databricks::ref_of(file_, std::move(from));
    edge.to = to.self;
    edge.kind = "view";
    edge.place = to.place;
    sink_.edge(std::move(edge));
  }

  const Export& file_;
  ReadSink& sink_;
};

Status read(const Export& file, ReadSink& sink) {
  JsonSplit split;
  for (const char* list : {"tables", "schemas", "catalogs"})
    if (file.shape.first[list].is_array()) split.paths = {"tables[]", "schemas[]", "catalogs[]"};
  UnityReader reader(file, sink);
  return file.json(split, sink, [&](JsonRecord&& record) { reader.read(record); });
}

}  // namespace

extern const Reader unity_reader{
    "unity", "Unity Catalog API answers (JSON)", SourceKind::Technical, 55, recognises, read};

}  // namespace waymark
