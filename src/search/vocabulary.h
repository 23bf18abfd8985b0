// vocabulary.h - the words and names of what one set of callers may see, and which of them are a slip of the
// keys away. Nothing is gathered beforehand: the files of the index are ordered for it
// (waymark/index/words.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "access_view.h"
#include "filters.h"

namespace waymark {

struct NearWord {
  std::string text;
  unsigned edits = 0;
  std::uint64_t documents = 0;
};

struct NearName {
  DocumentRef ref;  // The most important of those called so.
  std::string squashed;
  unsigned edits = 0;
};

// Words of what may be seen at most `edits` edits away (a letter more, less, other, or two swapped), nearest
// first, then the most used.
std::vector<NearWord> near_words(const AccessView& view, const std::string& folded, unsigned edits,
                                 std::size_t limit);
// The names nearest to a squashed text, the most important one of equally near.
std::vector<NearName> near_names(const AccessView& view, const std::string& squashed, unsigned edits,
                                 std::size_t limit);

// Edits from one text to the other, or `most` + 1 when they are more.
unsigned edits_between(std::string_view a, std::string_view b, unsigned most);

}  // namespace waymark
