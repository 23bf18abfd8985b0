// mapped_record.h - one record of an unheard-of export as a Waymark line, by the mapping of its source.
#pragma once

#include "waymark/readers/reader.h"

namespace waymark {

// What stands at a place of a record: "owner", "info.owner", "/info/owner", "labels[].key". A member of the
// whole name counts before its dots; letters compare without case. Of a list every item is given.
std::vector<const Value*> find_in(const Value& record, std::string_view place);

Value mapped_line(const Value& record, const MappingConfig& mapping);

}  // namespace waymark
