// redshift.cpp - the Redshift Data API's list-tables, list-schemas and describe-table. Source:
// docs/sources.md.
//
// None of them says which database it is about: the file must be called <database>.<anything>.json.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/file_database.h"
#include "shared/meta_facts.h"

namespace waymark {
namespace {

bool is_tables(const Value& first) {
  const Value& tables = first["Tables"];
  return tables.is_array() && tables.size() > 0 && tables.items()[0].has("name") &&
         tables.items()[0].has("schema");
}
bool is_columns(const Value& first) {
  const Value& columns = first["ColumnList"];
  return columns.is_array() && columns.size() > 0 && columns.items()[0].has("name") &&
         columns.items()[0].has("typeName");
}
bool is_schemas(const Value& first) {
  const Value& schemas = first["Schemas"];
  return schemas.is_array() && schemas.size() > 0 && schemas.items()[0].is_string() &&
         first.members().size() <= 2;
}

bool recognises(const Shape& shape) {
  return shape.syntax == Syntax::Json &&
         (is_tables(shape.first) || is_columns(shape.first) || is_schemas(shape.first));
}

bool is_system(std::string_view schema) {
  return schema == "information_schema" || schema.starts_with("pg_");
}

class RedshiftReader {
 public:
  RedshiftReader(const Export& file, ReadSink& sink)
      : file_(file), sink_(sink), database_(database_of_file(file)) {}

  void read(const Value& answer, const std::string& place) {
    if (database_.empty())
      sink_.problem(
          {place,
           "the answer does not say which database it is about; call the file <database>.<anything>.json"});
    for (const Value& table : answer["Tables"].items()) read_table(table, place);
    for (const std::string& schema : answer["Schemas"].texts()) {
      if (is_system(schema)) continue;
      sink_.count("schema");
      Fragment fragment = fragment_of({schema}, place);
      fragment.facts.type = AssetType::Container;
      sink_.fragment(std::move(fragment));
    }
    if (answer["ColumnList"].is_array()) read_columns(answer, place);
  }

 private:
  void read_table(const Value& table, const std::string& place) {
    const std::string schema = table["schema"].text(), name = table["name"].text(),
                      type = lower(table["type"].text());
    if (schema.empty() || name.empty())
      return sink_.problem({place, "a table lacks its name or its schema; it was left out"});
    if (is_system(schema) || contains(type, "system")) return sink_.count("system table");
    sink_.count("table");
    Fragment fragment = fragment_of({schema, name}, place);
    if (contains(type, "view")) fragment.facts.type = AssetType::View;
    add_extra(fragment.facts, "kind", type);
    sink_.fragment(std::move(fragment));
  }

  void read_columns(const Value& answer, const std::string& place) {
    const Value& columns = answer["ColumnList"];
    const Value& first = columns.items().empty() ? answer : columns.items().front();
    const std::string schema = first["schemaName"].text();
    const std::string table =
        answer.has("TableName") ? answer["TableName"].text() : first["tableName"].text();
    if (schema.empty() || table.empty())
      return sink_.problem(
          {place, "the columns do not say of which schema and table they are; they were left out"});
    Fragment fragment = fragment_of({schema, table}, place);
    for (const Value& item : columns.items()) {
      Column column{
          .path = item["name"].text(), .type = type_of(item), .description = item["remarks"].text()};
      if (column.path.empty()) continue;
      if (const auto nullable = item["nullable"].integer(); nullable && *nullable < 2)
        column.nullable = *nullable == 1;
      fragment.facts.columns.push_back(std::move(column));
    }
    sink_.count("table");
    sink_.count("column", fragment.facts.columns.size());
    sink_.fragment(std::move(fragment));
  }

  // numeric(18,2), varchar(256)
  static std::string type_of(const Value& item) {
    std::string type = item["typeName"].text();
    const std::int64_t precision = item["precision"].integer().value_or(0),
                       scale = item["scale"].integer().value_or(0);
    const std::int64_t length = item["length"].integer().value_or(0);
    if (type == "numeric" && precision > 0)
      type += "(" + std::to_string(precision) + "," + std::to_string(scale) + ")";
    if ((type == "varchar" || type == "bpchar") && length > 0) type += "(" + std::to_string(length) + ")";
    return type;
  }

  Fragment fragment_of(std::vector<std::string> parts, const std::string& place) {
    if (!database_.empty()) parts.insert(parts.begin(), database_);
    Fragment fragment;
    fragment.self.physical = {"redshift", file_.instance, parts};
    fragment.place = place;
    Facts& facts = fragment.facts;
    facts.name = parts.back();
    facts.qualified_name = join(parts, ".");
    facts.platform = "redshift";
    facts.instance = file_.instance;
    return fragment;
  }

  const Export& file_;
  ReadSink& sink_;
  std::string database_;
};

Status read(const Export& file, ReadSink& sink) {
  RedshiftReader reader(file, sink);
  return file.json({}, sink, [&](JsonRecord&& record) { reader.read(record.value, record.place); });
}

}  // namespace

extern const Reader redshift_reader{
    "redshift", "Redshift Data API listings (JSON)", SourceKind::Technical, 83, recognises, read};

}  // namespace waymark
