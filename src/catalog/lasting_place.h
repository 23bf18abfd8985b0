// lasting_place.h - where a source speaks of a thing, as it may stand with an asset.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

// The file, and the place in it as far as that does not count records ("TableList[3]" is TableList, "row 12"
// nothing): a record put in above would otherwise change every asset after it.
std::string lasting_place(const std::string& file, std::string_view place);

}  // namespace waymark
