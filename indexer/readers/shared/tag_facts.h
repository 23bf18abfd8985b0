// tag_facts.h - tags whose key says what they state: sensitivity, criticality, domain, owner. Source:
// docs/sources.md.
#pragma once

#include <string_view>

#include "waymark/model/asset.h"

namespace waymark {

// Adds the tag as "key:value" (the key alone without a value) and sets the fact its key names, where the
// value says something. Of two levels the worse one stays.
void apply_tag(Facts& facts, std::string_view key, std::string_view value);
void apply_tag(Column& column, std::string_view key, std::string_view value);

}  // namespace waymark
