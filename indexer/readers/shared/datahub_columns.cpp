// datahub_columns.cpp - the columns of a dataset: its schema, what people edited, and the entities of single
// fields.
#include <algorithm>
#include <unordered_map>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

#include "shared/datahub_facts.h"
#include "shared/meta_facts.h"

namespace waymark::datahub {
namespace {

class Columns {
 public:
  Columns(const Store& store, Facts& facts) : store_(store), facts_(facts) {}

  void add_schema(const Value& schema) {
    for (const Value& field : schema["fields"].items()) add_field(field);
    for (const std::string& key : schema["primaryKeys"].texts())
      if (Column* column = find(field_path(key))) column->key_role = "primary";
    for (const Value& key : schema["foreignKeys"].items())
      for (const std::string& source : key["sourceFields"].texts()) {
        const Urn urn = parse_urn(source);
        Column* column = urn.parts.size() == 2 ? find(field_path(urn.parts[1])) : nullptr;
        if (column != nullptr && column->key_role.empty()) column->key_role = "foreign";
      }
  }

  // What was edited may be about a field that the schema of this file lacks.
  void add_edited(const Value& edited) {
    for (const Value& field : edited["editableSchemaFieldInfo"].items()) {
      Column& column = find_or_add(field["fieldPath"].text());
      if (const std::string text = field["description"].text(); !text.empty()) column.description = text;
      add_labels(column, field["globalTags"], field["glossaryTerms"]);
    }
  }

  // Most schemaField entities say no more than that the field is there, which the schema says too.
  void add_entity(const Entity& field) {
    const Value& documentation = field["documentation"]["documentations"];
    const bool labelled =
        field["globaltags"]["tags"].size() > 0 || field["glossaryterms"]["terms"].size() > 0;
    if (documentation.size() == 0 && !labelled && field["structuredproperties"].is_null()) return;
    Column& column = find_or_add(field.parsed.parts[1]);
    for (const Value& item : documentation.items())
      if (column.description.empty()) column.description = item["documentation"].text();
    add_labels(column, field["globaltags"], field["glossaryterms"]);
    for (const Value& property : field["structuredproperties"]["properties"].items()) {
      Value meta;
      meta.make_object();
      const std::string id = tail_of(property["propertyUrn"].text());
      for (const Value& value : property["values"].items())
        meta.set(id.substr(id.rfind('.') + 1),
                 value.is_object() ? value.first_of({"string", "double"}) : value);
      apply_meta(column, meta);
    }
  }

 private:
  Column* find(const std::string& path) {
    const auto at = by_path_.find(path);
    return at == by_path_.end() ? nullptr : &facts_.columns[at->second];
  }

  Column& find_or_add(const std::string& raw_path) {
    const std::string path = field_path(raw_path);
    if (Column* known = find(path)) return *known;
    by_path_.emplace(path, facts_.columns.size());
    return facts_.columns.emplace_back(Column{.path = path});
  }

  void add_field(const Value& field) {
    const std::string raw = field["fieldPath"].text();
    if (field_path(raw).empty()) return;  // The unnamed top of a v2 schema.
    Column& column = find_or_add(raw);
    column.title = field["label"].text();
    column.type = field["nativeDataType"].text();
    column.description = field["description"].text();
    column.nullable = field["nullable"].boolean();
    if (field["isPartOfKey"].is_true()) column.key_role = "primary";
    if (field["isPartitioningKey"].is_true()) column.key_role = "partition";
    add_labels(column, field["globalTags"], field["glossaryTerms"]);
  }

  void add_labels(Column& column, const Value& tags, const Value& terms) {
    for (const Value& item : tags["tags"].items())
      if (item.has("tag")) add_label(column, store_.name_of(item["tag"].text()));
    for (const Value& item : terms["terms"].items()) {
      const std::string name = store_.name_of(item["urn"].text());
      add_unique(column.terms, name);
    }
  }

  const Store& store_;
  Facts& facts_;
  std::unordered_map<std::string, std::size_t> by_path_;
};

}  // namespace

void add_columns(const Store& store, const Entity& dataset, const std::vector<const Entity*>& fields,
                 Facts& facts) {
  Columns columns(store, facts);
  columns.add_schema(dataset["schemametadata"]);
  columns.add_edited(dataset["editableschemametadata"]);
  for (const Entity* field : fields) columns.add_entity(*field);
}

}  // namespace waymark::datahub
