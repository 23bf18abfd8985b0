#include "waymark/parse/value.h"

#include <gmock/gmock.h>

#include "waymark/parse/json.h"

namespace waymark {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Value of(std::string_view json) { return parse_json(json).value(); }

TEST(Value, AskingForWhatIsNotThereIsNull) {
  const Value value = of(R"({"a": [1], "b": "text"})");
  EXPECT_TRUE(value["none"]["deeper"].is_null());
  EXPECT_TRUE(value["a"]["member of a list"].is_null());
  EXPECT_THAT(value["b"].items(), IsEmpty());
  EXPECT_THAT(value["a"].members(), IsEmpty());
  EXPECT_EQ(value["none"].text(), "");
  EXPECT_FALSE(value["none"].integer().has_value());
}

TEST(Value, NullCountsAsMissing) {
  const Value value = of(R"({"a": null, "b": 0})");
  EXPECT_FALSE(value.has("a"));
  EXPECT_TRUE(value.has("b"));
  EXPECT_EQ(value.first_of({"none", "a", "b"}).text(), "0");
}

TEST(Value, ScalarsAsText) {
  EXPECT_EQ(of("3").text(), "3");
  EXPECT_EQ(of("1.5").text(), "1.5");
  EXPECT_EQ(of("1.0").text(), "1.0");
  EXPECT_EQ(of("-9223372036854775808").text(), "-9223372036854775808");
  EXPECT_EQ(of("18446744073709551615").text(), "18446744073709551615");
  EXPECT_EQ(of("true").text(), "true");
  EXPECT_EQ(of("null").text(), "");
  EXPECT_EQ(of("[1]").text(), "");
}

TEST(Value, IntegersAlsoFromTextAndWholeDecimals) {
  EXPECT_EQ(of("\" 12 \"").integer(), 12);
  EXPECT_EQ(of("\"+12\"").integer(), 12);
  EXPECT_EQ(of("12.0").integer(), 12);
  EXPECT_EQ(of("12.5").integer(), std::nullopt);
  EXPECT_EQ(of("\"12 rows\"").integer(), std::nullopt);
  EXPECT_EQ(of("\"\"").integer(), std::nullopt);
  EXPECT_EQ(of("1e300").integer(), std::nullopt);
  EXPECT_EQ(of("9223372036854775808").integer(), std::nullopt);
}

TEST(Value, NumbersAlsoFromTextButNeverInfinite) {
  EXPECT_EQ(of("\"1.5\"").number(), 1.5);
  EXPECT_EQ(of("7").number(), 7.0);
  EXPECT_EQ(of("\"inf\"").number(), std::nullopt);
  EXPECT_EQ(of("\"nan\"").number(), std::nullopt);
  EXPECT_EQ(of("true").number(), std::nullopt);
}

TEST(Value, BooleansInTheSpellingsOfExports) {
  for (const char* yes : {"true", "\"True\"", "\"YES\"", "\"1\"", "1", "\"on\""})
    EXPECT_EQ(of(yes).boolean(), true) << yes;
  for (const char* no : {"false", "\"False\"", "\"no\"", "\"0\"", "0", "\"off\""})
    EXPECT_EQ(of(no).boolean(), false) << no;
  for (const char* other : {"2", "\"maybe\"", "null", "[]", "\"\""})
    EXPECT_EQ(of(other).boolean(), std::nullopt) << other;
  EXPECT_FALSE(of("\"maybe\"").is_true());
}

TEST(Value, TextsOfAListOrOfOneScalar) {
  EXPECT_THAT(of(R"(["a", "", 3, null, {"b": 1}])").texts(), ElementsAre("a", "3"));
  EXPECT_THAT(of(R"("a")").texts(), ElementsAre("a"));
  EXPECT_THAT(of(R"({"a": "b"})").texts(), IsEmpty());
}

TEST(Value, SetReplacesAnEqualKeyInItsPlace) {
  Value value;
  value.set("a", Value(std::int64_t{1}));
  value.set("b", Value(std::int64_t{2}));
  value.set("a", Value(std::int64_t{3}));
  EXPECT_EQ(to_json(value), R"({"a":3,"b":2})");
}

TEST(Value, WritesJsonThatReadsBackTheSame) {
  for (const char* text :
       {R"({"a":[1,2.5,true,null,"x"],"b":{},"c":[]})", R"(["[","{",[],{}])", R"("\"\\\n\t\u0001/é😀")"}) {
    EXPECT_EQ(to_json(of(to_json(of(text)))), to_json(of(text))) << text;
    EXPECT_EQ(to_json(of(text)), text);
  }
}

TEST(Value, WritesJsonEvenOfBrokenText) {
  EXPECT_EQ(to_json(Value(std::string("a\xff"
                                      "b"))),
            "\"a\xEF\xBF\xBD"
            "b\"");
}

}  // namespace
}  // namespace waymark
