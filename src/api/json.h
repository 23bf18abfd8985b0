// json.h - how answers are built: members keep the order they are set in, and what is unknown is left out.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "waymark/api/api.h"

namespace waymark {

using Json = nlohmann::ordered_json;

// Invalid UTF-8 that reached the index is replaced, never an exception.
std::string to_text(const Json& json);
ApiResponse json_answer(const Json& json);

inline void set_given(Json& json, const char* name, std::string_view text) {
  if (!text.empty()) json[name] = text;
}

inline void set_given(Json& json, const char* name, const std::optional<Time>& time) {
  if (time) json[name] = format_time(*time);
}

inline void set_given(Json& json, const char* name, const std::optional<std::int64_t>& number) {
  if (number) json[name] = *number;
}

inline void set_given(Json& json, const char* name, const std::vector<std::string>& texts) {
  if (!texts.empty()) json[name] = texts;
}

}  // namespace waymark
