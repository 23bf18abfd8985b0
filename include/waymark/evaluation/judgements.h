// judgements.h - what people asked and which things answer it, in the files of TREC.
//
//   queries.tsv   query id, tab, the text as typed
//   qrels.txt     query id, 0, document, grade      (blanks between; a grade of 0 or less means not relevant)
//
// Lines that are empty or begin with '#' are passed over in both.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"

namespace waymark {

struct JudgedQuery {
  std::string id;
  std::string text;
};

using Grades = std::map<std::string, int>;         // By document; only grades above 0.
using Judgements = std::map<std::string, Grades>;  // By query; only queries with such a grade.

// An error names the line. The last of two judgements of one document counts.
Result<std::vector<JudgedQuery>> parse_queries(std::string_view text);
Result<Judgements> parse_judgements(std::string_view text);

}  // namespace waymark
