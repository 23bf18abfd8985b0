// tag_levels.h - sensitivity and criticality out of tags and terms (docs/sources.md).
#pragma once

#include <string>
#include <string_view>

#include "waymark/model/asset.h"

namespace waymark {

// "pii:true", "sensitivity = high", "Tier.Tier1", "PII": the level a tag stands for, or "".
std::string_view sensitivity_of_tag(std::string_view tag);
std::string_view criticality_of_tag(std::string_view tag);

// Sets what no source states in so many words, on the asset and on its columns.
void levels_from_tags(Asset& asset);

}  // namespace waymark
