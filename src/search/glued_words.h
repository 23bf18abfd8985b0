// glued_words.h - words that were typed together.
#pragma once

#include "query.h"

namespace waymark {

class Postings;

// A word that nothing has, and that is glued of words somebody has (customerledgers), is searched as those.
// The caller's own words decide, beside the lists of the analyzer.
void cut_glued_words(QueryNode& node, const Postings& postings);

}  // namespace waymark
