#include "shared/nested_type.h"

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr int kDeepest = 16;  // Deeper nesting stays part of the type's text.

// Pieces of "a,b<c,d>,e" between commas outside brackets.
std::vector<std::string_view> pieces(std::string_view text) {
  std::vector<std::string_view> found;
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<' || text[i] == '(') ++depth;
    if (text[i] == '>' || text[i] == ')') --depth;
    if (text[i] != ',' || depth != 0) continue;
    found.push_back(trim(text.substr(start, i - start)));
    start = i + 1;
  }
  if (start < text.size()) found.push_back(trim(text.substr(start)));
  return found;
}

// What stands between the brackets of "struct<…>", when the type is one of that name.
std::string_view inside(std::string_view type, std::string_view name) {
  const bool matches = type.size() > name.size() + 1 &&
                       same_ignoring_case(type.substr(0, name.size()), name) && type[name.size()] == '<' &&
                       type.back() == '>';
  return matches ? type.substr(name.size() + 1, type.size() - name.size() - 2) : std::string_view{};
}

void add_fields(std::vector<Column>& columns, const std::string& path, std::string_view type, int depth) {
  type = trim(type);
  if (depth > kDeepest) return;
  if (const std::string_view items = inside(type, "array"); !items.empty())
    return add_fields(columns, path, items, depth + 1);
  if (const std::string_view pair = inside(type, "map"); !pair.empty()) {
    const auto parts = pieces(pair);
    if (parts.size() == 2) add_fields(columns, path, parts[1], depth + 1);
    return;
  }
  for (const std::string_view field : pieces(inside(type, "struct"))) {
    const std::size_t colon = field.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string below = path + "." + std::string(trim(field.substr(0, colon)));
    const std::string_view its_type = trim(field.substr(colon + 1));
    columns.push_back({.path = below, .type = std::string(its_type)});
    add_fields(columns, below, its_type, depth + 1);
  }
}

// The type as Hive would write it: struct<a:int,b:array<string>>.
std::string spark_type_text(const Value& type, int depth) {
  if (!type.is_object() || depth > kDeepest) return type.is_object() ? type["type"].text() : type.text();
  const std::string_view name = type["type"].string();
  if (name == "array") return "array<" + spark_type_text(type["elementType"], depth + 1) + ">";
  if (name == "map")
    return "map<" + spark_type_text(type["keyType"], depth + 1) + "," +
           spark_type_text(type["valueType"], depth + 1) + ">";
  if (name != "struct") return std::string(name);
  std::vector<std::string> fields;
  for (const Value& field : type["fields"].items())
    fields.push_back(field["name"].text() + ":" + spark_type_text(field["type"], depth + 1));
  return "struct<" + join(fields, ",") + ">";
}

void add_spark_fields(std::vector<Column>& columns, const std::string& path, const Value& type, int depth) {
  if (depth > kDeepest) return;
  const std::string_view name = type["type"].string();
  if (name == "array") return add_spark_fields(columns, path, type["elementType"], depth + 1);
  if (name == "map") return add_spark_fields(columns, path, type["valueType"], depth + 1);
  for (const Value& field : type["fields"].items()) {
    Column column;
    column.path = path.empty() ? field["name"].text() : path + "." + field["name"].text();
    column.type = spark_type_text(field["type"], 0);
    column.description = field["metadata"]["comment"].text();
    column.nullable = field["nullable"].boolean();
    const std::string below = column.path;
    columns.push_back(std::move(column));
    add_spark_fields(columns, below, field["type"], depth + 1);
  }
}

}  // namespace

void add_column_with_fields(std::vector<Column>& columns, Column column) {
  const std::string path = column.path, type = column.type;
  columns.push_back(std::move(column));
  add_fields(columns, path, type, 0);
}

std::vector<Column> spark_columns(const Value& schema) {
  std::vector<Column> columns;
  add_spark_fields(columns, "", schema, 0);
  return columns;
}

}  // namespace waymark
