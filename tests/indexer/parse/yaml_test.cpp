#include "waymark/parse/yaml.h"

#include <chrono>

#include <gmock/gmock.h>

namespace waymark {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;

std::string json_of(std::string_view yaml) {
  const Result<Value> value = parse_yaml(yaml);
  return value ? to_json(*value) : "error: " + value.error().message;
}

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Yaml, ReadsMapsListsAndTexts) {
  EXPECT_EQ(json_of("Name: x\r\nTags:\r\n  - a\r\n  - b: |\r\n      one\r\n      two\r\n"),
            R"({"Name":"x","Tags":["a",{"b":"one\ntwo\n"}]})");
  EXPECT_EQ(json_of("{a: [1, 'two', \"three\"], b: {c: }}"), R"({"a":[1,"two","three"],"b":{"c":null}})");
  EXPECT_EQ(json_of("\xEF\xBB\xBFName: x"), R"({"Name":"x"})");
}

TEST(Yaml, OnlyPlainScalarsAreNumbersBooleansOrNull) {
  EXPECT_EQ(json_of("[1, -2, 1.5, true, False, ~, null, '1', \"true\", '~', yes, 2024-01-01]"),
            R"([1,-2,1.5,true,false,null,null,"1","true","~","yes","2024-01-01"])");
}

TEST(Yaml, ANumberThatWouldLoseItsTextStaysText) {
  const Value value =
      parse_yaml("account: 012345678901\nversion: 1.10\nbig: 123456789012345678901234567890\nplus: +1")
          .value();
  EXPECT_EQ(value["account"].text(), "012345678901");
  EXPECT_EQ(value["version"].text(), "1.10");
  EXPECT_EQ(value["version"].number(), 1.1);
  EXPECT_EQ(value["big"].text(), "123456789012345678901234567890");
  EXPECT_EQ(value["plus"].integer(), 1);
}

TEST(Yaml, NoScalarIsEverInfinite) {
  EXPECT_EQ(json_of("[.inf, -.inf, .nan, 1e999]"), R"([".inf","-.inf",".nan","1e999"])");
}

TEST(Yaml, KnowsTheLineOfEachValue) {
  const Value value = parse_yaml("# comment\na: 1\nb:\n  - c: 2\n  - 3\n").value();
  EXPECT_EQ(value.line, 2u);
  EXPECT_EQ(value["a"].line, 2u);
  EXPECT_EQ(value["b"].items()[0]["c"].line, 4u);
  EXPECT_EQ(value["b"].items()[1].line, 5u);
}

TEST(Yaml, IgnoresTagsExceptThoseOfCoreScalars) {
  EXPECT_EQ(
      json_of(
          "a: !!str 12\nb: !!int '7'\nc: !custom {x: 1}\nd: !!python/object:os.system [ls]\ne: !secret 5"),
      R"({"a":"12","b":7,"c":{"x":1},"d":["ls"],"e":"5"})");
}

TEST(Yaml, FollowsAliasesAndMergesMaps) {
  EXPECT_EQ(
      json_of("base: &b {x: 1, y: 2}\nuse: *b\nmore:\n  <<: *b\n  y: 3\nlist:\n  <<: [{z: 1}, *b]\nquoted: "
              "{'<<': 1}"),
      R"({"base":{"x":1,"y":2},"use":{"x":1,"y":2},"more":{"y":3,"x":1},"list":{"z":1,"x":1,"y":2},"quoted":{"<<":1}})");
  EXPECT_EQ(json_of("- &a name\n- {*a : 1}"), R"(["name",{"name":1}])");
}

TEST(Yaml, RefusesEqualKeysWithTheirLine) {
  EXPECT_THAT(json_of("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n"),
              HasSubstr("line 5: the key \"c\" is there twice"));
  EXPECT_THAT(json_of("{a: 1, a: 1}"), HasSubstr("twice"));
}

TEST(Yaml, RefusesKeysThatAreNoText) {
  EXPECT_THAT(json_of("? [a, b]\n: 1\n"), HasSubstr("key"));
  EXPECT_THAT(json_of("{{a: 1}: 2}"), HasSubstr("key"));
}

