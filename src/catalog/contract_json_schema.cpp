// contract_json_schema.cpp - JSON Schema: what an object, message or file must look like.
// Source: docs/sources.md.
#include <algorithm>

#include "waymark/base/strings.h"

#include "contract_parts.h"

namespace waymark {
namespace {

constexpr std::size_t kDepth = 32;
constexpr std::size_t kReferences = 16;
constexpr std::size_t kMostColumns = 100'000;

struct SchemaPlace {
  ContractObject& object;
  std::string parent;
  std::string place;
  std::size_t depth = 0;
};

// The schema that "$ref" names inside the document, else the schema itself.
const Value& resolved(ContractDraft& draft, const Value& schema, const std::string& place) {
  const Value* at = &schema;
  for (std::size_t hops = 0; at->has("$ref"); ++hops) {
    const std::string reference = (*at)["$ref"].text();
    if (!reference.starts_with("#/") || hops == kReferences) {
      draft.remark(
          schema, place,
          "the reference \"" + reference + "\" " +
              (hops == kReferences ? "goes in a circle" : "lies outside the schema and was not followed"));
      return schema;
    }
    const Value* found = &draft.document.value;
    for (const std::string& step : split_words(reference.substr(1), '/'))
      found = &(*found)[replace_all(replace_all(step, "~1", "/"), "~0", "~")];
    if (!found->is_object()) {
      draft.problem(schema, place, "the reference \"" + reference + "\" names nothing in the schema");
      return schema;
    }
    at = found;
  }
  return *at;
}

std::string type_of(const Value& schema) {
  const std::string format = schema["format"].text();
  if (format == "date-time") return "timestamp";
  if (format == "date" || format == "uuid") return format;
  for (const std::string& word : schema["type"].texts())
    if (word != "null") return word;
  if (schema.has("properties")) return "object";
  return schema.has("items") ? "array" : "";
}

bool may_be_null(const Value& schema) {
  const std::vector<std::string> words = schema["type"].texts();
  return std::find(words.begin(), words.end(), "null") != words.end();
}

void read_properties(ContractDraft& draft, const Value& schema, const SchemaPlace& at) {
  const Value& properties = schema["properties"];
  if (!properties.is_null() && !properties.is_object())
    return draft.problem(properties, at.place + ".properties", "properties must be a map of names");
  if (at.depth > kDepth) return;
  const std::vector<std::string> required = schema["required"].texts();
  for (const auto& [name, written] : properties.members()) {
    if (at.object.columns.size() == kMostColumns) return;
    const std::string place = at.place + ".properties." + name;
    const Value& property = resolved(draft, written, place);
    Column column;
    column.path = at.parent + name;
    column.title = property["title"].text();
    column.type = type_of(property);
    column.description = property["description"].text();
    column.nullable =
        may_be_null(property) || std::find(required.begin(), required.end(), name) == required.end();
    draft.mark(at.object.name + "." + column.path, written, name);
    const std::string inside = column.path + ".";
    if (column.nullable == false) at.object.required.push_back(column.path);
    at.object.columns.push_back(std::move(column));
    read_properties(draft, property, {at.object, inside, place, at.depth + 1});
    // The items of a list have no name of their own: their members stand directly below it.
    read_properties(draft, resolved(draft, property["items"], place + ".items"),
                    {at.object, inside, place + ".items", at.depth + 1});
  }
}

}  // namespace

bool recognises_json_schema(const Value& document) {
  return contains(document["$schema"].text(), "json-schema.org") &&
         (document.has("properties") || document.has("items") || document.has("$ref") ||
          document.has("definitions") || document.has("$defs"));
}

ContractReading read_json_schema(const ContractDocument& document, const ContractOrigin& origin) {
  ContractDraft draft = start_contract(document, origin, "json-schema");
  const Value& schema = resolved(draft, document.value, "");
  const std::string id = document.value.first_of({"$id", "id"}).text();
  ContractObject object;
  object.name = document.value["title"].text();
  if (object.name.empty()) object.name = name_from_file(origin.file);
  if (object.name.empty()) object.name = id;
  draft.mark(object.name, document.value);
  read_properties(draft, schema, {object, "", "", 0});
  // A list of objects promises what each of them holds.
  if (object.columns.empty())
    read_properties(draft, resolved(draft, schema["items"], "items"), {object, "", "items", 0});
  draft.facts().name = object.name;
  draft.facts().description = document.value["description"].text();
  draft.contract().version = document.value["version"].text();
  if (!id.empty()) draft.reading.fragment.self.id = "json-schema:" + id;
  draft.reading.fragment.self.name = object.name;
  add_object(draft, {}, "", std::move(object));
  return std::move(draft.reading);
}

}  // namespace waymark
