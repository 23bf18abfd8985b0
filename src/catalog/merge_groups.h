// merge_groups.h - the first half of the merge: each group of fragments becomes
// an asset of its own, on several threads.
#pragma once

#include <memory>

#include "edits.h"
#include "heard.h"
#include "identity.h"
#include "references.h"
#include "spill.h"

namespace waymark {

struct GroupRules {
  const std::vector<Rule>& rules;
  const MergeOptions& options;
  Edits& edits;  // In order; laid over each asset once its key is known.
};

// Fills the draft: light assets and their links, by the position of their
// groups. The heavy parts are in the spill that is given back. Takes every
// fragment. The result does not depend on the number of threads.
Result<std::unique_ptr<Spill>> merge_groups(Heard& heard, const Identity& identity, const GroupRules& with,
                                            Draft& draft, NoteBook& notes);

}  // namespace waymark
