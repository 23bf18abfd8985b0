#include "src/chat/card.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

TEST(OwnersOfACard, AreThoseToAsk) {
  Json card = Json::parse(R"({"owner":[{"name":"TRANSFORMER","kind":"role"},{"name":"glue-etl","kind":"creator"},
                                       {"name":"Dana Roth"},{"name":"Sales data team"}]})");
  EXPECT_EQ(owners_of(card), "Dana Roth, Sales data team");
  card["owner"].erase(3);
  card["owner"].erase(2);
  EXPECT_EQ(owners_of(card), "TRANSFORMER, glue-etl");
  EXPECT_EQ(owners_of(Json::object()), "");
}

TEST(OwnersOfACard, AreCountedPastTheThird) {
  Json card;
  for (const char* name : {"a", "b", "c", "d", "e"}) card["owner"].push_back({{"name", name}});
  EXPECT_EQ(owners_of(card), "a, b, c and 2 more");
}

}  // namespace
}  // namespace waymark
