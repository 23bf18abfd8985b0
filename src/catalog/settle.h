// settle.h - what follows for an asset from itself alone; done before its heavy
// parts are put away.
#pragma once

#include "waymark/catalog/merge.h"

#include "notes.h"

namespace waymark {

void cap_lists(Asset& asset, NoteBook& notes);  // limits.cpp

// Caps, levels from tags and rules, and the figures of `links` about columns
// and description.
void settle(Asset& asset, AssetLinks& links, const std::vector<Rule>& rules,
            const std::vector<std::string>& files, NoteBook& notes);

}  // namespace waymark
