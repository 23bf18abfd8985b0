// Containers of JSON, and what is left of malformed ones.
#include "waymark/parse/json.h"

#include <gmock/gmock.h>

#include "cut_anywhere.h"
#include "json_reading.h"
#include "packed.h"

namespace waymark {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Json, OneLoopReadsEveryContainer) {
  EXPECT_THAT(read_json_of("{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}").records,
              ElementsAre(R"(line 1||{"a":1})", R"(line 2||{"a":2})", R"(line 4||{"a":3})"));
  EXPECT_THAT(read_json_of("{\n \"a\": 1\n}\n{\n \"a\": 2\n}").records,
              ElementsAre(R"(line 1||{"a":1})", R"(line 4||{"a":2})"));
  EXPECT_THAT(read_json_of(R"({"a":1},{"a":2} 3{"a":4}true"x")").records,
              ElementsAre(R"(line 1||{"a":1})", R"(document 2||{"a":2})", "document 3||3",
                          R"(document 4||{"a":4})", "document 5||true", R"(document 6||"x")"));
  EXPECT_THAT(read_json_of("[{\"a\":1},{\"a\":2}]").records,
              ElementsAre(R"([0]||{"a":1})", R"([1]||{"a":2})"));
  EXPECT_THAT(read_json_of("\xEF\xBB\xBF{\"a\":1}\n\xEF\xBB\xBF{\"a\":2}").records,
              ElementsAre(R"(line 1||{"a":1})", R"(line 2||{"a":2})"));
}

TEST(Json, NothingIsNoProblem) {
  for (const char* text : {"", "[]", "null", " \n ", "[null]"}) {
    const JsonReading read = read_json_of(text);
    EXPECT_THAT(read.records, IsEmpty()) << text;
    EXPECT_THAT(read.problems, IsEmpty()) << text;
    EXPECT_TRUE(read.status.has_value()) << text;
  }
  EXPECT_THAT(read_json_of("{}").records, ElementsAre("line 1||{}"));
}

TEST(Json, ATruncatedTailCostsItsDocumentAndOneProblem) {
  const JsonReading read = read_json_of("{\"a\":1}\n{\"a\":2}\n{\"a\": [1, \"tex");
  EXPECT_THAT(read.records, ElementsAre(R"(line 1||{"a":1})", R"(line 2||{"a":2})"));
  EXPECT_THAT(read.problems, ElementsAre(AllOf(HasSubstr("line 3"), HasSubstr("ends in the middle"))));
}

TEST(Json, ATruncatedListKeepsTheRecordsBefore) {
  const JsonReading read = read_json_of(R"({"t": [{"n": 1}, {"n": 2}, {"n": )", {.paths = {"t[]"}});
  EXPECT_THAT(read.records, ElementsAre(R"(t[0]||{"n":1})", R"(t[1]||{"n":2})"));
  EXPECT_EQ(read.problems.size(), 1u);
}

TEST(Json, ABadLineCostsThatLine) {
  for (const char* bad : {"{\"a\": 1", "{\"a\": \"open", "{\"a\": 1 2}", "{\"a\": 12", "nonsense", "{]",
                          "{\"a\": tru", "]", "{\"a\"}"}) {
    const JsonReading read = read_json_of("{\"n\":1}\n" + std::string(bad) + "\n{\"n\":2}\n{\"n\":3}\n");
    EXPECT_THAT(read.records, ElementsAre(R"(line 1||{"n":1})", R"(line 3||{"n":2})", R"(line 4||{"n":3})"))
        << bad;
    EXPECT_EQ(read.problems.size(), 1u) << bad;
  }
}

TEST(Json, AMalformedPageCostsThatPage) {
  const JsonReading read =
      read_json_of("{\n  \"t\": [1]\n}\n{\n  \"t\": [2,,]\n}\n{\n  \"t\": [3]\n}\n", {.paths = {"t[]"}});
  EXPECT_THAT(read.records, ElementsAre("t[0]||1", "document 2: t[0]||2", "document 3: t[0]||3"));
  EXPECT_THAT(read.problems, ElementsAre(AllOf(HasSubstr("line 5, byte 11"), HasSubstr("began in line 4"))));
}

TEST(Json, AMalformedItemOfAListWithOneItemALineCostsThatItem) {
  for (const JsonSplit& split : {JsonSplit{}, JsonSplit{.paths = {"[]"}}}) {
    const JsonReading read =
        read_json_of("[\n{\"n\":1},\n{\"n\" 2},\n{\"n\":3},\n{\"n\":4}\n]\n{\"n\":5}", split);
    EXPECT_EQ(read.problems.size(), 1u);
    EXPECT_THAT(std::vector(read.records.begin(), read.records.begin() + 3),
                ElementsAre(R"([0]||{"n":1})", R"(line 4||{"n":3})", R"(line 5||{"n":4})"));
  }
}

