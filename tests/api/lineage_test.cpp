// The graph around an asset as JSON: its shape, what is refused, and that what is hidden leaves no trace.
#include <gmock/gmock.h>

#include "waymark/base/strings.h"

#include "api_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

void flow(Asset& from, Asset& to, const std::string& columns = "") {
  to.upstream.push_back({.key = from.key, .kind = "data", .sources = {"dbt"}, .columns = columns, .at = {}});
  from.downstream.push_back({.key = to.key, .kind = "data", .sources = {"dbt"}, .columns = {}, .at = {}});
}

class LineageApi : public testing::Test {
 protected:
  LineageApi() {
    secret_.products = {};
    flow(raw_, orders_, "id\torder_id"), flow(secret_, orders_), flow(orders_, board_);
    api_ = std::make_unique<Api>(std::vector{raw_, orders_, board_, secret_});
  }
  static Asset dashboard() {
    Asset asset = table("Weekly orders");
    asset.type = AssetType::Dashboard;
    asset.platform = "tableau";
    asset.owners = {{.id = {}, .name = "Bo", .mail = "bo@example.com"}};
    return asset;
  }
  std::string path() const { return "/api/v1/assets/" + orders_.key + "/lineage"; }
  void refused(NameValues query) { expect_problem(api_->get(path(), std::move(query)), 400, "bad_value"); }

  Asset raw_ = table("PROD.RAW.ORDERS", "Sales"), orders_ = full_table(), board_ = dashboard(),
        secret_ = card_numbers();
  std::unique_ptr<Api> api_;
};

TEST_F(LineageApi, AnswersHaveTheMembersThatAreDocumented) {
  const Json answer = api_->json(path(), {{"impact", "1"}});
  EXPECT_THAT(member_names(answer),
              ElementsAre("root", "level", "nodes", "edges", "total_up", "total_down", "total_is",
                          "truncated", "cycle", "impact", "generation", "as_of"));
  ASSERT_EQ(answer["nodes"].size(), 4U);
  const Json& root = answer["nodes"][0];
  EXPECT_THAT(member_names(root),
              ElementsAre("key", "type", "name", "path", "platform", "certification", "sensitivity",
                          "criticality", "lifecycle", "contract", "freshness", "depth"));
  EXPECT_EQ(root["freshness"], "on_time");
  EXPECT_EQ(answer["nodes"][1]["side"], "up");
  EXPECT_EQ(answer["impact"]["dashboards"], 1);
  EXPECT_EQ(answer["impact"]["owners"][0]["name"], "Bo");
  EXPECT_EQ(answer["edges"].size(), 3U);
}

TEST_F(LineageApi, ColumnsAreNamedAtBothEnds) {
  const Json answer = api_->json(path(), {{"level", "column"}, {"column", "ORDER_ID"}});
  ASSERT_EQ(answer["edges"].size(), 1U) << answer.dump(1);
  EXPECT_EQ(answer["edges"][0]["from_column"], "id");
  EXPECT_EQ(lower(answer["edges"][0]["to_column"].get<std::string>()), "order_id");
  EXPECT_EQ(answer["nodes"][1]["column"], "id");
}

TEST_F(LineageApi, WhatDoesNotFitIsRefused) {
  refused({{"level", "column"}});
  refused({{"column", "order_id"}});
  refused({{"level", "column"}, {"column", "no_such_column"}});
  refused({{"level", "product"}, {"path_to", "t_0000000000000"}});
  refused({{"path_to", "t_0000000000000"}});
  refused({{"path_to", raw_.key}, {"types", "table"}});
  refused({{"up", "51"}}), refused({{"max_nodes", "501"}}), refused({{"level", "table"}}),
      refused({{"types", "nothing"}});
  expect_problem(api_->get(path(), {{"depth", "3"}}), 400, "unknown_parameter");
  expect_problem(api_->get("/api/v1/assets/t_0000000000000/lineage"), 404, "not_found");
}

TEST_F(LineageApi, S53_WhatIsHiddenIsNeitherShownNorCounted) {
  const Caller outsider = Api::level("confidential");
  const ApiResponse answer = api_->get(path(), {{"up", "5"}, {"impact", "1"}}, outsider);
  EXPECT_THAT(answer.body, Not(HasSubstr(secret_.key)));
  const Json json = Json::parse(answer.body);
  EXPECT_EQ(json["total_up"], 1);
  EXPECT_EQ(json["nodes"].size(), 3U);
  expect_problem(api_->get("/api/v1/assets/" + secret_.key + "/lineage", {}, outsider), 404, "not_found");
  const auto missing = api_->get(path(), {{"path_to", "t_0000000000000"}}, outsider),
             hidden = api_->get(path(), {{"path_to", secret_.key}}, outsider);
  EXPECT_EQ(missing.status, hidden.status);
  const Json insider = api_->json(path(), {{"up", "5"}}, Api::level("confidential", {"finance"}));
  EXPECT_EQ(insider["total_up"], 2);
}

TEST_F(LineageApi, AnAssetWithoutLineageStandsAlone) {
  Api api({table("PROD.RAW.LONELY")});
  const Json answer =
      api.json("/api/v1/assets/" + table("PROD.RAW.LONELY").key + "/lineage", {{"impact", "1"}});
  EXPECT_EQ(answer["nodes"].size(), 1U);
  EXPECT_EQ(answer["edges"].size(), 0U);
  EXPECT_EQ(answer["total_up"], 0);
}

}  // namespace
}  // namespace waymark
