#include "waymark/evaluation/measures.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

double of(std::string_view name, const Grades& grades, const std::vector<std::string>& ranking) {
  return score_of(measure(grades, ranking), name);
}

const Grades kThree = {{"a", 2}, {"b", 1}, {"d", 1}};

// Worked by hand: found 0 2 0 1, ideal 2 1 1.
//   DCG = 2/log2(3) + 1/log2(5) = 1.692536, ideal DCG = 2 + 1/log2(3) + 1/2 = 3.130930
TEST(Measures, GainIsTheGradeDiscountedByThePlace) {
  EXPECT_NEAR(of("NDCG@10", kThree, {"c", "a", "x", "b"}), 0.5405859, 1e-6);
  EXPECT_NEAR(of("NDCG@5", kThree, {"c", "a", "x", "b"}), 0.5405859, 1e-6);
  EXPECT_DOUBLE_EQ(of("NDCG@10", kThree, {"a", "b", "d"}), 1);
}

TEST(Measures, OnlyTheFirstPlacesCount) {
  std::vector<std::string> late;
  for (int i = 0; i < 10; ++i) late.push_back("n" + std::to_string(i));
  late.emplace_back("z");
  const Grades one = {{"z", 1}};
  EXPECT_EQ(of("NDCG@10", one, late), 0);
  EXPECT_EQ(of("MRR@10", one, late), 0);
  EXPECT_EQ(of("Recall@10", one, late), 0);
  EXPECT_EQ(of("Recall@50", one, late), 1);
  EXPECT_NEAR(of("MAP", one, late), 1.0 / 11, 1e-12);
}

TEST(Measures, AveragePrecisionIsOverAllThatIsRelevant) {
  EXPECT_NEAR(of("MAP", kThree, {"c", "a", "x", "b"}), (1.0 / 2 + 2.0 / 4) / 3, 1e-12);
  EXPECT_NEAR(of("Recall@50", kThree, {"c", "a", "x", "b"}), 2.0 / 3, 1e-12);
  EXPECT_NEAR(of("MRR@10", kThree, {"c", "a", "x", "b"}), 0.5, 1e-12);
}

TEST(Measures, SuccessWantsTheBestGradeFirstAndPrecisionAnyGrade) {
  EXPECT_EQ(of("P@1", kThree, {"b", "a"}), 1);
  EXPECT_EQ(of("Success@1", kThree, {"b", "a"}), 0);
  EXPECT_EQ(of("Success@1", kThree, {"a", "b"}), 1);
}

TEST(Measures, ADocumentListedTwiceCountsOnceAtItsBestPlace) {
  EXPECT_EQ(measure(kThree, {"a", "a", "b", "a", "d"}), measure(kThree, {"a", "b", "d"}));
}

TEST(Measures, NothingFoundIsZeroEverywhere) {
  for (const double score : measure(kThree, {})) EXPECT_EQ(score, 0);
}

}  // namespace
}  // namespace waymark
