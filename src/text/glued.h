// glued.h - several words written together ("financialserviceaccount"), cut where they most likely join.
//
// Every word has a cost, the more the rarer it is; the cheapest way to make the whole of words wins. A cut is
// only made where it is plain: the whole is no word itself, every letter belongs to a word, most of it to
// words of four letters and more. Rules with examples: docs/query-syntax.md.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "waymark/text/analyzer.h"

namespace waymark {

enum class WordSource : std::uint8_t { PackagedEnglish, Nothing };

// Whether a folded word could be several: long enough, of the letters a to z, and in no list.
bool may_be_glued(std::string_view folded, WordSource list);

// Where each of the words ends; empty when it is not to be cut. `more` knows words that the list does not.
std::vector<std::uint8_t> cut_glued(std::string_view folded, WordSource list, const KnowsWord* more);

}  // namespace waymark
