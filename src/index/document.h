// document.h - one asset as a Xapian document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "waymark/index/forward.h"
#include "waymark/index/text_fields.h"
#include "waymark/model/asset.h"

#include "glass_part.h"
#include "word_table.h"

namespace waymark {

struct BuiltDocument {
  // By their text; until the builder's next document.
  std::vector<PartTerm> terms;
  std::uint32_t words = 0;  // Which numbering of words the terms are of.
  std::vector<PartValue> values;
  std::uint32_t length = 0;            // Weighted occurrences of its words, in tenths.
  std::vector<std::string> spellings;  // Words to offer as corrections, each once.
  std::string forward;                 // Its record of forward.h.
};

Xapian::Document to_xapian(const BuiltDocument& built);

// How assets become documents: changes whenever other documents would come of the same assets, so that an
// index written by another recipe is written anew.
std::string document_recipe(const std::string& language);

// Makes documents one after another. Term counts are in tenths: a word in a name (weight 10) counts 100.
// Threads: one at a time; one per thread.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(const std::string& language) : words_(language) {}
  BuiltDocument build(const Asset& asset);
  // What build() gives, without the document.
  std::vector<std::string> spellings(const Asset& asset);

 private:
  struct TermCount {
    std::uint32_t term = 0, tenths = 0;
    std::vector<std::uint32_t> positions;
  };

  void begin(const Asset& asset);
  void add_text(std::size_t row, std::string_view text);
  TermCount& count_of(std::uint32_t term);
  void add_spelling(std::uint32_t folded);
  void add_terms(BuiltDocument& built);
  std::vector<std::string> take_spellings();

  WordTable words_;
  ForwardRecord forward_;
  // Of the document at hand; kept from one to the next for their memory.
  std::vector<TermCount> counts_;
  std::size_t counted_ = 0;            // So many of them are in use.
  std::vector<std::uint32_t> place_;   // By term: 1 + where in `counts_`, or 0.
  std::vector<std::uint8_t> spelled_;  // By term.
  std::vector<std::uint32_t> spells_;  // The terms set in `spelled_`.
  std::vector<std::uint16_t> hashes_;
  std::vector<std::string> identities_;  // Terms that are no words.
  std::uint32_t position_ = 0, length_ = 0;
};

}  // namespace waymark
