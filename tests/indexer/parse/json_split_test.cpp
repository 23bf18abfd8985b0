// Which values are records, and what is passed over.
#include <gmock/gmock.h>

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
  const JsonReading read = read_json_of(R"({"Tables": [{"n": 1}, {"n": 2}], "nodes": {"m.x": {"n": 3}, "y": 4}})",
                                        {.paths = {"Tables[]", "nodes.*"}});
  EXPECT_THAT(read.records, ElementsAre(R"(Tables[0]||{"n":1})", R"(Tables[1]||{"n":2})", R"(nodes.m.x|m.x|{"n":3})", R"(nodes.y|y|4)"));
}

TEST(JsonSplit, PathsReachDeep) {
  const JsonReading read = read_json_of(R"({"data": {"pages": [{"hits": [1, 2]}, {"other": 0}, {"hits": [3]}]}})",
                                        {.paths = {"data.pages[].hits[]"}});
  EXPECT_THAT(read.records, ElementsAre("data.pages[0].hits[0]||1", "data.pages[0].hits[1]||2", "data.pages[2].hits[0]||3"));
}

TEST(JsonSplit, APathThatMeetsAnotherKindOfValueFindsNothing) {
  EXPECT_THAT(read_json_of(R"({"nodes": 5, "Tables": {"a": [1]}})", {.paths = {"nodes.*", "Tables[]"}}).records, IsEmpty());
}

TEST(JsonSplit, TheItemsOfATopLevelListAreDocumentsOrItems) {
  const std::string text = R"([{"Tables": [1]}, {"Tables": [2]}])";
  EXPECT_THAT(read_json_of(text, {.paths = {"Tables[]"}}).records, ElementsAre("[0].Tables[0]||1", "[1].Tables[0]||2"));
  EXPECT_THAT(read_json_of(text, {.paths = {"[].Tables[]"}}).records, ElementsAre("[0].Tables[0]||1", "[1].Tables[0]||2"));
  EXPECT_THAT(read_json_of(text, {.paths = {"[]"}}).records, ElementsAre(R"([0]||{"Tables":[1]})", R"([1]||{"Tables":[2]})"));
  EXPECT_THAT(read_json_of(text).records, ElementsAre(R"([0]||{"Tables":[1]})", R"([1]||{"Tables":[2]})"));
}

TEST(JsonSplit, AListInsideATopLevelListIsOneRecord) {
  EXPECT_THAT(read_json_of("[[1, 2], [3]]").records, ElementsAre("[0]||[1,2]", "[1]||[3]"));
}

TEST(JsonSplit, OfNestedPathsTheOuterOneIsTheRecord) {
  EXPECT_THAT(read_json_of(R"({"Tables": [1]})", {.paths = {"Tables[]", ""}}).records, ElementsAre(R"(line 1||{"Tables":[1]})"));
}

TEST(JsonSplit, TheHeaderHoldsTheScalarsSeenSoFarAndTheObjectsAskedFor) {
  const JsonReading read = read_json_of(
      R"({"v": 3, "metadata": {"a": [1]}, "macros": {"big": 1}, "none": null, "nodes": {"x": 1}, "late": true, "nodes2": {"y": 2}})",
      {.paths = {"nodes.*", "nodes2.*"}, .headers = {"metadata"}});
  EXPECT_THAT(read.headers, ElementsAre(R"({"v":3,"metadata":{"a":[1]}})", R"({"v":3,"metadata":{"a":[1]},"late":true})"));
}

TEST(JsonSplit, EachDocumentHasItsOwnHeader) {
  const JsonReading read = read_json_of(R"({"v": 1, "t": [1]} {"t": [2]} [{"v": 3, "t": [3]}, {"t": [4]}])", {.paths = {"t[]"}});
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
  const JsonReading read = read_json_of("{\"t\": [1], \"skip\": {\"a\": [{\"b\": 1\n{\"t\": [2]}\n{\"t\": [3]}\n", {.paths = {"t[]"}});
  EXPECT_THAT(read.records, ElementsAre("t[0]||1", "document 2: t[0]||2", "document 3: t[0]||3"));
  EXPECT_EQ(read.problems.size(), 1u);
}

TEST(JsonSplit, OfEqualKeysTheLastWinsInThePlaceOfTheFirst) {
  std::string many = "{";
  for (int i = 0; i < 40; ++i) many += "\"k" + std::to_string(i % 20) + "\": " + std::to_string(i) + (i < 39 ? "," : "}");
  const JsonReading read = read_json_of(R"({"a": 1, "b": 2, "a": 3})" + many);
  EXPECT_EQ(read.records.at(0), R"(line 1||{"a":3,"b":2})");
  EXPECT_THAT(read.records.at(1), HasSubstr(R"({"k0":20,"k1":21,)"));
}

TEST(JsonSplit, TheReaderMayStop) {
  Input input = Input::from_text("1 2 3");
  int seen = 0;
  const Status status = read_json(input, {}, [&](JsonRecord&&) { return ++seen < 2; }, [](JsonProblem&&) { FAIL(); });
  EXPECT_TRUE(status.has_value());
  EXPECT_EQ(seen, 2);
}

TEST(JsonSplit, AThrowingCallerIsAnErrorNotACrash) {
  Input input = Input::from_text("{}");
  const Status status = read_json(input, {}, [](JsonRecord&&) -> bool { throw std::runtime_error("no"); }, [](JsonProblem&&) {});
  ASSERT_FALSE(status.has_value());
  EXPECT_THAT(status.error().message, HasSubstr("no"));
}

}  // namespace
}  // namespace waymark
