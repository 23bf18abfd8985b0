#include "waymark/evaluation/judgements.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

TEST(Judgements, AQueryIsAnIdATabAndItsText) {
  const auto queries = parse_queries("# remark\nq1\tcustomer orders\r\n\nq2\tdomain:Sales  \"a b\"\n");
  ASSERT_TRUE(queries) << queries.error().message;
  ASSERT_EQ(queries->size(), 2u);
  EXPECT_EQ((*queries)[0].text, "customer orders");
  EXPECT_EQ((*queries)[1].text, "domain:Sales  \"a b\"");
}

TEST(Judgements, AQueryWithoutATabIsRefusedWithItsLine) {
  const auto queries = parse_queries("q1\tone\nq2 two\n");
  ASSERT_FALSE(queries);
  EXPECT_EQ(queries.error().message, "line 2: \"q2 two\" is no query id, a tab and the text of a query");
}

TEST(Judgements, GradesOfNothingRelevantAreLeftOut) {
  const auto judgements = parse_judgements("q1 0 a 2\nq1\t0\tb\t0\nq2 0 c -1\nq1 0 a 3\n");
  ASSERT_TRUE(judgements) << judgements.error().message;
  EXPECT_EQ(*judgements, (Judgements{{"q1", {{"a", 3}}}}));
}

TEST(Judgements, AGradeThatIsNoNumberIsRefusedWithItsLine) {
  for (const char* text : {"q1 0 a 1\nq1 0 b high\n", "q1 0 a 1\nq1 0 b\n", "q1 0 a 1\nq1 0 b c 1\n"}) {
    const auto judgements = parse_judgements(text);
    ASSERT_FALSE(judgements) << text;
    EXPECT_TRUE(judgements.error().message.starts_with("line 2: ")) << judgements.error().message;
  }
}

}  // namespace
}  // namespace waymark
