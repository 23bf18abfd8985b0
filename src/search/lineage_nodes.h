// lineage_nodes.h - what an answer says of the ids that a walk found: cards, impact and owners.
#pragma once

#include <span>

#include "lineage_space.h"

namespace waymark {

// The card of a visible node.
Result<Asset> card_of(const AccessView& view, const VisibleGraph& graph, std::uint32_t node);

// What a change of the roots touches: everything downstream of them in `space`.
Result<LineageImpact> impact_of(const AccessView& view, LineageSpace& space,
                                std::span<const std::uint32_t> roots);

}  // namespace waymark
