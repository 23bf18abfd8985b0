// glue.cpp - the AWS Glue Data Catalog: answers of get-databases, get-tables, get-table, search-tables, and
// the table the console shows as JSON. Source: docs/sources.md.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/aws_names.h"
#include "shared/base64.h"
#include "shared/nested_type.h"
#include "shared/sql_tables.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  const Value& first = shape.first;
  return first["TableList"].is_array() || first["DatabaseList"].is_array() ||
         first["Table"].has("DatabaseName") || first["Database"].has("Name") ||
         (first.has("StorageDescriptor") && first.has("Name"));
}

// One table or database record and where its facts go.
struct GlueRecord {
  const Value& record;
  const Export& file;
  const std::string& place;
  ReadSink& sink;

  std::string account() const {
    const std::string catalog = record["CatalogId"].text();
    return catalog.empty() ? file.instance : catalog;
  }
  const Value& parameter(std::string_view name) const { return record["Parameters"][name]; }
};

void add_extra(Facts& facts, std::string_view name, const std::string& value) {
  if (!value.empty()) facts.extra.emplace_back(name, value);
}

std::optional<Time> time_of(const Value& value) { return parse_time(value.text()); }

// Keys in an address ("s3a://key:secret@bucket/…") stay out of the catalog.
std::string without_credentials(std::string url) {
  const std::size_t start = url.find("://");
  const std::size_t at = url.find('@');
  if (start == std::string::npos || at == std::string::npos || at > url.find('/', start + 3)) return url;
  return url.erase(start + 3, at - start - 2);
}

bool real_owner(std::string_view owner) {
  for (const std::string_view account : {"", "hadoop", "owner", "root", "hive"})
    if (same_ignoring_case(owner, account)) return false;
  return true;
}

void add_owners(const GlueRecord& glue, Facts& facts) {
  if (const std::string owner = glue.record["Owner"].text(); real_owner(owner))
    facts.owners.push_back({.name = owner});
  if (const std::string creator = glue.record["CreatedBy"].text(); !creator.empty())
    facts.owners.push_back({.id = creator, .name = arn_principal(creator), .kind = OwnerKind::Creator});
}

Column column_of(const Value& item) {
  return {.path = item["Name"].text(), .type = item["Type"].text(), .description = item["Comment"].text()};
}

// Delta tables that Spark registers show one column "col array<string>"; the real schema is JSON in parts.
std::vector<Column> spark_schema(const GlueRecord& glue) {
  std::string text = glue.parameter("spark.sql.sources.schema").text();
  for (int part = 0; text.empty() || part > 0; ++part) {
    const Value& piece = glue.parameter("spark.sql.sources.schema.part." + std::to_string(part));
    if (piece.is_null()) break;
    text += piece.text();
  }
  if (text.empty()) return {};
  const Result<Value> schema = parse_json(text);
  if (!schema) {
    glue.sink.problem({glue.place, "the Spark schema in its parameters cannot be read (" +
                                       schema.error().message +
                                       "); the columns of the storage descriptor are used"});
    return {};
  }
  return spark_columns(*schema);
}

bool only_placeholder(const Value& columns) {
  return columns.size() == 0 || (columns.size() == 1 && columns.items()[0]["Name"].string() == "col" &&
                                 columns.items()[0]["Type"].string() == "array<string>");
}

void add_partition_keys(const GlueRecord& glue, std::vector<Column>& columns) {
  for (const Value& item : glue.record["PartitionKeys"].items()) {
    Column column = column_of(item);
    column.key_role = "partition";
    const auto same = std::find_if(columns.begin(), columns.end(), [&](const Column& one) {
      return same_ignoring_case(one.path, column.path);
    });
    if (same == columns.end())
      columns.push_back(std::move(column));
    else
      same->key_role = "partition";
  }
}

void add_columns(const GlueRecord& glue, Facts& facts) {
  const Value& listed = glue.record["StorageDescriptor"]["Columns"];
  if (only_placeholder(listed)) facts.columns = spark_schema(glue);
  if (facts.columns.empty()) {
    for (const Value& item : listed.items()) {
      // Iceberg keeps the columns of former schemas in the list.
      if (item["Parameters"]["iceberg.field.current"].string() == "false") continue;
      if (item["Name"].text().empty())
        glue.sink.problem(
            {glue.place + ".StorageDescriptor.Columns", "a column has no Name; it was left out"});
      else
        add_column_with_fields(facts.columns, column_of(item));
    }
  }
  add_partition_keys(glue, facts.columns);
}

