// target.h - the address part of a request, taken apart strictly.
#pragma once

#include <string>
#include <string_view>

#include "waymark/api/api.h"
#include "waymark/base/result.h"

namespace waymark {

struct Target {
  std::string path;  // Decoded once; "/" or segments that are neither empty nor "." nor "..".
  NameValues query;  // Decoded; a '%' that begins no escape stands for itself.
};

// An error says why the path is not taken. Nothing is normalised: what looks odd is refused, so that no two
// readers can understand one address in two ways.
Result<Target> read_target(std::string_view target);

}  // namespace waymark
