// What a caller may not see does not exist for them: every answer is that of an index without it.
#include <gmock/gmock.h>

#include "api_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::HasSubstr;
using testing::Not;

// The body without what may differ between two indexes of the same visible content.
std::string comparable(const ApiResponse& answer) {
  Json json = Json::parse(answer.body, nullptr, false);
  if (json.is_discarded()) return answer.body;
  for (const char* member : {"took_ms", "generation", "instance"}) json.erase(member);
  return std::to_string(answer.status) + " " + json.dump();
}

std::vector<Asset> visible_assets() {
  Asset neighbour = full_table();
  neighbour.downstream = {{card_numbers().key, "data", {"dbt"}}};
  return {neighbour, table("A.B.C", "Finance")};
}

class Access : public testing::Test {
 protected:
  static std::vector<Asset> all_assets() {
    std::vector<Asset> assets = visible_assets();
    assets.push_back(card_numbers());
    return assets;
  }
  Api all{all_assets()};
  Api visible{visible_assets()};
};

TEST_F(Access, WithoutTheGroupEveryAnswerIsThatOfAnIndexWithoutIt) {
  const Caller outsider = Api::level("restricted", {"marketing"});
  const std::string key = card_numbers().key;
  const std::vector<std::pair<std::string, NameValues>> requests = {
      {"/api/v1/search", {{"q", "card_numbers"}}},
      {"/api/v1/search", {{"q", "zanzibr"}}},
      {"/api/v1/search", {{"q", "card*"}, {"explain", "1"}}},
      {"/api/v1/search", {}},
      {"/api/v1/search", {{"within", key}}},
      {"/api/v1/search", {{"owner", key}}},
      {"/api/v1/suggest", {{"q", "card"}}},
      {"/api/v1/facets/domain", {}},
      {"/api/v1/assets/" + key, {}},
      {"/api/v1/assets/" + key + "/columns", {}},
      {"/api/v1/assets/" + full_table().key, {}},
      {"/api/v1/resolve", {{"ref", card_numbers().match_key}, {"ref", key}}},
      {"/api/v1/schema", {}},
  };
  for (const auto& [path, query] : requests) {
    const ApiResponse hidden = all.get(path, query, outsider);
    EXPECT_EQ(comparable(hidden), comparable(visible.get(path, query, outsider))) << path;
    EXPECT_THAT(hidden.body, Not(HasSubstr("Zanzibar"))) << path;
    EXPECT_EQ(header(hidden, "ETag"), header(visible.get(path, query, outsider), "ETag")) << path;
  }
}

TEST_F(Access, WithTheGroupItIsThere) {
  const Caller insider = Api::level("confidential", {"finance"});
  EXPECT_EQ(all.search({{"q", "card_numbers"}}, insider)["total"], 1);
  EXPECT_EQ(all.json("/api/v1/assets/" + card_numbers().key, {}, insider)["name"], "CARD_NUMBERS");
  EXPECT_EQ(all.json("/api/v1/assets/" + full_table().key, {}, insider)["links"]["downstream"], 1);
}

TEST_F(Access, TheGroupWithoutTheLevelIsNotEnough) {
  EXPECT_EQ(all.get("/api/v1/assets/" + card_numbers().key, {}, Api::level("internal", {"finance"})).status,
            404);
}

TEST_F(Access, AnUnknownLevelSeesTheLowestOnly) {
  EXPECT_EQ(all.search({}, Api::level("emperor"))["total"], 0);  // Everything here is internal or above.
}

TEST_F(Access, HiddenAndAbsentAreTheSameBytes) {
  const auto ask = [&](const std::string& key) {
    return all.ask({.path = "/api/v1/assets/" + key, .request_id = "same"}, Api::level("restricted"));
  };
  const ApiResponse hidden = ask(card_numbers().key), absent = ask("t_aaaaaaaaaaaaa");
  EXPECT_EQ(hidden.body, absent.body);
  EXPECT_EQ(hidden.headers, absent.headers);
  expect_problem(hidden, 404, "not_found");
}

TEST_F(Access, AHiddenNeighbourIsNotCounted) {
  const Json asset = all.json("/api/v1/assets/" + full_table().key, {}, Api::level("restricted"));
  EXPECT_EQ(asset["links"]["downstream"], 0);
  EXPECT_TRUE(asset["lineage"]["downstream"].empty());
  EXPECT_EQ(asset["has"]["lineage"], false);
}

TEST_F(Access, WithoutTheScopeNothingIsRead) {
  Caller caller = Api::everybody();
  caller.scopes = {"contracts:check"};
  expect_problem(all.get("/api/v1/search", {}, caller), 403, "insufficient_scope");
  EXPECT_EQ(all.get("/healthz", {}, caller).status, 200);
}

TEST(EntityTag, ComesBackAsNotModifiedUntilVisibleContentChanges) {
  Api api({full_table()});
  const Caller outsider = Api::level("restricted");
  const auto ask = [&](const std::string& tag) {
    return api.ask({.path = "/api/v1/search", .query = {{"q", "orders"}}, .if_none_match = tag}, outsider);
  };
  const std::string tag = header(ask(""), "ETag");
  EXPECT_THAT(tag, testing::StartsWith("W/\""));
  const ApiResponse same = ask(tag);
  EXPECT_EQ(same.status, 304);
  EXPECT_TRUE(same.body.empty());
  EXPECT_EQ(ask("\"other\", " + tag).status, 304);
  EXPECT_EQ(ask("*").status, 200);

  publish_assets({full_table(), card_numbers()}, api.folder());  // Nothing this caller sees.
  std::this_thread::sleep_for(std::chrono::milliseconds(250));
  EXPECT_EQ(ask(tag).status, 304);
  publish_assets({full_table(), table("A.B.ORDERS")}, api.folder());
  std::this_thread::sleep_for(std::chrono::milliseconds(250));
  EXPECT_EQ(ask(tag).status, 200);
}

TEST(EntityTag, DiffersByQuestionAndByAccess) {
  Api api({full_table(), card_numbers()});
  std::set<std::string> tags;
  for (const char* text : {"orders", "cards"})
    for (const Caller& caller : {Api::everybody(), Api::level("internal")})
      tags.insert(header(api.get("/api/v1/search", {{"q", text}}, caller), "ETag"));
  EXPECT_EQ(tags.size(), 4u);
}

}  // namespace
}  // namespace waymark