// The time of the data. A plain UpdateTime is that of the record; every commit to an Iceberg table rewrites
// its record.
std::optional<Time> data_time(const GlueRecord& glue) {
  if (const auto commit = time_of(glue.parameter("delta.lastCommitTimestamp"))) return commit;
  if (same_ignoring_case(glue.parameter("table_type").string(), "iceberg"))
    return time_of(glue.record["UpdateTime"]);
  return time_of(glue.parameter("transient_lastDdlTime"));
}

void add_times(const GlueRecord& glue, Facts& facts) {
  facts.created = time_of(glue.record["CreateTime"]);
  facts.changed = time_of(glue.record["UpdateTime"]);
  facts.updated = data_time(glue);
  facts.accessed = time_of(glue.record["LastAccessTime"]);
  if (facts.accessed == facts.created) facts.accessed.reset();  // Written once by whoever made the table.
}

void add_location(const GlueRecord& glue, Facts& facts) {
  const std::string location = without_credentials(glue.record["StorageDescriptor"]["Location"].text());
  if (contains(location, "://"))
    facts.url = location;
  else
    add_extra(facts, "location", location);
}

void add_figures(const GlueRecord& glue, Facts& facts) {
  std::string format = glue.parameter("table_type").text();
  if (format.empty()) format = glue.parameter("spark.sql.sources.provider").text();
  add_extra(facts, "table format", lower(format));
  add_extra(facts, "file format", glue.parameter("classification").text());
  add_extra(facts, "rows", glue.parameter("recordCount").text());
  add_extra(facts, "bytes", glue.parameter("sizeKey").text());
  add_extra(facts, "objects", glue.parameter("objectCount").text());
  add_extra(facts, "average row bytes", glue.parameter("averageRecordSize").text());
}

// What a view says of itself: its SQL and where unqualified names of it live.
struct ViewText {
  std::string sql;
  std::string catalog, database;
  Value columns;
};

// Athena and Presto keep a view as "/* Presto View: <base64 of JSON> */", Hive as plain SQL.
ViewText view_text(const GlueRecord& glue) {
  ViewText view;
  std::string_view original = glue.record["ViewOriginalText"].string();
  const std::size_t start = original.find("Presto View:");
  if (start == std::string_view::npos) {
    view.sql = glue.record["ViewExpandedText"].text();
    if (view.sql.empty()) view.sql = original;
    return view;
  }
  original = original.substr(start + std::string_view("Presto View:").size());
  const auto bytes = decode_base64(trim(original.substr(0, original.find("*/"))));
  const Result<Value> json = bytes ? parse_json(*bytes) : Value{};
  if (!json || !json->is_object()) {
    glue.sink.problem({glue.place + ".ViewOriginalText",
                       "the Presto view in it cannot be decoded; its lineage is missing"});
    return view;
  }
  view.sql = (*json)["originalSql"].text();
  view.catalog = (*json)["catalog"].text();
  view.database = (*json)["schema"].text();
  view.columns = (*json)["columns"];
  return view;
}

void read_view(const GlueRecord& glue, Fragment& fragment) {
  const ViewText view = view_text(glue);
  if (fragment.facts.columns.empty())
    for (const Value& item : view.columns.items())
      add_column_with_fields(fragment.facts.columns,
                             {.path = item["name"].text(), .type = item["type"].text()});
  for (std::vector<std::string> name : sql_tables(view.sql)) {
    if (name.size() == 1)
      name.insert(name.begin(), view.database.empty() ? glue.record["DatabaseName"].text() : view.database);
    Edge edge;
    // Only a name in the Glue catalog itself has the ARN form; federated catalogs are known by their parts.
    if (name.size() == 2)
      edge.from = glue_ref(glue.account(), name[0], name[1]);
    else
      edge.from.physical = {"glue", glue.account(), name};
    edge.to = fragment.self;
    edge.kind = "view";
    edge.place = glue.place;
    glue.sink.edge(std::move(edge));
  }
}

