// snowflake.cpp - TABLES, COLUMNS and TAG_REFERENCES of ACCOUNT_USAGE or INFORMATION_SCHEMA, as CSV or as
// JSON rows. Source: docs/sources.md.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/snowflake_rows.h"
#include "shared/tag_facts.h"

namespace waymark {
namespace {

using snowflake::Row;

enum class View { None, Tables, Columns, Tags };

View view_of(const Shape& shape) {
  if (snowflake::has_columns(shape, {"tag_name", "object_name", "domain"})) return View::Tags;
  if (!snowflake::has_columns(shape, {"table_catalog", "table_schema", "table_name"})) return View::None;
  // Databricks names the first columns alike; these it has alone.
  for (const char* column : {"data_source_format", "storage_path", "full_data_type", "partition_index"})
    if (snowflake::has_columns(shape, {column})) return View::None;
  return snowflake::has_columns(shape, {"column_name"}) ? View::Columns : View::Tables;
}

bool recognises(const Shape& shape) { return view_of(shape) != View::None; }

void add_extra(Facts& facts, std::string_view name, std::string value) {
  if (!value.empty()) facts.extra.emplace_back(name, std::move(value));
}

bool system_schema(const std::string& schema) { return same_ignoring_case(schema, "INFORMATION_SCHEMA"); }

// What all three views need: a fragment of a named thing, and where to put it.
class SnowflakeReader {
 public:
  SnowflakeReader(const Export& file, ReadSink& sink) : file_(file), sink_(sink) {}

  void table_row(const Row& row) {
    if (skipped(row, "DELETED", "deleted table") || system(row)) return;
    const std::vector<std::string> name = {row["TABLE_CATALOG"], row["TABLE_SCHEMA"], row["TABLE_NAME"]};
    if (!complete(name, row)) return;
    Fragment fragment = fragment_of(name, row);
    if (const std::string id = row["TABLE_ID"]; !id.empty())
      fragment.other_ids.push_back(snowflake::object_id(file_, id));
    Facts& facts = fragment.facts;
    facts.type = contains(lower(row["TABLE_TYPE"]), "view") ? AssetType::View : AssetType::Table;
    facts.description = row["COMMENT"];
    if (const std::string role = row["TABLE_OWNER"]; !role.empty())
      facts.owners.push_back({.name = role, .kind = OwnerKind::Role});
    add_times(row, facts);
    add_extra(facts, "kind", lower(row["TABLE_TYPE"]));
    add_extra(facts, "rows", row["ROW_COUNT"]);
    add_extra(facts, "bytes", row["BYTES"]);
    add_extra(facts, "clustering key", row["CLUSTERING_KEY"]);
    sink_.count("table");
    sink_.fragment(std::move(fragment));
  }

  // Rows of one table mostly follow one another and become one fragment; where they do not, the merge unites
  // them.
  void column_row(const Row& row) {
    if (skipped(row, "DELETED", "deleted column") || system(row)) return;
    const std::vector<std::string> name = {row["TABLE_CATALOG"], row["TABLE_SCHEMA"], row["TABLE_NAME"]};
    if (!complete(name, row)) return;
    if (row["COLUMN_NAME"].empty())
      return sink_.problem({row.place, "the row names no column; it was left out"});
    continue_with(name, row);
    Column column{.path = row["COLUMN_NAME"], .type = type_of(row), .description = row["COMMENT"]};
    if (const std::string nullable = row["IS_NULLABLE"]; !nullable.empty())
      column.nullable = same_ignoring_case(nullable, "yes") || same_ignoring_case(nullable, "true");
    const std::string position = row["ORDINAL_POSITION"];
    positions_.push_back(position.empty() ? 0 : std::atoll(position.c_str()));
    open_->facts.columns.push_back(std::move(column));
    sink_.count("column");
  }

  void tag_row(const Row& row) {
    if (skipped(row, "OBJECT_DELETED", "tag of a deleted object")) return;
    const std::string domain = lower(row["DOMAIN"]);
    std::vector<std::string> name = {row["OBJECT_DATABASE"], row["OBJECT_SCHEMA"], row["OBJECT_NAME"]};
    if (domain == "database" || domain == "schema") {
      std::erase(name, "");
    } else if (domain != "table" && domain != "view" && domain != "column" && !domain.ends_with(" table")) {
      sink_.count(
          "tag of another kind of object");  // Warehouses, users, integrations: nothing a catalog lists.
      return;
    }
    if (!complete(name, row)) return;
    continue_with(name, row);
    Facts& facts = open_->facts;
    if (domain == "database" || domain == "schema") facts.type = AssetType::Container;
    if (domain == "view") facts.type = AssetType::View;
    if (domain == "column")
      tag_column(facts, row);
    else
      apply_tag(facts, row["TAG_NAME"], row["TAG_VALUE"]);
    sink_.count("tag");
  }

