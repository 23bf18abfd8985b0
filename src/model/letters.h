// letters.h - letter case folded for matching names, beyond ASCII for the scripts that databases fold
// themselves.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

// ASCII, Latin-1, Greek and Cyrillic letters in lower case: what UPPER() of one engine and lower() of another
// differ by. Everything else, and bytes that are no UTF-8, stay as they are.
std::string fold_case(std::string_view text);

}  // namespace waymark
