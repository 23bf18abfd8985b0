// update_frequency.h - the promise in a sentence about how often data is renewed.
//
//   update_frequency("Updated daily") == 24 h        update_frequency("Not updated") == nothing
#pragma once

#include <optional>
#include <string_view>

#include "waymark/base/time.h"

namespace waymark {

// Only short, plain texts count: a paragraph mentions "monthly" for many reasons. Of several rhythms the
// slowest holds.
std::optional<Seconds> update_frequency(std::string_view text);

}  // namespace waymark
