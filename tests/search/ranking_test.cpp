// The ranking file and the re-ranker it steers.
#include <gmock/gmock.h>

#include "waymark/index/forward.h"
#include "waymark/index/text_fields.h"
#include "waymark/search/ranking_file.h"

#include "src/search/rerank.h"

namespace waymark {
namespace {

using testing::HasSubstr;
using testing::Not;

std::size_t row(std::string_view name) {
  const auto rows = text_fields();
  const auto at =
      std::find_if(rows.begin(), rows.end(), [&](const TextField& field) { return field.name == name; });
  EXPECT_NE(at, rows.end()) << name;
  return static_cast<std::size_t>(at - rows.begin());
}

using Texts = std::vector<std::pair<const char*, const char*>>;  // (field, text)

std::string record(const Texts& texts, std::uint32_t container = 0) {
  const Analyzer analyzer;
  ForwardRecord record;
  for (const auto& [field, text] : texts) record.add(row(field), analyzer.analyze(text, TextKind::Name));
  return record.finish(container);
}

RerankWord word(const std::string& text, double idf = 2) {
  return {{forward_hash(Analyzer().stem(text))}, text, idf, true};
}

std::string with(std::string text, const std::string& old_part, const std::string& new_part) {
  const std::size_t at = text.find(old_part);
  EXPECT_NE(at, std::string::npos) << old_part;
  return text.replace(at, old_part.size(), new_part);
}

TEST(RankingFile, TheOneThatIsBuiltInIsWhole) {
  const auto ranking = parse_ranking(default_ranking_text());
  ASSERT_TRUE(ranking) << ranking.error().message;
  EXPECT_EQ((*ranking)->fields.size(), text_fields().size());
  EXPECT_EQ((*ranking)->hash, default_ranking()->hash);
}

TEST(RankingFile, ABadOneIsRefusedInOneSentenceThatNamesTheFault) {
  const std::string good(default_ranking_text());
  const auto problem = [&](const std::string& text) {
    const auto ranking = parse_ranking(text);
    return ranking ? std::string("accepted") : ranking.error().message;
  };
  EXPECT_THAT(problem("{"), HasSubstr("no JSON object"));
  EXPECT_THAT(problem(with(good, "\"coverage\"", "\"coverge\"")), HasSubstr("has no \"coverge\""));
  EXPECT_THAT(problem(with(good, "\"factors\"", "\"factor\"")), HasSubstr("there is no \"factor\""));
  EXPECT_THAT(problem(with(good, "\"importance\": 0.25", "\"importance\": -1")),
              HasSubstr("is -1, not 0.0 to 1.0"));
  EXPECT_THAT(problem(with(good, "\"importance\": 0.25", "\"importance\": \"much\"")),
              HasSubstr("needs a number"));
  EXPECT_THAT(problem("{\"text\": {}}"), Not(HasSubstr("\n")));
}

TEST(RankingFile, AnotherFileHasAnotherHash) {
  const std::string good(default_ranking_text());
  const auto other = parse_ranking(with(good, "\"importance\": 0.25", "\"importance\": 0.2"));
  ASSERT_TRUE(other);
  EXPECT_NE((*other)->hash, default_ranking()->hash);
}

TEST(Rerank, ANameBeatsAColumnAndAColumnADescription) {
  const std::string in_name = record({{"name", "claims"}, {"column", "id"}});
  const std::string in_column = record({{"name", "things"}, {"column", "claims"}});
  const std::string in_text =
      record({{"name", "things"}, {"column", "id"}, {"column_description", "about claims"}});
  const Reranker reranker({word("claims")}, {{in_text, 1}, {in_column, 1}, {in_name, 1}}, *default_ranking());
  EXPECT_GT(reranker.score(2), reranker.score(1));
  EXPECT_GT(reranker.score(1), reranker.score(0));
}

TEST(Rerank, AWordOfTheSameHashThatTheDocumentLacksDoesNotCount) {
  const std::string has = record({{"name", "claims"}}), other = record({{"name", "claims"}});
  const Reranker reranker({word("claims")}, {{has, 1}, {other, 0}}, *default_ranking());
  EXPECT_GT(reranker.score(0), reranker.score(1) + 10);
}

TEST(Rerank, NamesBesideTellTwinsApart) {
  const std::string here = record({{"name", "policy"}}, 1), there = record({{"name", "policy"}}, 2);
  const std::string beside = record({{"name", "claims"}}, 1);
  const Reranker reranker({word("policy"), word("claims")}, {{here, 1}, {there, 1}, {beside, 2}},
                          *default_ranking());
  EXPECT_GT(reranker.score(0), reranker.score(1));
}

TEST(Rerank, ThePartsAddUpAndSayWhichFieldAndWord) {
  const std::string both =
      record({{"name", "claims"}, {"column", "claims"}, {"description", "paid claims"}}, 1);
  const std::string one = record({{"column", "paid"}}, 1);
  const Reranker reranker({word("claims"), word("paid", 3)}, {{both, 3}, {one, 2}}, *default_ranking());
  for (std::size_t i = 0; i < reranker.size(); ++i) {
    double sum = 0;
    for (const ScorePart& part : reranker.explain(i)) {
      sum += part.value;
      if (part.signal == "text") {
        EXPECT_NE(part.field, "");
      }
      EXPECT_GT(part.weight, 0) << part.signal;
    }
    EXPECT_NEAR(sum, reranker.score(i), 1e-9);
  }
}

TEST(Rerank, NothingToRankIsNoTrouble) {
  EXPECT_EQ(Reranker({word("claims")}, {}, *default_ranking()).size(), 0u);
  const std::string damaged = "abcdefgh";
  const Reranker reranker({}, {{damaged, 0}, {"", 0}}, *default_ranking());
  EXPECT_EQ(reranker.size(), 2u);
}

}  // namespace
}  // namespace waymark