// A resource link is another name for a table or database, mostly of another account: never an empty table.
void read_link(const GlueRecord& glue, const Value& target, Fragment& fragment) {
  Edge edge;  // A TargetDatabase has no Name: glue_ref then names the database.
  edge.from = glue_ref(target["CatalogId"].text(), target["DatabaseName"].text(), target["Name"].text());
  edge.to = fragment.self;
  edge.kind = "alias";
  edge.place = glue.place;
  add_extra(fragment.facts, "resource link to",
            target["CatalogId"].text() + ":" + join(edge.from.physical.parts, "."));
  glue.sink.edge(std::move(edge));
}

AssetType type_of(const GlueRecord& glue) {
  if (glue.record.has("TargetTable") || glue.record["IsMaterializedView"].is_true()) return AssetType::View;
  return glue.record["TableType"].string() == "VIRTUAL_VIEW" ? AssetType::View : AssetType::Table;
}

void read_table(const GlueRecord& glue) {
  const std::string name = glue.record["Name"].text(), database = glue.record["DatabaseName"].text();
  if (name.empty() || database.empty()) {
    glue.sink.problem({glue.place, "a table without " + std::string(name.empty() ? "Name" : "DatabaseName") +
                                       " cannot be told from others; it was left out"});
    return;
  }
  glue.sink.count("table");
  Fragment fragment;
  fragment.self = glue_ref(glue.account(), database, name);
  fragment.parent_id = glue_ref(glue.account(), database, "").id;
  fragment.place = glue.place;
  fragment.deleted = glue.parameter("DEPRECATED_BY_CRAWLER").is_scalar();
  Facts& facts = fragment.facts;
  facts.type = type_of(glue);
  facts.name = name;
  facts.qualified_name = database + "." + name;
  facts.platform = "glue";
  facts.instance = glue.account();
  facts.description = glue.record["Description"].text();
  if (facts.description.empty()) facts.description = glue.parameter("comment").text();
  add_owners(glue, facts);
  add_columns(glue, facts);
  add_times(glue, facts);
  add_location(glue, facts);
  add_figures(glue, facts);
  if (const Value& target = glue.record["TargetTable"]; target.is_object())
    read_link(glue, target, fragment);
  else if (facts.type == AssetType::View)
    read_view(glue, fragment);
  if (!facts.columns.empty()) glue.sink.count("column", facts.columns.size());
  glue.sink.fragment(std::move(fragment));
}

void read_database(const GlueRecord& glue) {
  const std::string name = glue.record["Name"].text();
  if (name.empty()) {
    glue.sink.problem({glue.place, "a database without Name cannot be told from others; it was left out"});
    return;
  }
  glue.sink.count("database");
  Fragment fragment;
  fragment.self = glue_ref(glue.account(), name, "");
  fragment.place = glue.place;
  Facts& facts = fragment.facts;
  facts.type = AssetType::Container;
  facts.name = name;
  facts.qualified_name = name;
  facts.platform = "glue";
  facts.instance = glue.account();
  facts.description = glue.record["Description"].text();
  facts.created = time_of(glue.record["CreateTime"]);
  const std::string location = without_credentials(glue.record["LocationUri"].text());
  if (contains(location, "://")) facts.url = location;
  if (const Value& target = glue.record["TargetDatabase"]; target.is_object())
    read_link(glue, target, fragment);
  glue.sink.fragment(std::move(fragment));
}

Status read(const Export& file, ReadSink& sink) {
  const Value& first = file.shape.first;
  JsonSplit split;
  if (first.has("TableList") || first.has("DatabaseList")) split.paths = {"TableList[]", "DatabaseList[]"};
  return file.json(split, sink, [&](JsonRecord&& found) {
    const Value& whole = found.value;
    const Value& inner = whole["Table"].is_object()      ? whole["Table"]
                         : whole["Database"].is_object() ? whole["Database"]
                                                         : whole;
    const GlueRecord glue{inner, file, found.place, sink};
    const bool database = found.path == "DatabaseList[]" || &inner == &whole["Database"];
    database ? read_database(glue) : read_table(glue);
  });
}

}  // namespace

extern const Reader glue_reader{"glue", "AWS Glue Data Catalog (JSON)", SourceKind::Technical, 80, recognises,
                                read};

}  // namespace waymark
