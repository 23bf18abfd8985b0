// owner_text.h - owners as people write them in waymark.yaml.
#pragma once

#include <string_view>

#include "waymark/model/asset.h"

namespace waymark {

// "ana@example.com", "Ana Ruiz <ana@example.com>", "Ana Ruiz", "team:Orders".
Owner parse_owner(std::string_view text);

}  // namespace waymark
