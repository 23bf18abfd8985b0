// Views TABLES and COLUMNS of a Snowflake account, one folder for each database.
#include "mesh/write.h"

namespace waymark::mesh {
namespace {

constexpr std::string_view kTypes[kColumnKinds] = {"TEXT", "NUMBER", "TIMESTAMP_NTZ", "BOOLEAN",
                                                   "DATE", "FLOAT",  "VARIANT",       "NUMBER"};

std::string database_time(std::int64_t time) {
  std::string text = time_text(time);  // 2026-11-02T07:53:00Z
  text[10] = ' ';
  text.back() = '.';
  return text + "000 +0000";
}

// The only texts with separators in them are descriptions, which never hold a quote.
void cell(std::string& row, std::string_view text) {
  const bool quoted = text.find(',') != std::string_view::npos;
  if (quoted) row += '"';
  row += text;
  row += quoted ? "\"," : ",";
}

void table_row(std::string& out, const Unit& unit, const Thing& thing) {
  cell(out, std::to_string(thing.number + 1000));
  cell(out, upper(thing.name));
  cell(out, upper(thing.schema));
  cell(out, upper(unit.database));
  cell(out, thing.layer == Layer::Raw ? "LOADER" : "TRANSFORMER");
  cell(out, thing.view ? "VIEW" : "BASE TABLE");
  cell(out, thing.view ? "" : std::to_string(thing.rows));
  cell(out, thing.view ? "" : std::to_string(thing.rows * 96));
  cell(out, database_time(thing.created));
  cell(out, database_time(thing.updated));
  cell(out, database_time(thing.view ? thing.created : thing.updated));
  cell(out, "");  // DELETED
  cell(out, thing.description);
  out += "ROLE\n";
}

void column_row(std::string& out, const Unit& unit, const Thing& thing, std::size_t position) {
  const ThingColumn& column = thing.columns[position];
  cell(out, upper(column.name));
  cell(out, std::to_string(thing.number + 1000));
  cell(out, upper(thing.name));
  cell(out, upper(thing.schema));
  cell(out, upper(unit.database));
  cell(out, std::to_string(position + 1));
  cell(out, position == 0 ? "NO" : "YES");
  cell(out, kTypes[column.kind]);
  const bool number = kTypes[column.kind] == "NUMBER";
  cell(out, number ? "38" : "");
  cell(out, number ? "0" : "");
  cell(out, column.description);
  out += '\n';
}

}  // namespace

void write_snowflake(const Plan& plan, const Unit& unit, const std::filesystem::path& out) {
  const std::filesystem::path folder = out / "snowflake" / unit.database;
  Output tables(folder / "TABLES.csv"), columns(folder / "COLUMNS.csv");
  tables.text() =
      "TABLE_ID,TABLE_NAME,TABLE_SCHEMA,TABLE_CATALOG,TABLE_OWNER,TABLE_TYPE,ROW_COUNT,BYTES,CREATED,LAST_"
      "ALTERED,LAST_DDL,DELETED,"
      "COMMENT,OWNER_ROLE_TYPE\n";
  columns.text() =
      "COLUMN_NAME,TABLE_ID,TABLE_NAME,TABLE_SCHEMA,TABLE_CATALOG,ORDINAL_POSITION,IS_NULLABLE,DATA_TYPE,"
      "NUMERIC_PRECISION,"
      "NUMERIC_SCALE,COMMENT,DELETED\n";
  for (std::size_t number = unit.first; number < unit.first + unit.count; ++number) {
    const Thing one = thing(plan, unit, number);
    table_row(tables.text(), unit, one);
    for (std::size_t i = 0; i < one.columns.size(); ++i) column_row(columns.text(), unit, one, i);
    tables.flush_some(), columns.flush_some();
  }
}

}  // namespace waymark::mesh
