#include <gmock/gmock.h>

#include "waymark/index/changes.h"
#include "waymark/model/column_key.h"

#include "api_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

Json one(Api& api, const Asset& asset, NameValues query = {}) {
  return api.json("/api/v1/assets/" + asset.key, std::move(query));
}

TEST(AssetAnswer, HasColumnsSourcesAndConflicts) {
  Api api({full_table()});
  const Json answer = one(api, full_table());
  EXPECT_EQ(answer["columns_total"], 2);
  Json email = {{"key", column_key(full_table().key, "customer.email")}};
  email.update(Json::parse(
      R"({"name":"email","path":"customer.email","type":"TEXT","tags":["PII"],"sensitivity":"confidential","pos":2})"));
  EXPECT_EQ(answer["columns"][1], email);
  EXPECT_EQ(
      answer["sources"][0],
      Json::parse(
          R"({"name":"warehouse","format":"snowflake","place":"TABLES.csv row 2","ref":"snowflake:PROD.SALES.FCT_ORDERS","read_at":"2026-10-31T00:00:00Z"})"));
  ASSERT_EQ(answer["conflicts"].size(), 1u);
  EXPECT_EQ(answer["conflicts"][0]["values"][1], Json::parse(R"({"value":"Orders.","source":"dbt"})"));
  EXPECT_EQ(answer["provenance"]["sensitivity"], "warehouse");
  EXPECT_EQ(answer["extra"], Json::parse(R"({"retention":"7 years"})"));
  EXPECT_EQ(answer["owner"][0]["mail"], "dana@example.com");
  EXPECT_EQ(answer["contract"]["state"], "kept");
}

TEST(AssetAnswer, TellsOfActivityByDay) {
  Asset asset = full_table();
  asset.usage.refreshes_30d = 30;
  asset.activity = {{.day = 20'756, .uses = 3, .users = 2}, {.day = 20'757, .refreshes = 1, .runs = 2, .failures = 1}};
  Api api({asset});
  const Json activity = one(api, asset)["activity"];
  EXPECT_EQ(activity["refreshes_30d"], 30);
  EXPECT_FALSE(activity.contains("runs_30d"));
  EXPECT_EQ(activity["days"], Json::parse(R"([{"day":"2026-10-30","uses":3,"users":2},
                                             {"day":"2026-10-31","refreshes":1,"runs":2,"failures":1}])"));
  EXPECT_FALSE(one(api, asset, {{"include", "columns"}})["activity"].contains("days"));
}

TEST(AssetAnswer, OtherLettersAreNoConflict) {
  Asset asset = full_table();
  asset.history = {{"name", {{"warehouse", "FCT_ORDERS"}, {"dbt", "fct_orders"}}}};
  Api api({asset});
  EXPECT_FALSE(one(api, asset).contains("conflicts"));
}

TEST(AssetAnswer, IncludeNamesTheParts) {
  Api api({full_table()});
  const auto names = member_names(one(api, full_table(), {{"include", "columns"}}));
  EXPECT_THAT(names, Contains("columns"));
  for (const char* part : {"lineage", "conflicts", "provenance"}) EXPECT_THAT(names, Not(Contains(part)));
  expect_problem(api.get("/api/v1/assets/" + full_table().key, {{"include", "everything"}}), 400,
                 "bad_value");
}

TEST(AssetAnswer, AFormerKeyLeadsToTheThing) {
  Asset asset = full_table();
  asset.aliases = {"t_aaaaaaaaaaaaa"};
  Api api({asset});
  EXPECT_EQ(api.json("/api/v1/assets/t_aaaaaaaaaaaaa")["key"], asset.key);
}

TEST(AssetAnswer, ExtraIsAtMostEightKilobytes) {
  Asset asset = full_table();
  asset.extra = {{"long", std::string(20000, 'x')}, {"next", "y"}};
  Api api({asset});
  EXPECT_LE(one(api, asset)["extra"].dump().size(), 8u * 1024 + 64);
}

TEST(AssetAnswer, LineageNamesTheNeighbours) {
  Asset raw = table("RAW.ORDERS"), report = table("REPORTS.WEEKLY");
  report.type = AssetType::Dashboard;
  report.key = asset_key('r', report.match_key);
  Asset middle = full_table();
  middle.upstream = {{raw.key, "data", {"dbt"}}};
  middle.downstream = {{report.key, "dashboard", {"tableau"}}};
  Api api({raw, middle, report});
  const Json answer = one(api, middle);
  EXPECT_EQ(answer["links"], Json::parse(R"({"upstream":1,"downstream":1,"reports":1})"));
  EXPECT_EQ(answer["lineage"]["upstream"][0],
            Json::parse(R"({"key":")" + raw.key +
                        R"(","type":"table","name":"ORDERS","kind":"data","sources":["dbt"]})"));
  EXPECT_EQ(answer["has"]["lineage"], true);
}

