// yaml.h - YAML as Values, with the line of each.
//
// Event-based, with the limits of security.md 6: depth 64, 200,000 events, 1,000 aliases whose expansion counts as
// events, no alias to an anchor still open, duplicate keys refused, tags ignored. Scalars of the core schema become
// numbers, booleans and null only when plain (unquoted).
#pragma once

#include <string_view>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/parse/value.h"

namespace waymark {

struct YamlLimits {
  std::size_t depth = 64;
  std::size_t events = 200'000;
  std::size_t aliases = 1'000;
};

// Exactly one document (an empty text is null). Errors name line and column.
Result<Value> parse_yaml(std::string_view text, const YamlLimits& limits = {});
Result<std::vector<Value>> parse_yaml_documents(std::string_view text, const YamlLimits& limits = {});

}  // namespace waymark
