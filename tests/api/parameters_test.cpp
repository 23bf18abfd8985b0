#include <gmock/gmock.h>

#include "api_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;

class Strictness : public testing::Test {
 protected:
  Api api{{full_table()}};

  void refuses(NameValues query, const std::string& code, const std::string& parameter = "") {
    const ApiResponse answer = api.get("/api/v1/search", std::move(query));
    expect_problem(answer, 400, code);
    if (!parameter.empty()) {
      EXPECT_EQ(Json::parse(answer.body)["errors"][0].value("parameter", ""), parameter) << answer.body;
    }
  }
};

TEST_F(Strictness, AnUnknownParameterNamesTheNearest) {
  const Json problem = Json::parse(api.get("/api/v1/search", {{"domian", "Sales"}}).body);
  EXPECT_EQ(problem["code"], "unknown_parameter");
  EXPECT_EQ(problem["errors"][0]["allowed"][0], "domain");
}

TEST_F(Strictness, WhatIsNotThereYetIsUnknown) {
  for (const char* name : {"column", "similar", "api_key"})
    refuses({{name, "1"}}, "unknown_parameter", name);
}

TEST_F(Strictness, AParameterOfOneValueIsNotRepeated) { refuses({{"q", "a"}, {"q", "b"}}, "bad_value", "q"); }

TEST_F(Strictness, NumbersOutOfRangeAreRefused) {
  for (const char* value : {"-1", "101", "1e9", "", "0x10", "9223372036854775808", " 5"})
    refuses({{"size", value}}, "bad_value", "size");
  for (const char* value : {"0", "999999999", "-3"}) refuses({{"page", value}}, "bad_value", "page");
}

TEST_F(Strictness, AValueOfAClosedListIsChecked) {
  refuses({{"sort", "newest"}}, "bad_value", "sort");
  refuses({{"sensitivity", "secret"}}, "bad_value", "sensitivity");
  refuses({{"not.freshness", "old"}}, "bad_value", "not.freshness");
  refuses({{"facets", "domain,colour"}}, "bad_value", "facets");
  refuses({{"highlight", "yes"}}, "bad_value", "highlight");
  EXPECT_EQ(api.search({{"sensitivity", "INTERNAL"}})["total"], 1);
}

TEST_F(Strictness, TheAllowedValuesAreListed) {
  const Json problem = Json::parse(api.get("/api/v1/search", {{"match", "some"}}).body);
  EXPECT_EQ(problem["errors"][0]["allowed"], Json::parse(R"(["auto","all","any"])"));
}

TEST_F(Strictness, FreeFieldsTakeAnyValue) {
  EXPECT_EQ(api.search({{"tag", "nobody uses this"}})["total"], 0);
}

TEST_F(Strictness, PagesPastTwoThousandAreRefused) {
  refuses({{"page", "21"}, {"size", "100"}}, "page_too_deep", "page");
  EXPECT_EQ(api.get("/api/v1/search", {{"page", "20"}, {"size", "100"}}).status, 200);
}

TEST_F(Strictness, AQueryHasAtMostTwoThousandCharacters) {
  std::string umlauts;
  for (int i = 0; i < 2000; ++i) umlauts += "ä";
  EXPECT_EQ(api.get("/api/v1/search", {{"q", umlauts}}).status, 200);
  refuses({{"q", umlauts + "ä"}}, "bad_value", "q");
}

TEST_F(Strictness, BytesThatAreNoUtf8AreRefusedAnywhere) {
  refuses({{"q", "\xff"}}, "bad_value", "q");
  refuses({{"tag", "\xc3"}}, "bad_value", "tag");
  refuses({{"\xff", "a"}}, "bad_value");
}

TEST_F(Strictness, ControlCharactersAreBlanksInWordsAndRefusedInFilters) {
  EXPECT_EQ(api.search({{"q", std::string("fct\0orders", 10)}})["total"], 1);
  refuses({{"tag", std::string("a\0b", 3)}}, "bad_value", "tag");
}

