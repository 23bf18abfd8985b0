// The tools as plain HTTP, for programs that read OpenAPI.
#include <gmock/gmock.h>

#include "chat_fixture.h"
#include "src/chat/actions.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class ActionsTest : public testing::Test {
 protected:
  ApiResponse ask(const std::string& path, const std::string& body, const Caller& caller = Api::everybody(),
                  const std::string& method = "POST", const std::string& type = "application/json") {
    const NameValues fields = {{"Content-Type", type}, {"X-Request-Id", "one"}};
    return answer_action({method, path, fields, body}, CatalogClient(assistant_.api().index(), caller, assistant_.settings()));
  }
  Json document() { return Json::parse(ask("/openapi-actions.json", "", Api::everybody(), "GET").body); }

  Assistant assistant_{{full_table(), card_numbers()}};
};

TEST_F(ActionsTest, AreThoseToolsThatRead) {
  const Json json = document();
  EXPECT_THAT(member_names(json["paths"]),
              ElementsAre("/actions/searchCatalog", "/actions/getAsset", "/actions/getLineage",
                          "/actions/browseCatalog", "/actions/listFilterValues"));
  EXPECT_EQ(json["servers"][0]["url"], "https://data.example");
  for (const auto& [path, item] : json["paths"].items()) {
    const Json& operation = item["post"];
    EXPECT_EQ("/actions/" + operation["operationId"].get<std::string>(), path);
    const std::string summary = operation["summary"];
    EXPECT_LE(summary.size(), 300u);
    EXPECT_TRUE(summary.ends_with(".")) << summary;
  }
}

// The same words as the tool gives an assistant, so they cost the same.
TEST_F(ActionsTest, AnswerWhatTheToolAnswers) {
  const Json arguments = {{"query", "orders"}, {"limit", 3}};
  const ApiResponse answer = ask("/actions/searchCatalog", arguments.dump());
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(Json::parse(answer.body), assistant_.ask("search_catalog", arguments));
}

TEST_F(ActionsTest, ShowWhatTheCallerMaySee) {
  EXPECT_THAT(ask("/actions/searchCatalog", R"({"query":"zanzibar"})").body, HasSubstr("CARD_NUMBERS"));
  EXPECT_THAT(ask("/actions/searchCatalog", R"({"query":"zanzibar"})", Api::level("internal")).body,
              Not(HasSubstr("CARD_NUMBERS")));
}

TEST_F(ActionsTest, WhatIsWrongIsAProblemDocument) {
  expect_problem(ask("/actions/searchCatalog", R"({"querry":"x"})"), 400, "bad_value");
  expect_problem(ask("/actions/searchCatalog", "[]"), 400, "bad_json");
  expect_problem(ask("/actions/searchCatalog", R"({"query":"a","query":"b"})"), 400, "bad_json");
  expect_problem(ask("/actions/searchCatalog", "{}", Api::everybody(), "POST", "text/plain"), 415,
                 "unsupported_media_type");
  expect_problem(ask("/actions/searchCatalog", "", Api::everybody(), "GET"), 405, "method_not_allowed");
  expect_problem(ask("/openapi-actions.json", "{}"), 405, "method_not_allowed");
  expect_problem(ask("/actions/checkContract", "{}"), 404, "not_found");
  const ApiResponse answer = ask("/actions/getLineage", R"({"key":"no such thing"})");
  expect_problem(answer, 400, "bad_value");
  EXPECT_EQ(Json::parse(answer.body)["instance"], "urn:request:one");
  EXPECT_EQ(header(answer, "X-Request-Id"), "one");
}

}  // namespace
}  // namespace waymark
