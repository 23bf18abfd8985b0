// reasons.h - where a hit matched, in its own words: marked segments, columns, reasons.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "query.h"

namespace waymark {

class Reasons {
 public:
  Reasons(const Query& query, const Analyzer& analyzer);

  void explain(Hit& hit) const;  // Fills name, description, columns and why.
  std::vector<Segment> mark(std::string_view text, TextKind kind) const;

 private:
  struct Word {
    std::vector<std::vector<std::string>> forms;
  };
  std::size_t words_in(
      const std::vector<Token>& tokens) const;  // How many of the query's words are all there.
  bool marks(const Token& token) const;
  std::vector<Segment> snippet(std::string_view description) const;
  void match_columns(Hit& hit) const;
  void match_fields(Hit& hit) const;

  const Analyzer& analyzer_;
  std::vector<Word> words_;
  std::set<std::string, std::less<>> terms_;
};

}  // namespace waymark
