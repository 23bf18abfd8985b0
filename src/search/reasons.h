// reasons.h - where a hit matched, in its own words: marked segments, columns, reasons.
#pragma once

#include <bitset>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/index/own_words.h"

#include "query.h"

namespace waymark {

class Reasons {
 public:
  Reasons(const Query& query, const Analyzer& analyzer);

  // Fills name, description, columns and why. `record`: of its words by field (forward.h); fields that have none of
  // the query's are not looked into.
  void explain(Hit& hit, std::string_view record) const;
  void explain_column(Hit& hit) const;  // The same for a hit that is a column.
  // `more`: words that glued names are cut with (own_words.h).
  std::vector<Segment> mark(std::string_view text, TextKind kind, const KnowsWord* more = nullptr) const;

 private:
  struct Word {
    std::vector<WordForm> forms;
  };
  // How a text has the words of the query: by word, whether as typed or as which synonym.
  struct Had {
    bool as_typed = false;
    std::string synonym;
  };
  // How many of the query's words are all there; `had` by word, when it is wanted.
  std::size_t words_in(const std::vector<Token>& tokens, std::vector<Had>* had = nullptr) const;
  bool marks(const Token& token) const;
  std::vector<Segment> snippet(std::string_view description, bool has_words = true) const;
  void match_columns(Hit& hit, const OwnWords& own) const;
  // Bit i: row i of text_fields() may have words of the query.
  std::uint64_t fields_with_words(std::string_view record) const;
  void match_fields(Hit& hit, const OwnWords& own, std::uint64_t fields) const;

  const Analyzer& analyzer_;
  std::vector<Word> words_;
  std::set<std::string, std::less<>> terms_;
  std::bitset<1 << 16> hashes_;  // Of the terms.
};

}  // namespace waymark
