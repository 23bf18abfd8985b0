// measures.h - how good a ranking is, in numbers from 0 to 1. Definitions: docs/evaluation.md.
//
//   Scores scores = measure({{"orders", 3}, {"order_lines", 1}}, {"order_lines", "orders", "stores"});
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/evaluation/judgements.h"

namespace waymark {

// One judged query: the grade of each document of the ranking, best place first, and all grades there are,
// highest first.
struct GradedRanking {
  std::vector<int> found;
  std::vector<int> ideal;
};

// To add a measure, add a row to src/evaluation/measures.cpp.
struct Measure {
  std::string_view name;  // "NDCG@10"
  double (*of)(const GradedRanking& ranking);
};
std::span<const Measure> measures();

using Scores = std::vector<double>;  // In the order of measures().

// A document that is listed twice counts once, at its best place.
Scores measure(const Grades& grades, const std::vector<std::string>& ranking);
// Of `name`; the name must be one of measures().
double score_of(const Scores& scores, std::string_view name);

}  // namespace waymark