TEST_F(Strictness, OddQueriesAreAnswered) {
  for (const char* text : {":", ")(", "[", "]", "+", "&", "\"", "\"\"", "\\", "*", "-", "AND", "NOT",
                           "foo AND", "(a", "name:", "a:b:c"})
    EXPECT_EQ(api.get("/api/v1/search", {{"q", text}}).status, 200) << text;
}

TEST_F(Strictness, AtMostFiftyFilterValues) {
  NameValues query;
  for (int i = 0; i < 51; ++i) query.emplace_back("tag", "t" + std::to_string(i));
  refuses(query, "query_too_complex");
}

TEST_F(Strictness, MomentsThatAreNoneAreRefused) {
  for (const char* value : {"", "yesterday", "5", "2026-13-01", "7 parsecs", "-7d"})
    refuses({{"updated_after", value}}, "bad_value", "updated_after");
}

TEST_F(Strictness, ABodyIsOneStrictJsonObject) {
  for (const char* body : {"", "{", "[]", "{} {}", R"({"q":"a","q":"b"})", "\xEF\xBB\xBF{}",
                           "{\"q\":\"\xff\"}", R"({"size":9007199254740993})", "{\"q\":1e400}"})
    expect_problem(api.post("/api/v1/search", body), 400, "bad_json");
  std::string deep(100000, '[');
  expect_problem(api.post("/api/v1/search", "{\"q\":" + deep), 400, "bad_json");
}

TEST_F(Strictness, MembersOfABodyAreCheckedLikeParameters) {
  const ApiResponse unknown = api.post("/api/v1/search", R"({"qq":"a"})");
  expect_problem(unknown, 400, "unknown_parameter");
  EXPECT_EQ(Json::parse(unknown.body)["errors"][0]["pointer"], "/qq");
  expect_problem(api.post("/api/v1/search", R"({"q":["a","b"]})"), 400, "bad_value");
  expect_problem(api.post("/api/v1/search", R"({"q":{"a":1}})"), 400, "bad_value");
  expect_problem(api.post("/api/v1/search", R"({"q":null})"), 400, "bad_value");
  expect_problem(api.post("/api/v1/search", R"({"size":2.5})"), 400, "bad_value");
}

TEST_F(Strictness, ABodyOfAnotherTypeIsRefused) {
  expect_problem(
      api.ask({.method = "POST", .path = "/api/v1/search", .body = "{}", .content_type = "text/plain"}), 415,
      "unsupported_media_type");
  expect_problem(api.ask({.method = "POST", .path = "/api/v1/search", .body = "{}"}), 415,
                 "unsupported_media_type");
  EXPECT_EQ(api.ask({.method = "POST",
                     .path = "/api/v1/search",
                     .body = "{}",
                     .content_type = "Application/JSON; charset=utf-8"})
                .status,
            200);
}

TEST_F(Strictness, OtherMethodsAreNamedInAllow) {
  const ApiResponse refused = api.ask({.method = "DELETE", .path = "/api/v1/search"});
  expect_problem(refused, 405, "method_not_allowed");
  EXPECT_EQ(header(refused, "Allow"), "GET, HEAD, POST");
  EXPECT_EQ(header(api.ask({.method = "POST", .path = "/api/v1/status"}), "Allow"), "GET, HEAD");
}

TEST_F(Strictness, EveryParameterOfEveryFieldIsTaken) {
  for (const Field& field : fields()) {
    const std::string value = field.closed.empty() ? "x" : std::string(field.closed[0].value);
    EXPECT_EQ(api.get("/api/v1/search", {{std::string(field.name), value}}).status, 200) << field.name;
    EXPECT_EQ(api.get("/api/v1/search", {{"not." + std::string(field.name), value}}).status, 200)
        << field.name;
  }
}

TEST_F(Strictness, AddressesThatAreNotThereAreNotFound) {
  for (const char* path :
       {"/api/v1/trees", "/api/v1/search/x", "/api/v2/search", "/api", "/api/v1/assets", "/problems/nothing"})
    expect_problem(api.get(path), 404, "not_found");
}

}  // namespace
}  // namespace waymark
