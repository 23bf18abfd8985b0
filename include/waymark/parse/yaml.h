// yaml.h - YAML as Values, with the line of each.
//
// Event-based, with limits: depth 64, 200,000 events, 1,000 aliases whose expansion counts as events and
// repeats at most 64 MB of text, no alias to an anchor still open, equal keys refused, keys are texts, tags
// ignored but for those of core scalars. A plain (unquoted) scalar of the core schema becomes a number,
// boolean or null; a number whose text would change (0123, 1.10) stays a text. `<<` merges maps.
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
