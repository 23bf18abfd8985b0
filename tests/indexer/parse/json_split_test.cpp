// Which values are records, and what is passed over.
#include <random>

#include <gmock/gmock.h>

#include "cut_anywhere.h"
#include "json_reading.h"

namespace waymark {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(JsonSplit, TheWholeDocumentIsTheRecordByDefault) {
  EXPECT_THAT(read_json_of(R"({"a": 1})").records, ElementsAre(R"(line 1||{"a":1})"));
}

TEST(JsonSplit, ItemsOfAListAndMembersOfAnObject) {
  const JsonReading read =
      read_json_of(R"({"Tables": [{"n": 1}, {"n": 2}], "nodes": {"m.x": {"n": 3}, "y": 4}})",
                   {.paths = {"Tables[]", "nodes.*"}});
  EXPECT_THAT(read.records, ElementsAre(R"(Tables[0]||{"n":1})", R"(Tables[1]||{"n":2})",
                                        R"(nodes.m.x|m.x|{"n":3})", R"(nodes.y|y|4)"));
}

TEST(JsonSplit, PathsReachDeep) {
  const JsonReading read =
      read_json_of(R"({"data": {"pages": [{"hits": [1, 2]}, {"other": 0}, {"hits": [3]}]}})",
                   {.paths = {"data.pages[].hits[]"}});
  EXPECT_THAT(read.records, ElementsAre("data.pages[0].hits[0]||1", "data.pages[0].hits[1]||2",
                                        "data.pages[2].hits[0]||3"));
}

TEST(JsonSplit, APathThatMeetsAnotherKindOfValueFindsNothing) {
  EXPECT_THAT(
      read_json_of(R"({"nodes": 5, "Tables": {"a": [1]}})", {.paths = {"nodes.*", "Tables[]"}}).records,
      IsEmpty());
}

TEST(JsonSplit, TheItemsOfATopLevelListAreDocumentsOrItems) {
  const std::string text = R"([{"Tables": [1]}, {"Tables": [2]}])";
  EXPECT_THAT(read_json_of(text, {.paths = {"Tables[]"}}).records,
              ElementsAre("[0].Tables[0]||1", "[1].Tables[0]||2"));
  EXPECT_THAT(read_json_of(text, {.paths = {"[].Tables[]"}}).records,
              ElementsAre("[0].Tables[0]||1", "[1].Tables[0]||2"));
  EXPECT_THAT(read_json_of(text, {.paths = {"[]"}}).records,
              ElementsAre(R"([0]||{"Tables":[1]})", R"([1]||{"Tables":[2]})"));
  EXPECT_THAT(read_json_of(text).records, ElementsAre(R"([0]||{"Tables":[1]})", R"([1]||{"Tables":[2]})"));
}

TEST(JsonSplit, AListInsideATopLevelListIsOneRecord) {
  EXPECT_THAT(read_json_of("[[1, 2], [3]]").records, ElementsAre("[0]||[1,2]", "[1]||[3]"));
}

TEST(JsonSplit, OfNestedPathsTheOuterOneIsTheRecord) {
  EXPECT_THAT(read_json_of(R"({"Tables": [1]})", {.paths = {"Tables[]", ""}}).records,
              ElementsAre(R"(line 1||{"Tables":[1]})"));
}

TEST(JsonSplit, TheHeaderHoldsTheScalarsSeenSoFarAndTheObjectsAskedFor) {
  const JsonReading read = read_json_of(
      R"({"v": 3, "metadata": {"a": [1]}, "macros": {"big": 1}, "none": null, "nodes": {"x": 1}, "late": true, "nodes2": {"y": 2}})",
      {.paths = {"nodes.*", "nodes2.*"}, .headers = {"metadata"}});
  EXPECT_THAT(read.headers,
              ElementsAre(R"({"v":3,"metadata":{"a":[1]}})", R"({"v":3,"metadata":{"a":[1]},"late":true})"));
}

TEST(JsonSplit, EachDocumentHasItsOwnHeader) {
  const JsonReading read =
      read_json_of(R"({"v": 1, "t": [1]} {"t": [2]} [{"v": 3, "t": [3]}, {"t": [4]}])", {.paths = {"t[]"}});
  EXPECT_THAT(read.headers, ElementsAre(R"({"v":1})", "{}", R"({"v":3})", "{}"));
}

TEST(JsonSplit, DropsMembersWhereverTheyStand) {
  const JsonReading read = read_json_of(
      R"({"rows": [1, {"a": "}"}], "t": [{"a": 1, "rows": "x", "b": {"rows": {}, "c": 2}}], "h": {"rows": 1, "d": 2}})",
      {.paths = {"t[]", "rows[]"}, .headers = {"h"}, .drop = {"rows"}});
  EXPECT_THAT(read.records, ElementsAre(R"(t[0]||{"a":1,"b":{"c":2}})"));
  EXPECT_THAT(read.problems, IsEmpty());
}

