// contract_avro.cpp - Avro schemas: the records that a topic or file promises. Source: docs/sources.md.
#include <algorithm>
#include <set>

#include "waymark/base/strings.h"

#include "contract_parts.h"

namespace waymark {
namespace {

constexpr std::size_t kDepth = 32;
constexpr std::size_t kMostColumns = 100'000;

struct RecordPlace {
  ContractObject& object;
  std::string parent;
  std::string place;
  std::size_t depth = 0;
  std::set<std::string> open;  // Records that hold this one; a record may name itself.
};

// What a field holds: of a union the branch that is not null.
const Value& held(const Value& type, bool& nullable) {
  if (!type.is_array()) return type;
  const Value* found = &type;
  for (const Value& branch : type.items()) {
    if (branch.text() == "null")
      nullable = true;
    else if (found == &type)
      found = &branch;
  }
  return *found;
}

// "timestamp-millis" before "long", "array<string>" of a list.
std::string type_word(const Value& type) {
  if (type.is_scalar()) return type.text();
  if (type.has("logicalType")) {
    std::string word = type["logicalType"].text();
    if (word == "decimal" && type.has("precision"))
      word += "(" + type["precision"].text() + "," + (type.has("scale") ? type["scale"].text() : "0") + ")";
    return word;
  }
  const std::string word = type["type"].is_scalar() ? type["type"].text() : type_word(type["type"]);
  if (word == "array" || word == "map") {
    bool nullable = false;
    return word + "<" + type_word(held(type[word == "array" ? "items" : "values"], nullable)) + ">";
  }
  return word;
}

void read_record(ContractDraft& draft, const Value& record, RecordPlace at);

// The record inside a field's type: directly, or as the items of a list.
const Value* record_in(const Value& type) {
  bool nullable = false;
  const Value* at = &held(type, nullable);
  for (std::size_t depth = 0; depth < kDepth && at->is_object(); ++depth) {
    if (at->has("fields")) return at;
    at = &held((*at)[at->has("items") ? "items" : at->has("values") ? "values" : "type"], nullable);
  }
  return nullptr;
}

void read_field(ContractDraft& draft, const Value& field, const RecordPlace& at) {
  const std::string name = field["name"].text();
  if (name.empty()) return draft.problem(field, at.place, "a field without a name is left out");
  if (!field.has("type")) draft.problem(field, at.place, "the field \"" + name + "\" has no type");
  bool nullable = false;
  Column column;
  column.path = at.parent + name;
  column.type = type_word(held(field["type"], nullable));
  column.description = field["doc"].text();
  column.nullable = nullable;
  const std::string inside = column.path + ".";
  draft.mark(at.object.name + "." + column.path, field);
  if (!nullable) at.object.required.push_back(column.path);
  at.object.columns.push_back(std::move(column));
  if (const Value* inner = record_in(field["type"]))
    read_record(draft, *inner, {at.object, inside, at.place + ".type", at.depth + 1, at.open});
}

void read_record(ContractDraft& draft, const Value& record, RecordPlace at) {
  const Value& fields = record["fields"];
  if (!fields.is_array()) return draft.problem(record, at.place, "the fields of a record must be a list");
  if (at.depth > kDepth || !at.open.insert(record["name"].text()).second) return;
  for (std::size_t i = 0; i < fields.size() && at.object.columns.size() < kMostColumns; ++i)
    read_field(draft, fields.items()[i],
               {at.object, at.parent, at.place + ".fields[" + std::to_string(i) + "]", at.depth, at.open});
}

}  // namespace

bool recognises_avro(const Value& document) {
  return document["type"].text() == "record" && document.has("fields") && document.has("name");
}

ContractReading read_avro(const ContractDocument& document, const ContractOrigin& origin) {
  const Value& schema = document.value;
  ContractDraft draft = start_contract(document, origin, "avro");
  const std::string name = schema["name"].text(), space = schema["namespace"].text();
  const std::string whole = space.empty() || contains(name, ".") ? name : space + "." + name;
  ContractObject object;
  object.name = name;
  draft.mark(object.name, schema);
  read_record(draft, schema, {object, "", "", 0, {}});
  draft.facts().name = name;
  draft.facts().qualified_name = whole;
  draft.facts().description = schema["doc"].text();
  draft.contract().version = schema["version"].text();
  draft.reading.fragment.self.id = "avro:" + whole;
  draft.reading.fragment.self.name = name;
  add_object(draft, {}, schema["topic"].text(), std::move(object));
  return std::move(draft.reading);
}

}  // namespace waymark
