#include "waymark/text/analyzer.h"

#include <gmock/gmock.h>

namespace waymark {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Not;

std::vector<std::string> terms(std::string_view text, TextKind kind = TextKind::Prose) {
  std::vector<std::string> out;
  for (const Token& token : Analyzer().analyze(text, kind)) out.push_back(token.term);
  return out;
}

std::vector<std::string> parts(std::string_view text) {
  std::vector<std::string> out;
  for (const Token& token : Analyzer().analyze(text))
    if (token.kind == TokenKind::Part) out.push_back(token.term);
  return out;
}

TEST(Analyzer, SplitsIdentifiersAtEveryBorder) {
  EXPECT_THAT(parts("fct_customer_orders"), ElementsAre("fct", "custom", "order"));
  EXPECT_THAT(parts("FctCustomerOrders"), ElementsAre("fct", "custom", "order"));
  EXPECT_THAT(parts("HTTPServerLogs2"), ElementsAre("http", "server", "log", "2"));
  EXPECT_THAT(parts("userID"), ElementsAre("user", "id"));
  EXPECT_THAT(parts("orders.customer-order-created.v1"),
              ElementsAre("order", "custom", "order", "creat", "v", "1"));
  EXPECT_THAT(parts("c2999"), ElementsAre("c", "2999"));
  EXPECT_THAT(parts("B2B"), ElementsAre("b", "2", "b"));
}

TEST(Analyzer, OneThingWrittenFourWaysHasTheSameParts) {
  const auto expected = parts("fct customer orders");
  for (const char* spelling :
       {"fct-customer-orders", "FctCustomerOrders", "fct_customer_orders", "FCT_CUSTOMER_ORDERS"})
    EXPECT_EQ(parts(spelling), expected) << spelling;
}

TEST(Analyzer, KeepsTheWholeAndTheJoinedNeighbours) {
  EXPECT_THAT(terms("fct_customer_orders"),
              IsSupersetOf({"fctcustomer", "customerorders", "fctcustomerorders"}));
  EXPECT_THAT(terms("SalesRegion"), Contains("salesregion"));
  EXPECT_THAT(terms("Customer Orders", TextKind::Name), Contains("customerorders"));
  EXPECT_THAT(terms("Customer Orders"), Not(Contains("customerorders")));
}

TEST(Analyzer, FoldsCaseAccentsAndCompatibilityForms) {
  EXPECT_EQ(fold("clientes_España ＡＢ ﬁ"), "clientes_espana ab fi");
  EXPECT_EQ(squash("PROD.Sales/FCT_Orders"), "prodsalesfctorders");
  EXPECT_EQ(fold("e\xCC\x81t\xC3\xA9"), "ete");
}

TEST(Analyzer, KeepsTwoLetterWordsAndCutsPossessives) {
  EXPECT_THAT(parts("id of the customer's order"), ElementsAre("id", "of", "the", "custom", "order"));
}

TEST(Analyzer, GivesIdeographsSinglyAndInPairs) {
  EXPECT_THAT(terms("证券代码"), ElementsAre("证", "券", "证券", "代", "券代", "码", "代码"));
}

TEST(Analyzer, OffsetsPointIntoTheOriginal) {
  const std::string text = "Año «CustomerÉlan» x";
  for (const Token& token : Analyzer().analyze(text)) {
    ASSERT_LT(token.begin, token.end);
    ASSERT_LE(token.end, text.size());
    if (token.kind != TokenKind::Part) continue;
    EXPECT_EQ(Analyzer().stem(squash(text.substr(token.begin, token.end - token.begin))), token.term);
  }
}

TEST(Analyzer, SurvivesAnyBytes) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 7919) & 0xFF);
  for (std::size_t cut = 0; cut < 600; ++cut) {
    for (const Token& token : Analyzer().analyze(std::string_view(bytes).substr(cut, 300)))
      ASSERT_LE(token.end, 300u);
  }
  EXPECT_TRUE(terms("").empty());
  EXPECT_TRUE(terms("___---'''").empty());
  EXPECT_LE(terms(std::string(10'000, 'a')).front().size(), 200u);
}

TEST(Fold, SpellsOutLettersThatOtherKeyboardsLack) {
  EXPECT_EQ(fold("Bjørn Łódź Straße Ærø Đorđe þ"), "bjorn lodz strasse aero dorde th");
  EXPECT_EQ(squash("BJØRN_HAUGE"), "bjornhauge");
}

TEST(Suffixes, NameEveryWayToQualifyAName) {
  EXPECT_THAT(squashed_suffixes("PROD.SALES.FCT_ORDERS"),
              ElementsAre("prodsalesfctorders", "salesfctorders", "fctorders"));
  EXPECT_THAT(squashed_suffixes("orders"), ElementsAre("orders"));
  EXPECT_TRUE(squashed_suffixes("...").empty());
}

TEST(QuestionWords, AreAFixedListInOrder) {
  EXPECT_TRUE(is_question_word("which"));
  EXPECT_TRUE(is_question_word("the"));
  EXPECT_TRUE(is_question_word("a"));
  EXPECT_TRUE(is_question_word("your"));
  EXPECT_FALSE(is_question_word("table"));
  EXPECT_FALSE(is_question_word("customer"));
}

}  // namespace
}  // namespace waymark
