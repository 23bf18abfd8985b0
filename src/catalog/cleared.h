// cleared.h - sources that say a field is to be empty.
#pragma once

#include "references.h"

namespace waymark {

// A field that a source clears is forgotten of everything weaker; what is stronger stands. Rules and
// inheritance may fill it again like any field that nobody states.
void forget_cleared(Group& said);

}  // namespace waymark
