// cut_off.h - the words by which a problem says that a file ends where its text does not: half an upload, a full disk.
#pragma once

#include <string_view>

namespace waymark {

inline constexpr std::string_view kEndsInTheMiddle = "the file ends in the middle of the document";

}  // namespace waymark
