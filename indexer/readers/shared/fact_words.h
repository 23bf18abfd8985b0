// fact_words.h - the many words catalogs use for lifecycle, certification and layer, as the words of the
// model.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

// "" for words that mean none of the values.
std::string_view lifecycle_word(std::string_view word);  // draft, production, deprecated
std::string_view certification_word(
    std::string_view word);                          // certified, in_review; "Certification.Gold" by its end
std::string_view layer_word(std::string_view word);  // raw, processed, aggregated

// Letters and digits in lower case: "In-Review" is "inreview".
std::string letters_of(std::string_view text);

}  // namespace waymark
