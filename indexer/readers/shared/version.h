// version.h - versions of formats: which is newer, and what to say of one that is newer than what is known
// here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/readers/reader.h"

namespace waymark {

// The numbers in it: "v2.10.0-rc" is {2, 10, 0}. Compares as people mean it: 2.10 is newer than 2.9.
std::vector<std::int64_t> version_numbers(std::string_view version);

// Formats grow mostly by new members, so a newer version is read like the newest known one, and that is told
// once.
void tell_newer_version(ReadSink& sink, std::string_view format, std::string_view version,
                        std::string_view newest_known);

}  // namespace waymark
