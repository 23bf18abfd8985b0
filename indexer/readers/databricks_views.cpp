// databricks_views.cpp - the views of Databricks' information_schema: tables, columns, and the tags of
// catalogs, schemas, tables and columns, as CSV or JSON rows. Source: docs/sources.md.
//
// Snowflake's views begin with the same columns: these are told apart by the columns that only one side has,
// and where neither is there, by their case: Databricks writes them small.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/databricks.h"
#include "shared/meta_facts.h"
#include "shared/nested_type.h"
#include "shared/snowflake_rows.h"
#include "shared/tag_facts.h"

namespace waymark {
namespace {

using snowflake::Row;

enum class View { None, Tables, Columns, Tags };

bool has_any(const Shape& shape, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return snowflake::has_columns(shape, {name}); });
}

// Snowflake calls its plain tables so.
bool of_snowflake(const Shape& shape) { return contains(shape.beginning, "BASE TABLE"); }

bool written_small(const Shape& shape) {
  if (shape.syntax == Syntax::Json) return shape.first.has("table_catalog");
  return contains(shape.beginning.substr(0, shape.beginning.find('\n')), "table_catalog");
}

View view_of(const Shape& shape) {
  if (snowflake::has_columns(shape, {"catalog_name", "tag_name", "tag_value"})) return View::Tags;
  if (!snowflake::has_columns(shape, {"table_catalog", "table_schema", "table_name"})) return View::None;
  const bool told =
      has_any(shape, {"data_source_format", "storage_path", "full_data_type", "partition_index"});
  const bool others =
      has_any(shape, {"is_transient", "clustering_key", "row_count", "bytes", "retention_time", "table_id",
                      "deleted", "udt_name", "self_referencing_column_name"});
  if (!told && (others || of_snowflake(shape) || !written_small(shape))) return View::None;
  return snowflake::has_columns(shape, {"column_name"}) ? View::Columns : View::Tables;
}

bool recognises(const Shape& shape) { return view_of(shape) != View::None; }

class ViewReader {
 public:
  ViewReader(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void table_row(const Row& row) {
    if (!begin({row["table_catalog"], row["table_schema"], row["table_name"]}, row)) return;
    Facts& facts = open_->facts;
    databricks::set_type(facts, row["table_type"]);
    facts.description = row["comment"];
    databricks::add_owner(facts, row["table_owner"]);
    facts.created = parse_time(row["created"]);
    facts.changed = parse_time(row["last_altered"]);
    add_extra(facts, "table format", lower(row["data_source_format"]));
    if (const std::string path = row["storage_path"]; contains(path, "://")) facts.url = path;
    sink_.count("table");
    flush();
  }

  void column_row(const Row& row) {
    if (!begin({row["table_catalog"], row["table_schema"], row["table_name"]}, row)) return;
    Column column{.path = row["column_name"], .type = row["full_data_type"], .description = row["comment"]};
    if (column.path.empty()) return sink_.problem({row.place, "the row names no column; it was left out"});
    if (column.type.empty()) column.type = lower(row["data_type"]);
    if (const std::string nullable = row["is_nullable"]; !nullable.empty())
      column.nullable = same_ignoring_case(nullable, "yes") || same_ignoring_case(nullable, "true");
    const std::string partition = row["partition_index"];
    if (!partition.empty() && !same_ignoring_case(partition, "null")) column.key_role = "partition";
    add_column_with_fields(open_->facts.columns, std::move(column));
    sink_.count("column");
  }

  void tag_row(const Row& row) {
    std::vector<std::string> name = {row["catalog_name"]};
    for (const char* part : {"schema_name", "table_name"})
      if (const std::string text = row[part]; !text.empty()) name.push_back(text);
    if (!begin(std::move(name), row)) return;
    Facts& facts = open_->facts;
    sink_.count("tag");
    const std::string path = row["column_name"];
    if (path.empty()) return apply_tag(facts, row["tag_name"], row["tag_value"]);
    auto column = std::find_if(facts.columns.begin(), facts.columns.end(),
                               [&](const Column& one) { return one.path == path; });
    if (column == facts.columns.end()) column = facts.columns.insert(column, Column{.path = path});
    apply_tag(*column, row["tag_name"], row["tag_value"]);
  }

  void flush() {
    if (open_) sink_.fragment(std::move(*open_));
    open_.reset();
  }

 private:
  // Goes on with the fragment of this name. Rows of one thing that stand apart are united by the merge.
  bool begin(std::vector<std::string> name, const Row& row) {
    if (std::find(name.begin(), name.end(), "") != name.end()) {
      sink_.problem(
          {row.place, "\"" + join(name, ".") + "\" lacks a part of its name; the row was left out"});
      return false;
    }
    if (databricks::is_system(name)) {
      sink_.count("system row");
      return false;
    }
    if (open_ && open_->self.physical.parts == name) return true;
    flush();
    open_ = databricks::fragment_of(file_, std::move(name), row.place);
    return true;
  }

  const Export& file_;
  ReadSink& sink_;
  std::optional<Fragment> open_;
};

Status read(const Export& file, ReadSink& sink) {
  ViewReader reader(file, sink);
  const View view = view_of(file.shape);
  const Status read = snowflake::read_rows(file, sink, [&](const Row& row) {
    if (view == View::Tables) reader.table_row(row);
    if (view == View::Columns) reader.column_row(row);
    if (view == View::Tags) reader.tag_row(row);
  });
  reader.flush();
  return read;
}

}  // namespace

extern const Reader databricks_views_reader{
    "databricks_views",
    "Databricks information_schema: tables, columns, tags (CSV, JSON)",
    SourceKind::Technical,
    238,
    recognises,
    read};

}  // namespace waymark
