// Answers of `aws glue get-tables`, one file for each database.
#include "mesh/write.h"

namespace waymark::mesh {
namespace {

constexpr std::string_view kTypes[kColumnKinds] = {
    "string",       "bigint", "timestamp", "boolean", "date", "double", "struct<code:string,value:double>",
    "decimal(18,2)"};

void table(JsonWriter& json, const Unit& unit, const Thing& thing) {
  const std::string name = thing.schema + "_" + thing.name;
  json.begin('{');
  member(json, "Name", name);
  member(json, "DatabaseName", unit.database);
  member(json, "Description", thing.description);
  member(json, "Owner", "hadoop");
  member(json, "CreateTime", time_text(thing.created));
  member(json, "UpdateTime", time_text(thing.updated));
  json.name("StorageDescriptor");
  json.begin('{');
  json.name("Columns");
  json.begin('[');
  for (const ThingColumn& column : thing.columns) {
    json.begin('{');
    member(json, "Name", column.name);
    member(json, "Type", kTypes[column.kind]);
    member(json, "Comment", column.description);
    json.end('}');
  }
  json.end(']');
  member(json, "Location", "s3://mesh-" + unit.account + "/" + unit.database + "/" + name + "/");
  member(json, "InputFormat", "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat");
  json.end('}');
  json.name("PartitionKeys");
  json.begin('[');
  json.begin('{');
  member(json, "Name", "dt");
  member(json, "Type", "string");
  json.end('}');
  json.end(']');
  member(json, "TableType", "EXTERNAL_TABLE");
  json.name("Parameters");
  json.begin('{');
  member(json, "classification", "parquet");
  member(json, "recordCount", std::to_string(thing.rows));
  member(json, "transient_lastDdlTime", std::to_string(thing.updated));
  json.end('}');
  member(json, "CatalogId", unit.account);
  json.end('}');
}

}  // namespace

void write_glue(const Plan& plan, const Unit& unit, const std::filesystem::path& out) {
  const std::filesystem::path folder = out / "glue" / unit.account;
  {
    Output databases(folder / (unit.database + ".database.json"));
    JsonWriter json(databases.text());
    json.begin('{');
    json.name("DatabaseList");
    json.begin('[');
    json.begin('{');
    member(json, "Name", unit.database);
    member(json, "Description", "The lake of " + domain_path(unit.domain) + ".");
    member(json, "CatalogId", unit.account);
    json.end('}');
    json.end(']');
    json.end('}');
  }
  Output tables(folder / (unit.database + ".tables.json"));
  JsonWriter json(tables.text());
  json.begin('{');
  json.name("TableList");
  json.begin('[');
  for (std::size_t number = unit.first; number < unit.first + unit.count; ++number) {
    table(json, unit, thing(plan, unit, number));
    tables.flush_some();
  }
  json.end(']');
  json.end('}');
}

}  // namespace waymark::mesh
