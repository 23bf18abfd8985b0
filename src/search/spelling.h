// spelling.h - what a query that finds nothing was probably meant to be, and small word matching shared by lists of values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text_match.h"

namespace waymark {

// Texts to try, likeliest first: a name a slip or two away from the whole text, then the text with its unknown words
// replaced. Only words that these shards do not hold are replaced, by words they hold. Empty when every word is known.
std::vector<std::string> corrections(const Query& query, const Postings& postings);

// Whether a word of the value or of its label begins with the folded text.
bool has_word_beginning(const FacetCount& value, const std::string& folded);

}  // namespace waymark
