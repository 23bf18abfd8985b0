// spelling.h - the query with its unknown words corrected, and small word matching shared by lists of values.
#pragma once

#include <string>
#include <string_view>

#include "text_match.h"

namespace waymark {

// "" when no word is unknown or nothing near is known. Only words that these shards do not hold at all are
// replaced, by words these shards hold.
std::string corrected_text(const Query& query, const Postings& postings);

// Whether a word of the value or of its label begins with the folded text.
bool has_word_beginning(const FacetCount& value, const std::string& folded);

}  // namespace waymark
