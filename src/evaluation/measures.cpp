#include "waymark/evaluation/measures.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace waymark {
namespace {

// Gain is the grade itself, so that figures compare with those of trec_eval's ndcg_cut.
double discounted_gain(const std::vector<int>& grades, std::size_t places) {
  double sum = 0;
  for (std::size_t i = 0; i < grades.size() && i < places; ++i)
    sum += grades[i] / std::log2(static_cast<double>(i) + 2);
  return sum;
}

template <std::size_t places>
double gain_share(const GradedRanking& ranking) {
  return discounted_gain(ranking.found, places) / discounted_gain(ranking.ideal, places);
}

std::size_t relevant_among(const GradedRanking& ranking, std::size_t places) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < ranking.found.size() && i < places; ++i) found += ranking.found[i] > 0 ? 1 : 0;
  return found;
}

template <std::size_t places>
double recall(const GradedRanking& ranking) {
  return static_cast<double>(relevant_among(ranking, places)) / static_cast<double>(ranking.ideal.size());
}

double average_precision(const GradedRanking& ranking) {
  double sum = 0, found = 0;
  for (std::size_t i = 0; i < ranking.found.size(); ++i)
    if (ranking.found[i] > 0) sum += ++found / (static_cast<double>(i) + 1);
  return sum / static_cast<double>(ranking.ideal.size());
}

double reciprocal_rank(const GradedRanking& ranking) {
  for (std::size_t i = 0; i < ranking.found.size() && i < 10; ++i)
    if (ranking.found[i] > 0) return 1 / (static_cast<double>(i) + 1);
  return 0;
}

double precision_at_1(const GradedRanking& ranking) {
  return !ranking.found.empty() && ranking.found.front() > 0 ? 1 : 0;
}

double success_at_1(const GradedRanking& ranking) {
  return !ranking.found.empty() && ranking.found.front() == ranking.ideal.front() ? 1 : 0;
}

constexpr Measure kMeasures[] = {
    {"NDCG@5", gain_share<5>},   {"NDCG@10", gain_share<10>}, {"MAP", average_precision},
    {"MRR@10", reciprocal_rank}, {"Recall@10", recall<10>},   {"Recall@50", recall<50>},
    {"Recall@100", recall<100>}, {"P@1", precision_at_1},     {"Success@1", success_at_1},
};

}  // namespace

std::span<const Measure> measures() { return kMeasures; }

Scores measure(const Grades& grades, const std::vector<std::string>& ranking) {
  GradedRanking graded;
  for (const auto& [document, grade] : grades) graded.ideal.push_back(grade);
  std::sort(graded.ideal.begin(), graded.ideal.end(), std::greater<>());
  std::set<std::string_view> seen;
  for (const std::string& document : ranking) {
    if (!seen.insert(document).second) continue;
    const auto judged = grades.find(document);
    graded.found.push_back(judged == grades.end() ? 0 : judged->second);
  }
  Scores scores;
  for (const Measure& row : measures()) scores.push_back(row.of(graded));
  return scores;
}

double score_of(const Scores& scores, std::string_view name) {
  for (std::size_t i = 0; i < measures().size(); ++i)
    if (measures()[i].name == name) return scores.at(i);
  return 0;
}

}  // namespace waymark