TEST(Yaml, ErrorsNameLineAndColumn) {
  EXPECT_THAT(json_of("a: 1\nb: [1, 2\nc: 3"), AllOf(HasSubstr("line "), HasSubstr("column ")));
  EXPECT_THAT(json_of("a: *none"), HasSubstr("line 1"));
  EXPECT_THAT(json_of(std::string_view("a: 1\nb: \0", 9)), HasSubstr("line 2: a control character"));
  EXPECT_THAT(json_of("a: 1\nb: gr\xFCn"), HasSubstr("line 2: not UTF-8"));
}

TEST(Yaml, OneDocumentUnlessManyAreAskedFor) {
  EXPECT_EQ(json_of(""), "null");
  EXPECT_EQ(json_of("# nothing\n"), "null");
  EXPECT_EQ(json_of("---\na: 1\n...\n"), R"({"a":1})");
  EXPECT_THAT(json_of("a: 1\n---\nb: 2\n"), HasSubstr("2 documents"));
  EXPECT_THAT(parse_yaml_documents("a: 1\n---\nb: 2\n---\n").value(), SizeIs(3));
}

TEST(Yaml, TheLimitOfDepthIsExact) {
  EXPECT_TRUE(parse_yaml(repeat("[", 64) + repeat("]", 64)).has_value());
  EXPECT_THAT(json_of(repeat("[", 65) + repeat("]", 65)), HasSubstr("deeper than 64"));
}

TEST(Yaml, DepthBombsAreRefusedQuickly) {
  std::string block;
  for (int i = 0; i < 2000; ++i) block += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  for (const std::string& bomb : {repeat("[", 100'000), repeat("{a: ", 100'000), repeat("- ", 100'000),
                                  repeat("? ", 100'000), repeat("[{a: ", 100'000), repeat("[? ", 100'000),
                                  repeat("!t [", 100'000), repeat("&a [", 100'000), block}) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(parse_yaml(bomb).has_value()) << bomb.substr(0, 20);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10)) << bomb.substr(0, 20);
  }
}

TEST(Yaml, AnAliasBombIsRefused) {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'j'; ++c) {
    const std::string alias = std::string("*") + static_cast<char>(c - 1);
    bomb += std::string(1, c) + ": &" + c + " [" + repeat(alias + ", ", 8) + alias + "]\n";
  }
  EXPECT_THAT(json_of(bomb), HasSubstr("more than 200000 values"));
}

TEST(Yaml, AliasesMayNotRepeatEndlessText) {
  const std::string bomb =
      "a: &a \"" + std::string(1 << 20, 'x') + "\"\nb: [" + repeat("*a, ", 900) + "*a]\n";
  EXPECT_THAT(json_of(bomb), HasSubstr("64 MB"));
}

TEST(Yaml, AliasesCountAgainstTheirLimitAndTheDepth) {
  EXPECT_THAT(json_of("a: &a 1\nb: [" + repeat("*a, ", 1001) + "]"), HasSubstr("more than 1000 aliases"));
  EXPECT_THAT(json_of("a: &a " + repeat("[", 40) + repeat("]", 40) + "\nb: " + repeat("[", 40) + "*a" +
                      repeat("]", 40)),
              HasSubstr("deeper"));
}

TEST(Yaml, AnAliasInsideItsOwnValueIsRefused) {
  EXPECT_THAT(json_of("a: &a [1, *a]"), HasSubstr("inside the value that it stands for"));
  EXPECT_THAT(json_of("&a a: *a"), testing::Not(HasSubstr("error")));
  EXPECT_THAT(json_of("&m {x: *m}"), HasSubstr("inside"));
}

TEST(Yaml, TooManyValuesAreRefused) {
  EXPECT_THAT(json_of("[" + repeat("1,", 200'001) + "]"), HasSubstr("more than 200000"));
}

TEST(Yaml, ALongScalarIsNoProblem) {
  const std::string text(1 << 20, 'x');
  EXPECT_EQ(parse_yaml("a: " + text).value()["a"].string(), text);
  EXPECT_EQ(parse_yaml("a: \"" + text + "\"").value()["a"].string(), text);
}

}  // namespace
}  // namespace waymark
