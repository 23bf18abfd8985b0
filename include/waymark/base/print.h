// print.h - a fingerprint of bytes, 128 bits: for telling whether something is what it was, where nobody
// gains by making two things look alike. Anything that is published or held against the outside has a digest
// (hash.h).
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace waymark {

struct Print {
  std::uint64_t high = 0, low = 0;

  auto operator<=>(const Print&) const = default;
};

Print print_of(std::string_view bytes);

}  // namespace waymark
