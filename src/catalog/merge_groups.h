// merge_groups.h - the first half of the merge: each group of fragments becomes
// an asset of its own, on several threads.
#pragma once

#include <memory>

#include "edits.h"
#include "heard.h"
#include "identity.h"
#include "kept_groups.h"
#include "references.h"
#include "spill.h"

namespace waymark {

struct GroupRules {
  const std::vector<Rule>& rules;
  const MergeOptions& options;
  Edits& edits;  // In order; laid over each asset once its key is known.
  KeptGroups& kept;
};

struct MergedGroups {
  std::unique_ptr<Spill> spill;
  std::vector<KeptEntry> kept;
};

// Fills the draft: light assets and their links, by the position of their
// groups. The heavy parts are in the spill that is given back. Takes every
// fragment. What became of a group in an earlier run is taken from there. The result depends neither on that
// nor on the number of threads.
Result<MergedGroups> merge_groups(Heard& heard, const Identity& identity, const GroupRules& with,
                                  Draft& draft, NoteBook& notes);

}  // namespace waymark
