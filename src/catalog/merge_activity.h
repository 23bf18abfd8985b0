// merge_activity.h - what event feeds tell of one thing, as days and as figures of the last 30 days. Rules:
// docs/derivations.md, "Activity".
#pragma once

#include <span>

#include "heard.h"

namespace waymark {

// `said`: the living fragments of one group, strongest first; their events are let go. Sets `asset.activity`
// and raises what `asset.usage` has from sources that state ready-made figures.
void merge_activity(std::span<Spoken* const> said, const Heard& heard, Asset& asset);

}  // namespace waymark
