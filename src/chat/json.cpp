#include "json.h"

namespace waymark {

std::string as_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json json_of(const Value& value) {
  if (value.is_bool()) return value.is_true();
  if (value.is_string()) return value.text();
  if (value.is_number()) {
    // A whole number stays one.
    const std::string text = value.text();
    if (text.find_first_not_of("-0123456789") == std::string::npos) return value.integer().value_or(0);
    return value.number().value_or(0);
  }
  if (value.is_array()) {
    Json list = Json::array();
    for (const Value& item : value.items()) list.push_back(json_of(item));
    return list;
  }
  if (!value.is_object()) return nullptr;
  Json object = Json::object();
  for (const auto& [name, member] : value.members()) object[name] = json_of(member);
  return object;
}

const Json& at(const Json& json, const char* name) {
  static const Json null;
  if (!json.is_object()) return null;
  const auto found = json.find(name);
  return found == json.end() ? null : *found;
}

std::string text_at(const Json& json, const char* name) {
  const Json& member = at(json, name);
  return member.is_string() ? member.get<std::string>() : std::string();
}

}  // namespace waymark
