// athena.cpp - Athena's list-table-metadata and get-table-metadata. Source: docs/sources.md.
//
// They do not say which database they are about: the file must be called <database>.<anything>.json.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/aws_names.h"
#include "shared/file_database.h"
#include "shared/meta_facts.h"
#include "shared/nested_type.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  return shape.syntax == Syntax::Json &&
         (shape.first["TableMetadataList"].is_array() || shape.first["TableMetadata"].has("Name"));
}

void add_columns(const Value& list, bool partition, Facts& facts) {
  for (const Value& item : list.items()) {
    Column column{
        .path = item["Name"].text(), .type = item["Type"].text(), .description = item["Comment"].text()};
    if (partition) column.key_role = "partition";
    if (!column.path.empty()) add_column_with_fields(facts.columns, std::move(column));
  }
}

void read_table(const Export& file, const std::string& database, const JsonRecord& record, ReadSink& sink) {
  const Value& table = record.value;
  const std::string name = table["Name"].text();
  if (name.empty()) return sink.problem({record.place, "a table has no Name; it was left out"});
  sink.count("table");
  Fragment fragment;
  fragment.self = glue_ref(file.instance, database, name);
  fragment.parent_id = glue_ref(file.instance, database, "").id;
  fragment.place = record.place;
  Facts& facts = fragment.facts;
  if (contains(table["TableType"].string(), "VIEW")) facts.type = AssetType::View;
  facts.name = name;
  facts.qualified_name = database + "." + name;
  facts.platform = "athena";
  facts.instance = file.instance;
  facts.description = table["Parameters"]["comment"].text();
  facts.created = parse_time(table["CreateTime"].text());
  facts.accessed = parse_time(table["LastAccessTime"].text());
  if (facts.accessed == facts.created) facts.accessed.reset();  // Written once by whoever made the table.
  facts.updated = parse_time(table["Parameters"]["transient_lastDdlTime"].text());
  add_columns(table["Columns"], false, facts);
  add_columns(table["PartitionKeys"], true, facts);
  if (const std::string location = table["Parameters"]["location"].text();
      contains(location, "://") && !contains(location, "@"))
    facts.url = location;
  if (!facts.columns.empty()) sink.count("column", facts.columns.size());
  sink.fragment(std::move(fragment));
}

Status read(const Export& file, ReadSink& sink) {
  const std::string database = database_of_file(file);
  if (database.empty())
    return fail(
        ErrorCode::InvalidInput,
        "the answer does not say which database its tables are of; call the file <database>.<anything>.json");
  JsonSplit split;
  split.paths = {"TableMetadataList[]", "TableMetadata"};
  return file.json(split, sink, [&](JsonRecord&& record) { read_table(file, database, record, sink); });
}

}  // namespace

extern const Reader athena_reader{
    "athena", "Athena table metadata (JSON)", SourceKind::Technical, 84, recognises, read};

}  // namespace waymark
