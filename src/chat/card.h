// card.h - an asset in few words: what chat answers show of a card or an asset of the API.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "json.h"

namespace waymark {

// The text with line ends and runs of blanks folded, at most `characters` code points, cut at the end of a
// word.
std::string cut_text(std::string_view text, std::size_t characters);

std::string path_of(const Json& card);    // "Sales > Order management > Orders 360"
// Names, the first few. Roles of a platform and what merely made a thing only where nobody else is known.
std::string owners_of(const Json& card);
// What speaks for or against relying on it; members that are unknown are left out.
Json trust_of(const Json& card);

}  // namespace waymark
