// How a data product stands: what its record lacks, its health in a sentence, its ports, and what set its
// sensitivity.
#include <gmock/gmock.h>

#include "api_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Asset output(const std::string& name, const std::string& updated) {
  Asset asset = table("PROD.SALES." + name, "Sales");
  asset.updated = parse_time(updated);
  asset.fresh_within = Seconds(86400);
  asset.product_keys = {asset_key('p', "orders 360")};
  asset.within = asset.product_keys;
  return asset;
}

Member port(const Asset& asset, std::string_view kind) {
  return {.asset = {.id = asset.key, .physical = {}, .name = {}}, .port = std::string(kind)};
}

Asset product_of(const std::vector<Asset>& outputs) {
  Asset product;
  product.type = AssetType::DataProduct;
  product.name = "Orders 360";
  product.match_key = "orders 360";
  product.key = asset_key('p', product.match_key);
  for (const Asset& asset : outputs) product.members.push_back(port(asset, "output"));
  return product;
}

Json told(const std::vector<Asset>& assets, const Asset& product, const Caller& caller = Api::everybody()) {
  std::vector<Asset> all = assets;
  all.push_back(product);
  Api api(all);
  return api.json("/api/v1/assets/" + product.key, {}, caller);
}

// "Now" of the fixture is 2026-11-01.
constexpr const char* kFresh = "2026-10-31T23:00:00Z";
constexpr const char* kOld = "2026-10-30T20:00:00Z";

TEST(Product, AWholeRecordIsCompleteAndWell) {
  const Asset orders = output("ORDERS", kFresh);
  Asset product = product_of({orders});
  product.description = "All orders.";
  product.owners = {{.name = "Ana Ruiz"}};
  product.domain = "Sales";
  product.criticality = "high";
  product.sensitivity = "internal";
  product.certification = "certified";
  product.contract_state = "kept";
  const Json json = told({orders}, product);
  EXPECT_EQ(json["completeness"]["percent"], 100);
  EXPECT_THAT(json["completeness"]["missing"], IsEmpty());
  EXPECT_EQ(json["health"]["state"], "good");
  EXPECT_EQ(json["health"]["text"], "Its data is on time, its contract is kept, and Ana Ruiz owns it.");
  EXPECT_EQ(json["outputs"],
            Json::parse(R"([{"key": ")" + orders.key + R"(", "type": "table", "name": "ORDERS"}])"));
  EXPECT_FALSE(json.contains("inputs"));
}

TEST(Product, AnEmptyRecordSaysWhatIsMissing) {
  const Json json = told({}, product_of({}));
  EXPECT_EQ(json["completeness"]["percent"], 0);
  EXPECT_THAT(json["completeness"]["missing"],
              ElementsAre("description", "owner", "domain", "criticality", "sensitivity", "certification",
                          "contract", "assets", "output port", "freshness"));
  EXPECT_EQ(json["health"]["state"], "trouble");
  EXPECT_EQ(json["health"]["text"],
            "No source tells how fresh its data is, it has no contract, and nobody owns it.");
}

TEST(Product, LateDataAndABrokenContractAreTrouble) {
  const Asset orders = output("ORDERS", kFresh), lines = output("LINES", kOld);
  Asset product = product_of({orders, lines});
  product.owners = {{.name = "Ana Ruiz"}, {.mail = "bo@example.com"}};
  product.contract_state = "broken";
  Json json = told({orders, lines}, product);
  EXPECT_EQ(json["health"]["state"], "trouble");
  EXPECT_EQ(json["health"]["text"],
            "1 of 2 parts of its data is late, its contract is broken, and Ana Ruiz and 1 more own it.");
  product.contract_state = "unchecked";
  json = told({orders}, product);
  EXPECT_EQ(json["health"]["state"], "unclear");
  EXPECT_EQ(json["health"]["text"],
            "Its data is on time, its contract is not checked, and Ana Ruiz and 1 more own it.");
}

TEST(Product, WhatACallerMayNotSeeIsInNoneOfIt) {
  const Asset orders = output("ORDERS", kFresh);
  Asset secret = output("SECRET", kOld);
  secret.access.level = 3;
  Asset product = product_of({orders, secret});
  product.access.level = 0;
  product.members.push_back(port(secret, "input"));
  Asset open = orders;
  open.access.level = 0;
  const Json json = told({open, secret}, product, Api::level("public"));
  ASSERT_EQ(json["outputs"].size(), 1u);
  EXPECT_EQ(json["outputs"][0]["name"], "ORDERS");
  EXPECT_FALSE(json.contains("inputs"));
  EXPECT_EQ(json["health"]["text"], "Its data is on time, it has no contract, and nobody owns it.");
}

TEST(Product, TheSensitivityNamesWhatSetIt) {
  const Asset orders = output("ORDERS", kFresh);
  Asset product = product_of({orders});
  product.sensitivity = "confidential";
  product.sensitivity_from = orders.key;
  EXPECT_EQ(told({orders}, product)["sensitivity_source"],
            Json::parse(R"({"key": ")" + orders.key + R"(", "name": "ORDERS"})"));
  Asset table = orders;
  table.sensitivity = "confidential";
  table.sensitivity_from = "column email";
  EXPECT_EQ(told({}, table)["sensitivity_source"], Json::parse(R"({"column": "email"})"));
  EXPECT_THAT(member_names(told({}, orders)), Not(Contains("sensitivity_source")));
}

}  // namespace
}  // namespace waymark
