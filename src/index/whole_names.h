// whole_names.h - which entries of a names file are whole names, by length: what a mistyped name is compared
// with.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "waymark/index/section_file.h"
#include "waymark/index/words.h"

namespace waymark {

// Adds the sections "whole" and "letters". `text(i)` is sorted; `is_whole(i)` where a name begins.
template <typename TextAt, typename IsWhole>
void write_whole_names(SectionWriter& out, std::size_t count, const TextAt& text, const IsWhole& is_whole) {
  std::vector<std::uint32_t> whole;
  for (std::size_t i = 0; i < count; ++i)
    if (is_whole(i) && (whole.empty() || text(whole.back()) != text(i)))
      whole.push_back(static_cast<std::uint32_t>(i));
  std::stable_sort(whole.begin(), whole.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return text(a).size() < text(b).size(); });
  std::vector<std::uint64_t> letters;
  letters.reserve(whole.size());
  for (const std::uint32_t i : whole) letters.push_back(letters_of(text(i)));
  out.add("whole", whole);
  out.add("letters", letters);
}

}  // namespace waymark