TEST(AssetAnswer, AProductCountsItsMembers) {
  Asset product;
  product.type = AssetType::DataProduct;
  product.name = "Orders 360";
  product.key = asset_key('p', "orders 360");
  Asset member = full_table();
  member.within = {product.key};
  Api api({product, member, table("A.B.C")});
  const Json answer = one(api, product);
  EXPECT_EQ(answer["members"], Json::parse(R"({"total":1,"by_type":{"table":1}})"));
  EXPECT_EQ(answer["url"], "/product/" + product.key);
}

TEST(AssetAnswer, AContractGivesItsTextOnlyWhenAsked) {
  Asset contract;
  contract.type = AssetType::Contract;
  contract.name = "orders";
  contract.key = asset_key('x', "odcs:orders");
  contract.contract = Contract{.format = "odcs", .version = "1.2.0", .status = "active"};
  contract.contract->objects = {
      {.target = {.physical = {"snowflake", "", {"PROD", "SALES", "FCT_ORDERS"}}}, .name = "orders"}};
  contract.contract->promises = {{"freshness", "24 h", Seconds(86400)}};
  contract.contract->original = "apiVersion: v3.0.0";
  Asset target = full_table();
  target.match_key = match_key(contract.contract->objects[0].target.physical);
  target.key = asset_key('t', target.match_key);
  target.aliases = {target.match_key};
  target.contract_keys = {contract.key};
  Api api({contract, target});
  const Json answer = one(api, contract);
  EXPECT_EQ(answer["contract"]["promises"][0],
            Json::parse(R"({"kind":"freshness","text":"24 h","within_s":86400})"));
  EXPECT_EQ(answer["contract"]["objects"][0]["key"], target.key);
  EXPECT_FALSE(answer["contract"].contains("original"));
  EXPECT_EQ(one(api, contract, {{"include", "contract"}})["contract"]["original"], "apiVersion: v3.0.0");
  EXPECT_EQ(one(api, target)["contract"]["contracts"][0]["key"], contract.key);
}

TEST(ColumnsAnswer, FiltersAndPages) {
  Asset wide = table("A.B.WIDE");
  for (int i = 0; i < 300; ++i) wide.columns.push_back({.path = "c" + std::to_string(1000 + i)});
  Api api({wide});
  const std::string path = "/api/v1/assets/" + wide.key + "/columns";
  EXPECT_EQ(one(api, wide)["columns"].size(), 50u);
  const Json second = api.json(path, {{"page", "2"}, {"size", "200"}});
  EXPECT_EQ(second["total"], 300);
  EXPECT_EQ(second["columns"].size(), 100u);
  EXPECT_EQ(second["columns"][0]["pos"], 201);
  EXPECT_EQ(api.json(path, {{"q", "C1299"}})["columns"][0]["name"], "c1299");
  expect_problem(api.get(path, {{"size", "201"}}), 400, "bad_value");
}

TEST(ResolveAnswer, TellsFoundFromMissing) {
  Api api({full_table()});
  const Json answer =
      api.json("/api/v1/resolve", {{"ref", "snowflake:PROD.SALES.FCT_ORDERS"}, {"ref", "nothing"}});
  EXPECT_EQ(answer["found"]["snowflake:PROD.SALES.FCT_ORDERS"], full_table().key);
  EXPECT_EQ(answer["missing"], Json::parse(R"(["nothing"])"));
  NameValues many(51, {"ref", "x"});
  expect_problem(api.get("/api/v1/resolve", many), 400, "bad_value");
}

TEST(SchemaAnswer, IsTheTables) {
  Api api({full_table()});
  const Json answer = api.json("/api/v1/schema");
  EXPECT_THAT(member_names(answer), ElementsAre("fields", "sorts", "types", "changes", "syntax"));
  EXPECT_EQ(answer["changes"].size(), change_kinds().size());
  ASSERT_EQ(answer["fields"].size(), fields().size());
  for (std::size_t i = 0; i < fields().size(); ++i) {
    EXPECT_EQ(answer["fields"][i]["name"], fields()[i].name);
    EXPECT_EQ(answer["fields"][i].value("values", Json::array()).size(), fields()[i].closed.size());
  }
  EXPECT_EQ(answer["types"].size(), asset_types().size());
}

TEST(SchemaAnswer, EveryExampleOfTheSyntaxIsReadAsWritten) {
  Api api({full_table()});
  const Json schema = api.json("/api/v1/schema");
  for (const Json& row : schema["syntax"]) {
    const Json found = api.search({{"q", row["example"]}});
    for (const Json& note : found["notes"]) EXPECT_EQ(note["code"], "no_results") << row;
  }
}

TEST(StatusAnswer, CountsWhatTheCallerSees) {
  Api api({full_table(), card_numbers()});
  const Json all = api.json("/api/v1/status");
  EXPECT_EQ(all["version"], "test");
  EXPECT_EQ(all["assets"], Json::parse(R"({"total":2,"by_type":{"table":2}})"));
  EXPECT_EQ(all["access"]["clearance"], "restricted");
  EXPECT_EQ(api.json("/api/v1/status", {}, Api::level("internal"))["assets"]["total"], 1);
}

}  // namespace
}  // namespace waymark
