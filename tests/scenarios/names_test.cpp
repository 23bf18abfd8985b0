// Scenarios 4.2: exact, qualified and partial names. Numbers are those of the catalogue of scenarios.
#include <gmock/gmock.h>

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class Names : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    mesh_ = new MeshServer;
    mesh_->load(mesh_->with_lines(
        "mesh",
        R"({"id":"ekko","name":"EKKO","title":"Purchasing Document Header","platform":"sap","type":"table"})"));
  }
  static void TearDownTestSuite() { delete mesh_; }

  // Where a hit stands, from 0; a large number when it is not there.
  static std::size_t rank(const json& answer, const std::string& reference) {
    const auto& hits = answer["hits"];
    for (std::size_t i = 0; i < hits.size(); ++i)
      if (qualified(hits[i]) == lower(reference) || hits[i]["name"] == reference ||
          hits[i].value("title", "") == reference)
        return i;
    return 9999;
  }
  static std::string qualified(const json& hit) {
    const json asset = mesh_->get("/api/v1/assets/" + hit["key"].get<std::string>());
    return lower(asset.value("qualified_name", ""));
  }

  static MeshServer* mesh_;
};
MeshServer* Names::mesh_ = nullptr;

constexpr const char* kT1 = "PROD.SALES.FCT_CUSTOMER_ORDERS";
constexpr const char* kT2 = "PROD.SALES.FCT_CUSTOMER_ORDERS_BKP";
constexpr const char* kT3 = "DEV.SALES.FCT_CUSTOMER_ORDERS";

TEST_F(Names, S1_ExactNameBeforeBackupBeforePopularMention) {
  const json found = mesh_->search("fct_customer_orders");
  EXPECT_EQ(rank(found, kT1), 0u);
  EXPECT_EQ(rank(found, kT3), 1u);
  EXPECT_GT(rank(found, kT2), 1u);
  EXPECT_GT(rank(found, "Weekly Orders"), rank(found, kT2));
  EXPECT_LT(rank(found, "Weekly Orders"), 9999u);
}

TEST_F(Names, S2_QualifiedNameInAnySpelling) {
  for (const char* text : {"PROD.SALES.FCT_CUSTOMER_ORDERS", "prod.sales.fct_customer_orders",
                           "PROD/SALES/FCT_CUSTOMER_ORDERS"}) {
    const json found = mesh_->search(text);
    EXPECT_EQ(rank(found, kT1), 0u) << text;
    EXPECT_GT(rank(found, kT3), 0u) << text;
  }
}

TEST_F(Names, S3_PartlyQualifiedNameAndUseBreaksTheTie) {
  const json found = mesh_->search("SALES.FCT_CUSTOMER_ORDERS");
  EXPECT_EQ(rank(found, kT1), 0u);
  EXPECT_EQ(rank(found, kT3), 1u);
}

TEST_F(Names, S4_ProductByItsName) {
  const json found = mesh_->search("customer orders");
  EXPECT_EQ(found["hits"][0]["name"], "Customer Orders");
  EXPECT_EQ(found["hits"][0]["type"], "data_product");
  EXPECT_LT(rank(found, kT1), 3u);
  EXPECT_GE(found["total"], 4);
}

TEST_F(Names, S5_OneNameWrittenFourWays) {
  std::vector<std::string> expected;
  for (const char* text :
       {"fct customer orders", "fct-customer-orders", "FctCustomerOrders", "fct_customer_orders"}) {
    const json found = mesh_->search({{"q", text}, {"size", "100"}});
    std::vector<std::string> keys;
    for (const json& hit : found["hits"]) keys.push_back(hit["key"]);
    std::sort(keys.begin(), keys.end());
    if (expected.empty()) expected = keys;
    EXPECT_EQ(keys, expected) << text;
    EXPECT_EQ(rank(found, kT1), 0u) << text;
  }
}

TEST_F(Names, S6_S7_PartsOfAGluedName) {
  EXPECT_THAT(MeshServer::names(mesh_->search("region")), Contains("SalesRegion"));
  for (const char* text : {"salesregion", "sales region", "SalesRegion"})
    EXPECT_EQ(mesh_->search(text)["hits"][0]["name"], "SalesRegion") << text;
}

TEST_F(Names, S9_ColumnNameAsReason) {
  for (const char* text : {"ordertotal", "order total", "orderTotal"}) {
    const json found = mesh_->search(text);
    const std::size_t at = rank(found, kT1);
    ASSERT_LT(at, 9999u) << text;
    EXPECT_EQ(found["hits"][at]["matched"]["columns"][0]["name"], "orderTotal") << text;
  }
}

TEST_F(Names, S10_TwoLetterWords) {
  const auto names = MeshServer::names(mesh_->search({{"q", "id"}, {"size", "50"}}));
  EXPECT_THAT(names, Contains("FCT_CUSTOMER_ORDERS"));
  EXPECT_THAT(names, Contains("HTTPServerLogs2"));
}

TEST_F(Names, S15_DisplayNameAndTechnicalName) {
  EXPECT_EQ(mesh_->search("EKKO")["hits"][0]["name"], "EKKO");
  EXPECT_EQ(mesh_->search("purchasing document header")["hits"][0]["name"], "EKKO");
}

TEST_F(Names, S44_ColumnOfAnAddressWithItsTag) {
  const json found = mesh_->search("email_address");
  const std::size_t at = rank(found, kT1);
  ASSERT_LT(at, 9999u);
  EXPECT_THAT(found["hits"][at]["why"].dump(), HasSubstr("column: email_address"));
  const json columns = mesh_->get(
      "/api/v1/assets/" + found["hits"][at]["key"].get<std::string>() + "/columns", {{"q", "email"}});
  ASSERT_EQ(columns["total"], 1);
  EXPECT_THAT(columns["columns"][0]["tags"].dump(), HasSubstr("PII"));
  const json itself = mesh_->search({{"q", "email_address"}, {"type", "column"}})["hits"][0];
  EXPECT_THAT(itself["url"].get<std::string>(), HasSubstr("#col-email_address"));
}

TEST_F(Names, S45_OneColumnOfThreeThousand) {
  const json found = mesh_->search("c2999");
  ASSERT_EQ(found["hits"][0]["name"], "wide_events");
  EXPECT_EQ(found["hits"][0]["matched"]["columns"].size(), 1u);
  EXPECT_EQ(found["hits"][0]["matched"]["columns"][0]["name"], "c2999");
  const json many = mesh_->search("c29*")["hits"][0];
  EXPECT_EQ(many["name"], "wide_events");
  EXPECT_LE(many["matched"]["columns"].size(), 10u);
  EXPECT_EQ(many["matched"]["columns"].size() + many["matched"]["more_columns"].get<std::size_t>(), 100u);
}

}  // namespace
}  // namespace waymark