TEST(Json, ProblemsNameThePlaceButNeverRepeatTheData) {
  const JsonReading read = read_json_of("{\"password\": \"s3cret\" \"hunter2\"}");
  ASSERT_EQ(read.problems.size(), 1u);
  EXPECT_THAT(read.problems.front(),
              AllOf(HasSubstr("line 1, byte 31"), Not(HasSubstr("hunter2")), Not(HasSubstr("s3cret"))));
}

TEST(Json, ManyBadLinesAreCountedNotListed) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "{bad\n";
  const JsonReading read = read_json_of(text + "{\"n\":1}");
  EXPECT_EQ(read.problems.size(), 1001u);
  EXPECT_THAT(read.problems.back(), HasSubstr("2000 more"));
  EXPECT_EQ(read.records.size(), 1u);
}

TEST(Json, ARecordNestedTooDeepIsLeftOutAndTheNextIsRead) {
  const std::string deep = std::string(100, '[') + std::string(100, ']');
  const JsonReading read = read_json_of("{\"t\": [" + deep + ", {\"n\": 1}]}", {.paths = {"t[]"}});
  EXPECT_THAT(read.records, ElementsAre(R"(t[1]||{"n":1})"));
  EXPECT_THAT(read.problems, ElementsAre(AllOf(HasSubstr("t[0]"), HasSubstr("deeper than 64"))));
}

TEST(Json, TheLimitOfDepthIsExact) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(read_json_of("{\"a\":" + nested(63) + "}").records.size(), 1u);
  EXPECT_EQ(read_json_of("{\"a\":" + nested(64) + "}").records.size(), 0u);
  EXPECT_TRUE(parse_json(nested(64)).has_value());
  EXPECT_FALSE(parse_json(nested(65)).has_value());
}

TEST(Json, AMillionBracketsAreRefusedWithoutHarm) {
  for (const char* open : {"[", "{\"a\":"}) {
    std::string bomb;
    for (int i = 0; i < 1'000'000; ++i) bomb += open;
    EXPECT_THAT(read_json_of(bomb).records, IsEmpty());
    EXPECT_THAT(read_json_of("{\"skip\": " + bomb, {.paths = {"t[]"}}).records, IsEmpty());
    EXPECT_THAT(read_json_of(bomb, {.paths = {"[]"}, .headers = {"a"}}).records, IsEmpty());
    EXPECT_FALSE(parse_json(bomb).has_value());
    Input input = Input::from_text(bomb);
    EXPECT_TRUE(outline_json(input).has_value());
  }
}

TEST(Json, ARecordOfTooManyValuesIsLeftOutAndTheNextIsRead) {
  const JsonLimits limits{.values = 10, .text_bytes = 1 << 20};
  const std::string big = "[\"" + std::string(600'000, 'x') + "\", {\"a\": \"" + std::string(600'000, 'x') +
                          "\", \"b\": [1, {\"c\": 2}]}]";
  const JsonReading read =
      read_json_of("[[1,2,3,4,5,6,7,8,9,10,{\"a\":[11]}]," + big + ",[1,2,3,4,5,6,7,8,9]]", {}, limits);
  EXPECT_THAT(read.records, ElementsAre("[2]||[1,2,3,4,5,6,7,8,9]"));
  EXPECT_THAT(read.problems,
              ElementsAre(HasSubstr("[0]: more than 10 values"), HasSubstr("[1]: more than 1 MB of text")));
  EXPECT_FALSE(parse_json("[1,2,3,4,5,6,7,8,9,10]", DuplicateKeys::LastWins, limits).has_value());
}

TEST(Json, ANumberOfEndlessDigitsIsRefused) {
  const JsonReading read =
      read_json_of("{\"n\": " + std::string(2'000'000, '7') + "}\n{\"n\": " + std::string(300, '7') + "}");
  EXPECT_EQ(read.problems.size(), 1u);
  EXPECT_EQ(read.records.size(), 1u);
}

TEST(Json, AHugeTextIsCutAtACharacterAndTheRecordStays) {
  const std::size_t limit = 16 << 20;
  for (const std::string unit : {"é", "\\u00e9", "\\uD83D\\uDE00", "\\n", "x"}) {
    std::string text;
    while (text.size() < limit + 100) text += unit;
    const JsonReading read =
        read_json_of("{\"t\": [{\"a\": \"" + text + "\", \"b\": 1}, 2]}", {.paths = {"t[]"}});
    ASSERT_EQ(read.records.size(), 2u) << unit;
    EXPECT_THAT(read.problems, ElementsAre(HasSubstr("was cut"))) << unit;
    EXPECT_THAT(read.records.front().substr(read.records.front().size() - 7), ",\"b\":1}") << unit;
  }
}

