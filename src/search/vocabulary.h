// vocabulary.h - the words and names of what one set of callers may see, and which of them are a slip of the
// keys away.
//
// Threads: immutable once made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

class Vocabulary {
 public:
  Vocabulary(const AccessView& view, const Viewer::Shards& shards);

  // Words at most `edits` edits away (a letter more, less, other, or two swapped), nearest first, then the
  // most used.
  std::vector<NearWord> near_words(const std::string& folded, unsigned edits, std::size_t limit) const;
  // The name nearest to a squashed text, the most important one of equally near.
  std::vector<NearName> near_names(const std::string& squashed, unsigned edits, std::size_t limit) const;

 private:
  // What can be compared without reading the text.
  struct Shape {
    std::uint64_t letters = 0;  // One bit for each that occurs.
    std::uint32_t length = 0;
  };
  static Shape shape_of(std::string_view text);
  static bool may_be_near(const Shape& a, const Shape& b, unsigned edits);

  struct Word {
    std::string text;
    std::uint64_t documents = 0;
    Shape shape;
  };
  struct Name {
    std::uint32_t shard = 0, entry = 0;
    Shape shape;
  };

  const AccessView& view_;
  std::vector<Word> words_;
  std::vector<Name> names_;
};

// Edits from one text to the other, or `most` + 1 when they are more.
unsigned edits_between(std::string_view a, std::string_view b, unsigned most);

}  // namespace waymark