TEST(JsonSplit, WhatIsPassedOverMayHoldAnything) {
  const JsonReading read = read_json_of(
      R"({"skip": {"a": "\"]}\\", "b": [NaN, {"c": "{[\\\""}], "e": -1.5e3}, "t": [7], "skip": [], "skip":{}, "u": "x"})",
      {.paths = {"t[]"}});
  EXPECT_THAT(read.records, ElementsAre("t[0]||7"));
  EXPECT_THAT(read.problems, IsEmpty());
}

TEST(JsonSplit, ALineCutOffInsideASkippedValueDoesNotSwallowTheNext) {
  const JsonReading read = read_json_of(
      "{\"t\": [1], \"skip\": {\"a\": [{\"b\": 1\n{\"t\": [2]}\n{\"t\": [3]}\n", {.paths = {"t[]"}});
  EXPECT_THAT(read.records, ElementsAre("t[0]||1", "document 2: t[0]||2", "document 3: t[0]||3"));
  EXPECT_EQ(read.problems.size(), 1u);
}

TEST(JsonSplit, OfEqualKeysTheLastWinsInThePlaceOfTheFirst) {
  std::string many = "{";
  for (int i = 0; i < 40; ++i)
    many += "\"k" + std::to_string(i % 20) + "\": " + std::to_string(i) + (i < 39 ? "," : "}");
  const JsonReading read = read_json_of(R"({"a": 1, "b": 2, "a": 3})" + many);
  EXPECT_EQ(read.records.at(0), R"(line 1||{"a":3,"b":2})");
  EXPECT_THAT(read.records.at(1), HasSubstr(R"({"k0":20,"k1":21,)"));
}

// A made-up value; keys are few, so that paths and dropped names meet them.
Value random_value(std::mt19937& random, int depth) {
  const auto pick = [&random](unsigned below) { return static_cast<unsigned>(random() % below); };
  switch (pick(depth > 0 ? 7 : 5)) {
    case 0:
      return Value(static_cast<std::int64_t>(random()) - 1'000'000);
    case 1:
      return Value(0.5 * static_cast<double>(pick(1000)));
    case 2:
      return Value(pick(2) == 0);
    case 3:
      return Value(std::vector<std::string>{"", "]}\\\"", "{[\n", "é😀", "plain"}[pick(5)]);
    case 4:
      return {};
    case 5: {
      Value list;
      list.make_array();
      for (unsigned i = pick(5); i > 0; --i) list.edit_items().push_back(random_value(random, depth - 1));
      return list;
    }
    default: {
      Value object;
      object.make_object();
      for (unsigned i = pick(5); i > 0; --i)
        object.set(std::vector<std::string>{"t", "nodes", "drop", "a\"]", "h", "z"}[pick(6)],
                   random_value(random, depth - 1));
      return object;
    }
  }
}

Value without(const Value& value, std::string_view name) {
  Value out = value;
  if (value.is_array()) {
    for (Value& item : out.edit_items()) item = without(item, name);
  } else if (value.is_object()) {
    std::erase_if(out.edit_members(), [&](const auto& member) { return member.first == name; });
    for (auto& [key, member] : out.edit_members()) member = without(member, name);
  }
  return out;
}

// What streaming finds is what a walk over the whole value finds.
TEST(JsonSplit, AgreesWithAWalkOverTheWholeDocument) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    Value document = random_value(random, 5);
    if (!document.is_object()) continue;
    std::vector<std::string> expected;
    const Value kept = without(document, "drop");
    for (const auto& [key, part] : kept.members()) {
      if (key == "t")
        for (std::size_t i = 0; i < part.items().size(); ++i)
          if (!part.items()[i].is_null())
            expected.push_back("t[" + std::to_string(i) + "]||" + to_json(part.items()[i]));
      if (key == "nodes")
        for (const auto& [name, node] : part.members())
          if (!node.is_null()) expected.push_back("nodes." + name + "|" + name + "|" + to_json(node));
    }
    const std::string text = to_json(document);
    const JsonReading read =
        read_json_of(Input::from_pieces(cut_anywhere(text, static_cast<unsigned>(round),
                                                     1 + static_cast<std::size_t>(round) % 9)),
                     {.paths = {"t[]", "nodes.*"}, .headers = {"h"}, .drop = {"drop"}});
    ASSERT_EQ(read.records, expected) << text;
    ASSERT_THAT(read.problems, IsEmpty()) << text;
  }
}

TEST(JsonSplit, TheReaderMayStop) {
  Input input = Input::from_text("1 2 3");
  int seen = 0;
  const Status status = read_json(
      input, {}, [&](JsonRecord&&) { return ++seen < 2; }, [](JsonProblem&&) { FAIL(); });
  EXPECT_TRUE(status.has_value());
  EXPECT_EQ(seen, 2);
}

TEST(JsonSplit, AThrowingCallerIsAnErrorNotACrash) {
  Input input = Input::from_text("{}");
  const Status status = read_json(
      input, {}, [](JsonRecord&&) -> bool { throw std::runtime_error("no"); }, [](JsonProblem&&) {});
  ASSERT_FALSE(status.has_value());
  EXPECT_THAT(status.error().message, HasSubstr("no"));
}

}  // namespace
}  // namespace waymark
