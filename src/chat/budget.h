// budget.h - how answers of tools are kept short enough for whoever pays for reading them.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "json.h"

namespace waymark {

// Bytes of a whole reply: the structured answer, the text that repeats it, and what the protocol puts around both.
constexpr std::size_t kOrdinaryBytes = std::size_t{8} * 1024;
constexpr std::size_t kMostBytes = std::size_t{24} * 1024;

// Shrinks `json` until the result made of it fits: of the items of the list `list` first the tags go, then
// the path, then descriptions past 80 characters, then items from the end. Whatever went is told by
// "truncated" and, where items went, by `rest`: how to ask for what is missing, from the number of items
// left.
void fit(Json& json, const char* list, std::size_t bytes,
         const std::function<std::string(std::size_t)>& rest);

// Bytes of the reply that carries this.
std::size_t result_bytes(const Json& structured);

// {"content": [one text], "structuredContent": …}
Json tool_result(const Json& structured);

}  // namespace waymark
