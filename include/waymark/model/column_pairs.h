// column_pairs.h - the columns of one edge of lineage as one short text, which is what millions of them are
// kept as: "from\tto" or, of two alike, "name", a line each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/model/asset.h"

namespace waymark {

// Each once, whatever the case it is written in, in the order of the folded names. Tabs and line breaks in
// names become blanks.
std::string pack_columns(std::vector<ColumnPair> pairs);
std::vector<ColumnPair> unpack_columns(std::string_view packed);

}  // namespace waymark
