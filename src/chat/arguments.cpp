#include "arguments.h"

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::size_t kMostListed = 8;  // Longer lists are told where a value is not one of them.

tl::unexpected<Error> wrong(const std::string& message) { return fail(ErrorCode::InvalidInput, message); }

std::int64_t code_points(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

std::string advice(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  return near.empty() ? "use one of " + join(known, ", ") : "did you mean " + near + "?";
}

std::string in_few(const std::string& text) { return "\"" + std::string(cut_utf8(text, 60)) + "\""; }

Status check_choice(const Argument& row, const Value& value) {
  if (!value.is_string()) return wrong(std::string(row.name) + " must be a text");
  const std::string word = value.text();
  if (std::find(row.allowed.begin(), row.allowed.end(), word) != row.allowed.end()) return {};
  return wrong(std::string(row.name) + ": " + in_few(word) + " is not known; " + advice(word, row.allowed));
}

Status check_integer(const Argument& row, const Value& value) {
  const auto number = value.is_number() ? value.integer() : std::nullopt;
  if (number && *number >= row.min && *number <= row.max) return {};
  return wrong(std::string(row.name) + " must be a whole number from " + std::to_string(row.min) + " to " +
               std::to_string(row.max));
}

Status check_text(const Argument& row, const Value& value) {
  if (!value.is_string()) return wrong(std::string(row.name) + " must be a text");
  const std::int64_t length = code_points(value.text());
  if (length > row.max)
    return wrong(std::string(row.name) + " is longer than " + std::to_string(row.max) + " characters");
  if (length < row.min) return wrong(std::string(row.name) + " is empty");
  return {};
}

Status check_texts(const Argument& row, const Value& value) {
  const auto count = static_cast<std::int64_t>(value.items().size());
  if (!value.is_array() || count < row.min || count > row.max)
    return wrong(std::string(row.name) + " must be a list of " + std::to_string(row.min) + " to " +
                 std::to_string(row.max) + " texts");
  for (const Value& item : value.items()) {
    if (!item.is_string() || item.text().empty()) return wrong(std::string(row.name) + " must hold texts");
    if (row.allowed.empty()) continue;
    if (auto known = check_choice(row, item); !known) return known;
  }
  return {};
}

Status check_filters(const Argument& row, const Value& value) {
  if (!value.is_object())
    return wrong(std::string(row.name) + " must be an object such as {\"domain\": \"Sales\"}");
  for (const auto& [name, values] : value.members()) {
    if (find_field(name) == nullptr)
      return wrong(std::string(row.name) + ": there is no filter " + in_few(name) + "; " +
                   advice(name, filter_names()));
    const bool texts = values.is_string() ||
                       (values.is_array() && std::all_of(values.items().begin(), values.items().end(),
                                                         [](const Value& one) { return one.is_string(); }));
    if (!texts || values.texts().empty())
      return wrong(std::string(row.name) + "." + name + " must be a text or a list of texts");
  }
  return {};
}

Status check(const Argument& row, const Value& value) {
  switch (row.kind) {
    case Argument::Kind::Text:
      return check_text(row, value);
    case Argument::Kind::Integer:
      return check_integer(row, value);
    case Argument::Kind::Flag:
      return value.is_bool() ? Status{} : wrong(std::string(row.name) + " must be true or false");
    case Argument::Kind::Choice:
      return check_choice(row, value);
    case Argument::Kind::Texts:
      return check_texts(row, value);
    case Argument::Kind::Filters:
      return check_filters(row, value);
  }
  return {};
}

// Names once, instead of a schema for each: the list of tools is paid for in every conversation.
Json filters_schema() {
  Json schema;
  schema["type"] = "object";
  schema["propertyNames"]["enum"] = filter_names();
  Json texts;
  texts["type"] = "array";
  texts["items"]["type"] = "string";
  schema["additionalProperties"]["anyOf"] =
      Json::array({Json::object({{"type", "string"}}), std::move(texts)});
  return schema;
}

Json schema_of(const Argument& row) {
  Json schema;
  switch (row.kind) {
    case Argument::Kind::Text:
      schema["type"] = "string";
      schema["maxLength"] = row.max;
      break;
    case Argument::Kind::Integer:
      schema = {{"type", "integer"}, {"minimum", row.min}, {"maximum", row.max}, {"default", row.fallback}};
      break;
    case Argument::Kind::Flag:
      schema["type"] = "boolean";
      break;
    case Argument::Kind::Choice:
      schema["type"] = "string";
      schema["enum"] = row.allowed;
      break;
    case Argument::Kind::Texts:
      schema["type"] = "array";
      schema["items"]["type"] = "string";
      if (!row.allowed.empty() && row.allowed.size() <= kMostListed) schema["items"]["enum"] = row.allowed;
      if (row.min > 0) schema["minItems"] = row.min;
      schema["maxItems"] = row.max;
      break;
    case Argument::Kind::Filters:
      schema = filters_schema();
      break;
  }
  put(schema, "description", row.help);
  return schema;
}

}  // namespace

std::vector<std::string> filter_names() {
  std::vector<std::string> names;
  for (const Field& field : fields()) names.emplace_back(field.name);
  return names;
}

Json input_schema(const std::vector<Argument>& table) {
  Json schema;
  schema["type"] = "object";
  Json& properties = schema["properties"] = Json::object();
  std::vector<std::string> required;
  for (const Argument& row : table) {
    properties[std::string(row.name)] = schema_of(row);
    if (row.required) required.emplace_back(row.name);
  }
  if (!required.empty()) schema["required"] = required;
  schema["additionalProperties"] = false;
  return schema;
}

Result<Arguments> Arguments::read(const std::vector<Argument>& table, const Value& given) {
  if (!given.is_null() && !given.is_object()) return wrong("arguments must be an object");
  std::vector<std::string> known;
  for (const Argument& row : table) known.emplace_back(row.name);
  for (const auto& [name, value] : given.members()) {
    const auto row =
        std::find_if(table.begin(), table.end(), [&](const Argument& one) { return one.name == name; });
    if (row == table.end()) return wrong("there is no argument " + in_few(name) + "; " + advice(name, known));
    if (auto checked = check(*row, value); !checked) return fail(checked.error());
  }
  for (const Argument& row : table)
    if (row.required && given[row.name].is_null()) return wrong(std::string(row.name) + " is missing");
  Arguments arguments;
  arguments.table_ = &table;
  arguments.given_ = given;
  return arguments;
}

std::int64_t Arguments::integer(std::string_view name) const {
  if (const auto number = given_[name].integer()) return *number;
  for (const Argument& row : *table_)
    if (row.name == name) return row.fallback;
  return 0;
}

std::vector<std::pair<std::string, std::string>> Arguments::filters(std::string_view name) const {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& [field, values] : given_[name].members())
    for (std::string& value : values.texts()) pairs.emplace_back(field, std::move(value));
  return pairs;
}

}  // namespace waymark
