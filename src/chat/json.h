// json.h - what the chat module writes: members keep the order they are set in.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "waymark/parse/value.h"

namespace waymark {

using Json = nlohmann::ordered_json;

// Without blanks; bytes that are no UTF-8 are replaced, never an exception.
std::string as_text(const Json& json);
Json json_of(const Value& value);

// Members of answers that may be absent or of another kind than expected.
std::string text_at(const Json& json, const char* name);
const Json& at(const Json& json, const char* name);  // Null when there is none.

inline void put(Json& json, const char* name, std::string_view text) {
  if (!text.empty()) json[name] = text;
}

}  // namespace waymark