  // Hands over the fragment still being gathered.
  void flush() {
    if (!open_) return;
    sort_columns();
    sink_.fragment(std::move(*open_));
    open_.reset();
    positions_.clear();
  }

 private:
  bool skipped(const Row& row, std::string_view flag, std::string_view counted_as) {
    const std::string deleted = row[flag];
    if (deleted.empty() || same_ignoring_case(deleted, "null")) return false;
    sink_.count(counted_as);
    return true;
  }

  bool system(const Row& row) {
    if (!system_schema(row["TABLE_SCHEMA"])) return false;
    sink_.count("system row");
    return true;
  }

  bool complete(const std::vector<std::string>& name, const Row& row) {
    if (!name.empty() && std::find(name.begin(), name.end(), "") == name.end()) return true;
    sink_.problem(
        {row.place, "\"" + join(name, ".") +
                        "\" lacks a part of its name (database, schema, name); the row was left out"});
    return false;
  }

  Fragment fragment_of(const std::vector<std::string>& name, const Row& row) {
    Fragment fragment;
    fragment.self.physical = {"snowflake", file_.instance, name};
    fragment.place = row.place;
    Facts& facts = fragment.facts;
    facts.name = name.back();
    facts.qualified_name = join(name, ".");
    facts.platform = "snowflake";
    facts.instance = file_.instance;
    return fragment;
  }

  void continue_with(const std::vector<std::string>& name, const Row& row) {
    if (open_ && open_->self.physical.parts == name) return;
    flush();
    open_ = fragment_of(name, row);
  }

  void sort_columns() {
    std::vector<Column>& columns = open_->facts.columns;
    if (positions_.size() != columns.size() || std::is_sorted(positions_.begin(), positions_.end())) return;
    std::vector<std::size_t> order(columns.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return positions_[a] < positions_[b]; });
    std::vector<Column> sorted;
    sorted.reserve(columns.size());
    for (const std::size_t i : order) sorted.push_back(std::move(columns[i]));
    columns = std::move(sorted);
  }

  static void tag_column(Facts& facts, const Row& row) {
    const std::string path = row["COLUMN_NAME"];
    auto column = std::find_if(facts.columns.begin(), facts.columns.end(),
                               [&](const Column& one) { return one.path == path; });
    if (column == facts.columns.end()) column = facts.columns.insert(column, Column{.path = path});
    apply_tag(*column, row["TAG_NAME"], row["TAG_VALUE"]);
  }

  // NUMBER(38,2), as people write it; other types as they are.
  static std::string type_of(const Row& row) {
    const std::string type = row["DATA_TYPE"], precision = row["NUMERIC_PRECISION"],
                      scale = row["NUMERIC_SCALE"];
    if (!same_ignoring_case(type, "NUMBER") || precision.empty()) return type;
    return type + "(" + precision + (scale.empty() ? "" : "," + scale) + ")";
  }

  // LAST_ALTERED moves with the data (and with maintenance); of a view only its definition can move.
  static void add_times(const Row& row, Facts& facts) {
    const auto altered = parse_time(row["LAST_ALTERED"]), defined = parse_time(row["LAST_DDL"]);
    facts.created = parse_time(row["CREATED"]);
    facts.changed = defined ? defined : altered;
    if (facts.type == AssetType::Table) facts.updated = altered ? altered : defined;
  }

  const Export& file_;
  ReadSink& sink_;
  std::optional<Fragment> open_;
  std::vector<std::int64_t> positions_;
};

Status read(const Export& file, ReadSink& sink) {
  SnowflakeReader reader(file, sink);
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

extern const Reader snowflake_reader{"snowflake",
                                     "Snowflake views TABLES, COLUMNS, TAG_REFERENCES (CSV, JSON)",
                                     SourceKind::Technical,
                                     240,
                                     recognises,
                                     read};

}  // namespace waymark
