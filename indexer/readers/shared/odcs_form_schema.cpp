#include "odcs_form_schema.h"

#include "waymark/base/strings.h"
#include "waymark/parse/json.h"

namespace waymark {
namespace {

constexpr FormColumn kProperties[] = {{"name", "Property"},
                                      {"businessName", "Business Name"},
                                      {"logicalType", "Logical Type"},
                                      {"physicalType", "Physical Type"},
                                      {"examples", "Example(s)"},
                                      {"description", "Description"},
                                      {"required", "Required"},
                                      {"unique", "Unique"},
                                      {"classification", "Classification"},
                                      {"tags", "Tags"},
                                      {"definitionUrl", "Authoritative Definition URL"},
                                      {"definitionType", "Authoritative Definition Type"},
                                      {"physicalName", "Physical Name"},
                                      {"primaryKey", "Primary Key"},
                                      {"primaryKeyPosition", "Primary Key Position"},
                                      {"partitioned", "Partitioned"},
                                      {"partitionKeyPosition", "Partition Key Position"},
                                      {"encryptedName", "Encrypted Name"},
                                      {"transformLogic", "Transform Logic"},
                                      {"transformDescription", "Transform Description"},
                                      {"criticalDataElement", "Critical Data Element Status"}};
constexpr FormColumn kSchema[] = {{"name", "Name"},
                                  {"physicalType", "Type"},
                                  {"description", "Description"},
                                  {"businessName", "Business Name"},
                                  {"physicalName", "Physical Name"},
                                  {"dataGranularityDescription", "Data Granularity"},
                                  {"tags", "Tags"}};
constexpr FormColumn kQuality[] = {{"schema", "Schema"},
                                   {"property", "Property"},
                                   {"type", "Quality Type"},
                                   {"description", "Description"},
                                   {"metric", "Rule (Library)"},
                                   {"query", "Query (SQL)"},
                                   {"operator", "Threshold Operator"},
                                   {"threshold", "Threshold Value"},
                                   {"engine", "Quality Engine (Custom)"},
                                   {"implementation", "Implementation (Custom)"},
                                   {"severity", "Severity"},
                                   {"scheduler", "Scheduler"},
                                   {"schedule", "Schedule"}};
constexpr FormColumn kRelationships[] = {
    {"level", "Level"}, {"type", "Type"}, {"from", "From"}, {"to", "To"}, {"description", "Description"}};
constexpr std::string_view kFlags[] = {"required", "unique", "primaryKey", "partitioned",
                                       "criticalDataElement"};
constexpr std::string_view kLists[] = {"tags", "examples"};

// A cell as the member it stands for: flags and lists are more than texts.
Value typed(std::string_view member, std::string text) {
  if (std::find(std::begin(kFlags), std::end(kFlags), member) != std::end(kFlags)) {
    if (const std::optional<bool> flag = Value(lower(text)).boolean()) return Value(*flag);
  } else if (std::find(std::begin(kLists), std::end(kLists), member) != std::end(kLists)) {
    // An example may be a JSON text with commas of its own.
    return text.starts_with('{') ? Value(Value::Items{Value(std::move(text))}) : Value(form_list(text));
  }
  return Value(std::move(text));
}

void remove(Value& object, std::string_view member) {
  std::erase_if(object.edit_members(), [member](const auto& entry) { return entry.first == member; });
}

// Two columns of the form are one list of the standard.
void join_definition(Value& property) {
  if (property.has("definitionUrl")) {
    Value definition{Value::Members()};
    definition.set("url", property["definitionUrl"]);
    if (property.has("definitionType")) definition.set("type", property["definitionType"]);
    property.set("authoritativeDefinitions", Value(Value::Items{std::move(definition)}));
  }
  remove(property, "definitionUrl");
  remove(property, "definitionType");
}

// The member of that name, made when it is not there.
Value& member_of(Value& object, std::string_view name, Value otherwise) {
  for (auto& [known, value] : object.edit_members())
    if (known == name) return value;
  object.set(std::string(name), std::move(otherwise));
  return object.edit_members().back().second;
}

// Where the properties inside this one go: a list has them in its items.
Value::Items& inner_properties(Value& property) {
  Value* holder = &property;
  if (lower(property["logicalType"].text()) == "array")
    holder = &member_of(property, "items", Value(Value::Members()));
  return member_of(*holder, "properties", Value(Value::Items())).edit_items();
}

// The property of a dotted path, or null.
Value* find_property(Value::Items& properties, std::string_view path) {
  for (Value& property : properties) {
    const std::string name = property["name"].text();
    if (name == path) return &property;
    if (!path.starts_with(name + ".") || name.empty()) continue;
    std::string_view rest = path.substr(name.size() + 1);
    if (lower(property["logicalType"].text()) == "array" && rest.starts_with("items.")) rest.remove_prefix(6);
    if (Value* inner = find_property(inner_properties(property), rest)) return inner;
  }
  return nullptr;
}

// "address.city" lies in "address" when that is there.
void add_property(Value::Items& properties, Value property) {
  const std::string path = property["name"].text();
  for (std::size_t dot = path.rfind('.'); dot != std::string::npos && dot > 0;
       dot = path.rfind('.', dot - 1)) {
    Value* parent = find_property(properties, std::string_view(path).substr(0, dot));
    if (parent == nullptr) continue;
    property.set("name", Value(path.substr(dot + 1)));
    inner_properties(*parent).push_back(std::move(property));
    return;
  }
  properties.push_back(std::move(property));
}

Value* find_schema(Value::Items& schemas, std::string_view name) {
  for (Value& schema : schemas)
    if (schema["name"].text() == name || schema["physicalName"].text() == name) return &schema;
  return nullptr;
}

// Where a rule or relationship belongs: the property when one is named, else the schema.
Value* target_of(Value::Items& schemas, const std::string& schema_name, const std::string& property) {
  Value* schema = find_schema(schemas, schema_name);
  if (schema == nullptr || property.empty()) return schema;
  return find_property(member_of(*schema, "properties", Value(Value::Items())).edit_items(), property);
}

void add_to_list(Value& holder, std::string_view member, Value item) {
  member_of(holder, member, Value(Value::Items())).edit_items().push_back(std::move(item));
}

std::string schema_text(const Workbook& workbook, std::size_t sheet, const SheetCells& cells,
                        const FormColumn& column) {
  if (const DefinedName* name = workbook.find_name("schema." + std::string(column.member), sheet))
    return std::string(trim(cells.at(name->first_row, name->first_column)));
  return std::string(trim(cells.beside(column.label)));
}

}  // namespace

Value::Items form_list(std::string_view text) {
  Value::Items items;
  for (std::string& word : split_words(replace_all(text, "\n", ","), ','))
    items.emplace_back(std::move(word));
  return items;
}

std::string form_member(std::string_view label) {
  std::string member;
  for (const std::string& word : split_words(label, ' ')) {
    std::string part = lower(word);
    if (!member.empty() && part[0] >= 'a' && part[0] <= 'z') part[0] = static_cast<char>(part[0] - 'a' + 'A');
    member += part;
  }
  return member;
}

Value::Items form_rows(const SheetCells& cells, std::span<const FormColumn> columns) {
  const SheetCells::Row* header = nullptr;
  std::size_t most = 0;
  for (const SheetCells::Row& row : cells.rows()) {
    std::size_t found = 0;
    for (const SheetCell& cell : row.cells)
      found += std::any_of(columns.begin(), columns.end(), [&cell](const FormColumn& column) {
        return same_ignoring_case(trim(cell.text), column.label);
      });
    if (found > most) header = &row, most = found;
    if (row.number > 30) break;
  }
  Value::Items items;
  if (most < 2) return items;
  for (const SheetCells::Row& row : cells.rows()) {
    if (row.number <= header->number) continue;
    Value item{Value::Members()};
    for (const SheetCell& cell : row.cells)
      for (const FormColumn& column : columns)
        if (same_ignoring_case(trim((*header)[cell.column]), column.label))
          item.set(std::string(column.member), typed(column.member, std::string(trim(cell.text))));
    if (item.size() > 0) items.push_back(std::move(item));
  }
  return items;
}

Value form_schema(const Workbook& workbook, std::size_t sheet, const SheetCells& cells) {
  const std::string_view tab = trim(workbook.sheets()[sheet].name);
  const bool named = workbook.find_name("schema.name", sheet) != nullptr;
  if (!named && !lower(tab).starts_with("schema ")) return {};
  Value schema{Value::Members()};
  for (const FormColumn& column : kSchema)
    if (std::string text = schema_text(workbook, sheet, cells, column); !text.empty())
      schema.set(std::string(column.member), typed(column.member, std::move(text)));
  if (!schema.has("name") && lower(tab).starts_with("schema "))
    schema.set("name", Value(std::string(tab.substr(7))));
  if (schema["name"].text().starts_with('<')) return {};  // "<table_name>": nobody filled it in.
  Value properties{Value::Items()};
  for (Value& property : form_rows(cells, kProperties)) {
    if (!property.has("name")) continue;
    join_definition(property);
    add_property(properties.edit_items(), std::move(property));
  }
  schema.set("properties", std::move(properties));
  return schema;
}

void form_quality(const SheetCells& cells, Value::Items& schemas) {
  for (Value& rule : form_rows(cells, kQuality)) {
    Value* target = target_of(schemas, rule["schema"].text(), rule["property"].text());
    if (target == nullptr) continue;
    if (const std::string threshold = rule["threshold"].text(); rule.has("operator")) {
      auto list = threshold.starts_with('[') ? parse_json(threshold) : Result<Value>(Value(threshold));
      rule.set(rule["operator"].text(), list ? std::move(*list) : Value(threshold));
    }
    for (const char* member : {"schema", "property", "operator", "threshold"}) remove(rule, member);
    add_to_list(*target, "quality", std::move(rule));
  }
}

// From and to are "schema.property".
void form_relationships(const SheetCells& cells, Value::Items& schemas) {
  for (Value& row : form_rows(cells, kRelationships)) {
    const std::string from = row["from"].text();
    const std::size_t dot = from.find('.');
    const bool composite = contains(from, ",");  // Of the schema, not of one of its columns.
    Value* target = target_of(schemas, from.substr(0, dot),
                              composite || dot == std::string::npos ? "" : from.substr(dot + 1));
    if (target == nullptr) continue;
    remove(row, "level");
    if (!composite) remove(row, "from");
    add_to_list(*target, "relationships", std::move(row));
  }
}

}  // namespace waymark
