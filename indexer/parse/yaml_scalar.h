// yaml_scalar.h - what a YAML scalar means: the core schema of YAML 1.2, read so that no text is lost.
#pragma once

#include <string>
#include <string_view>

#include "waymark/parse/value.h"

namespace waymark {

// `tag` as yaml-cpp tells it: "?" for a plain scalar, "!" for a quoted one, else the tag written. A number
// whose text would come out differently (an account 0123, a version 1.10) stays a text; Value still reads it
// as a number.
Value yaml_scalar(std::string_view tag, std::string_view text);

}  // namespace waymark
