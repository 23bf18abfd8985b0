// column_match.h - which words of a query one column has, and how well.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query.h"

namespace waymark {

struct ColumnMatch {
  std::uint64_t words = 0;  // Bit i: has what child i of the query's root asks for.
  bool exact = false;       // Its name is the whole query.
  double weight = 0;        // Of each word the weight of the best text that has it (text_fields.h).
  double share = 0;         // Of the words of its name, how many are asked for.
};

// One thread; remembers the names it has seen, for most columns are called like many others.
class ColumnMatcher {
 public:
  ColumnMatcher(const Query& query, const Analyzer& analyzer);

  std::uint64_t wanted() const { return wanted_; }  // Bits that a column can have.
  ColumnMatch match(const Column& column);

 private:
  struct Text {  // What is known of one text.
    std::uint64_t words = 0;
    double share = 0;
    bool exact = false;
  };
  const Text& name(std::string_view text);
  Text read(std::string_view text, TextKind kind) const;
  bool may_hold(std::string_view prose) const;

  const Query& query_;
  const Analyzer& analyzer_;
  std::uint64_t wanted_ = 0;
  std::vector<std::string>
      beginnings_;  // One of them stands in every prose that has a word; empty: no telling.
  std::unordered_map<std::string, Text> names_;
};

}  // namespace waymark