TEST(Json, NulBytesAreRefused) {
  EXPECT_EQ(read_json_of(std::string("{\"a\":1}\0{\"a\":2}", 15)).problems.size(), 1u);
  EXPECT_EQ(read_json_of(std::string("{\"a\":\"x\0y\"}", 11)).problems.size(), 1u);
  EXPECT_FALSE(parse_json(std::string_view("1\0", 2)).has_value());
}

TEST(Json, NumbersOutOfRangeAreRefusedAndLargeOnesKept) {
  EXPECT_EQ(read_json_of("{\"a\": 1e999}").problems.size(), 1u);
  EXPECT_THAT(read_json_of("9223372036854775807 18446744073709551615 -123456789012345678901").records,
              ElementsAre("line 1||9223372036854775807", "document 2||\"18446744073709551615\"",
                          "document 3||\"-123456789012345678901\""));
}

TEST(Json, PackedAndCutOffKeepsWhatCameBefore) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "{\"n\": " + std::to_string(i * 7919) + "}\n";
  const std::string packed = gzip(text);
  const JsonReading whole = read_json_of(packed);
  EXPECT_EQ(whole.records.size(), 20'000u);
  const JsonReading half = read_json_of(packed.substr(0, packed.size() / 2));
  EXPECT_GT(half.records.size(), 5'000u);
  EXPECT_TRUE(half.status.has_value());
  EXPECT_THAT(half.problems, ElementsAre(HasSubstr("cut off")));
}

TEST(Json, BytesThatCannotBeReadAtAllAreAnError) {
  EXPECT_FALSE(read_json_of(gzip("{}").substr(0, 8)).status.has_value());
}

// The same records and problems, wherever a stream cuts the text.
TEST(Json, PiecesMayBeCutAnywhere) {
  const std::vector<std::string> texts = {
      R"({"v": 12, "skip": {"a": "\"]}\\", "b": [1, {"c": "é😀"}]}, "t": [{"a": "\uD83D\uDE00 é", "drop": [1, "x"], "n": -1.5e3}, 17, true, null], "w": 3})",
      "{\"n\":1}\r\n{\"n\": \"\\u00e9\nlost\"}\n{\"n\":3}\n[4, 5]\n{\"n\": 1 \n{\"t\":[6]}\n{\"open",
      "[\n{\"n\":1},\n{\"n\" 2},\n{\"n\":3}\n]\n123{\"n\":5}\xEF\xBB\xBF{\"n\":6}"};
  const std::vector<JsonSplit> splits = {
      {}, {.paths = {"t[]"}, .headers = {"skip"}, .drop = {"drop"}}, {.paths = {"[]", "t[]"}}};
  for (const std::string& text : texts)
    for (const JsonSplit& split : splits) {
      const JsonReading whole = read_json_of(text, split);
      for (unsigned seed = 0; seed < 100; ++seed) {
        const JsonReading cut =
            read_json_of(Input::from_pieces(cut_anywhere(text, seed, 1 + seed % 7)), split);
        ASSERT_EQ(cut.records, whole.records) << text << " seed " << seed;
        ASSERT_EQ(cut.problems, whole.problems) << text << " seed " << seed;
        ASSERT_EQ(cut.headers, whole.headers) << text << " seed " << seed;
      }
    }
}

TEST(ParseJson, IsStrict) {
  for (const char* bad : {"", "{} {}", "{},", "{'a': 1}", "{\"a\": 1,}", "// c\n{}", "NaN", "1e999",
                          "\"\\x\"", "01", "\"\xFF\""})
    EXPECT_FALSE(parse_json(bad).has_value()) << bad;
  EXPECT_EQ(to_json(parse_json(" {\"a\": [1]} \n").value()), R"({"a":[1]})");
}

TEST(ParseJson, RefusesEqualKeysWhenAsked) {
  EXPECT_EQ(parse_json(R"({"a": 1, "a": 2})").value()["a"].integer(), 2);
  const Result<Value> refused = parse_json(R"({"b": [{"a": 1, "a": 2}]})", DuplicateKeys::Refuse);
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, HasSubstr("\"a\""));
  EXPECT_TRUE(parse_json(R"({"b": [{"a": 1}, {"a": 2}]})", DuplicateKeys::Refuse).has_value());
}

TEST(ParseJson, ReadsWhatCsvCellsAndTextsHold) {
  const Value once = parse_json(R"({"schema": "{\"fields\": \"[1, 2]\"}"})").value();
  const Value twice = parse_json(once["schema"].string()).value();
  EXPECT_EQ(parse_json(twice["fields"].string()).value().size(), 2u);
}

}  // namespace
}  // namespace waymark
