#include <gmock/gmock.h>

#include "waymark/parse/json.h"
#include "waymark/parse/yaml.h"

#include "cut_anywhere.h"

namespace waymark {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

JsonOutline outline_of(const std::string& text) {
  Input input = Input::from_text(text);
  return outline_json(input).value();
}

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(JsonOutline, KeepsTheTopLevelKeysWhereverTheyStand) {
  std::string nodes;
  for (int i = 0; i < 20'000; ++i)
    nodes += (i ? ",\"n" : "\"n") + std::to_string(i) + "\": {\"columns\": [1,2,3,4,5,{\"deep\": \"" +
             std::string(200, 'x') + "\"}]}";
  const JsonOutline seen =
      outline_of("{\"nodes\": {" + nodes + "}, \"list\": [" + repeat("{\"a\": 1},", 10'000) +
                 "0], \"metadata\": {\"version\": \"v12\"}}");
  EXPECT_EQ(seen.first["metadata"]["version"].text(), "v12");
  EXPECT_THAT(seen.first["nodes"].members(), SizeIs(60));
  EXPECT_THAT(seen.first["nodes"]["n0"]["columns"].items(), SizeIs(3));
  EXPECT_THAT(seen.first["list"].items(), SizeIs(3));
  EXPECT_LT(to_json(seen.first).size(), 100'000u);
}

TEST(JsonOutline, TellsOneDocumentFromManyAndAList) {
  EXPECT_FALSE(outline_of("{\"a\": 1}\n").many);
  EXPECT_TRUE(outline_of("{\"a\": 1}\n{\"a\": 2}").many);
  EXPECT_TRUE(outline_of("{\"a\": 1} {\"a\": 2").many);
  const JsonOutline list = outline_of("[{\"a\": 1}, {\"b\"");
  EXPECT_TRUE(list.top_array);
  EXPECT_EQ(to_json(list.first), R"({"a":1})");
  EXPECT_TRUE(outline_of("[]").top_array);
  EXPECT_TRUE(outline_of("[]").first.is_null());
  EXPECT_EQ(to_json(outline_of("[[1, 2, 3, 4]]").first), "[1,2,3]");
}

TEST(JsonOutline, OfABrokenDocumentShowsWhatCameBefore) {
  const JsonOutline seen = outline_of("{\"metadata\": {\"v\": 1}, \"nodes\": {\"a\": {\"b\": ");
  EXPECT_EQ(to_json(seen.first), R"({"metadata":{"v":1},"nodes":{"a":{}}})");
  EXPECT_THAT(seen.malformed, HasSubstr("line 1"));
}

TEST(JsonOutline, PassesABadFirstLine) {
  EXPECT_EQ(to_json(outline_of("{bad\n{\"a\": 1}\n").first), R"({"a":1})");
  EXPECT_TRUE(outline_of("[2024-01-01] INFO started\n").first.text() == "2024");
}

TEST(JsonOutline, CutsLongTextsAndNumbersInLists) {
  const JsonOutline seen =
      outline_of("{\"a\": \"" + std::string(5000, 'x') +
                 "\", \"b\": [1, 2, 3, 4, 5], \"c\": [[1,2,3,4],[5],[6],[7]], \"d\": true}");
  EXPECT_EQ(seen.first["a"].string().size(), 1024u);
  EXPECT_EQ(to_json(seen.first["b"]), "[1,2,3]");
  EXPECT_EQ(to_json(seen.first["c"]), "[[1,2,3],[5],[6]]");
  EXPECT_TRUE(seen.first["d"].is_true());
}

TEST(JsonOutline, IsTheSameWhereverTheTextIsCut) {
  const std::string text =
      R"({"a": [{"x": "]"}, "b\"", [1, 2, 3, 4, [5]], {"y": 1}, 6], "n": [1, 2, 3, 4], "t": ["a", "b", "c", "d]"], "z": {"q": null}} {})";
  const std::string whole = to_json(outline_of(text).first);
  EXPECT_EQ(whole, R"({"a":[{"x":"]"},"b\"",[1,2,3]],"n":[1,2,3],"t":["a","b","c"],"z":{"q":null}})");
  for (unsigned seed = 0; seed < 200; ++seed) {
    Input input = Input::from_pieces(cut_anywhere(text, seed, 1 + seed % 5));
    const JsonOutline seen = outline_json(input).value();
    ASSERT_EQ(to_json(seen.first), whole) << seed;
    ASSERT_TRUE(seen.many);
  }
}

TEST(JsonOutline, OfAValueInMemoryIsCutTheSameWay) {
  const std::string text = R"({"a": [1, 2, 3, 4], "b": {"c": [[1], [2], [3], [4]]}})";
  EXPECT_EQ(to_json(outline(parse_json(text).value())), to_json(outline_of(text).first));
  EXPECT_EQ(outline(parse_yaml("\n\na: 1").value())["a"].line, 3u);
}

}  // namespace
}  // namespace waymark
