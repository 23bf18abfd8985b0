// spelling.h - what a query that finds nothing was probably meant to be, and small word matching shared by
// lists of values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text_match.h"

namespace waymark {

// A text that may have been meant.
struct Meant {
  std::string text;
  unsigned edits = 0;
  bool likely = false;  // Of its unknown words most became known ones.
};

// For a query that nothing has all of: names a slip or two away from the whole text, and the text with its
// unknown words replaced by words these shards hold; fewest edits first, at equal edits a name before words.
// Empty when every word is known.
std::vector<Meant> corrections(const Query& query, const Postings& postings);

// Whether a word of the value or of its label begins with the folded text.
bool has_word_beginning(const FacetCount& value, const std::string& folded);

}  // namespace waymark
