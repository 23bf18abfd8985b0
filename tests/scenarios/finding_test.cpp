// Scenarios 4.4 to 4.7: columns as results, what is alike, what a question names, and lists by use.
#include <gmock/gmock.h>

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string lines() {
  std::string out;
  const auto add = [&](const std::string& name, const json& more) {
    json line = {{"id", "more:" + name},
                 {"name", name},
                 {"type", "table"},
                 {"platform", "postgres"},
                 {"qualified_name", "shop.public." + name}};
    line.update(more);
    out += line.dump() + "\n";
  };
  const json revenue_columns = {
      {{"name", "region_code"}, {"type", "text"}},
      {{"name", "month"}, {"type", "date"}},
      {{"name", "revenue_eur"}, {"type", "numeric"}, {"description", "Gross revenue"}}};
  add("monthly_revenue", {{"description", "Revenue by region and month"},
                          {"domain", "Retail"},
                          {"columns", revenue_columns},
                          {"certification", "certified"},
                          {"owners", {{{"name", "Dana Roth"}}}},
                          {"updated", "2026-10-30T00:00:00Z"}});
  add("monthly_revenue_plan", {{"description", "Planned revenue by region and month"},
                               {"domain", "Wholesale"},
                               {"columns", revenue_columns},
                               {"updated", "2025-01-01T00:00:00Z"}});
  add("revenue_board",
      {{"type", "dashboard"}, {"domain", "Retail"}, {"description", "Monthly revenue by region"}});
  add("parking_lots", {{"columns", {{{"name", "lot"}, {"type", "text"}}}}});
  add("robot_food", {{"usage", {{"queries_30d", 50000}, {"users_30d", 1}}}});
  add("revenue_memo", {{"description", "customer_id of nobody: only words of a sentence"}});
  return out;
}

class Finding : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    mesh_ = new MeshServer;
    mesh_->load(mesh_->with_lines("mesh", lines()));
  }
  static void TearDownTestSuite() { delete mesh_; }

  static json columns(Parameters more) {
    more.emplace_back("type", "column");
    return mesh_->search(std::move(more));
  }
  static std::string key_of(const std::string& name) { return mesh_->search(name)["hits"][0]["key"]; }
  static int status(const Parameters& parameters) {
    const auto answer = mesh_->raw("/api/v1/search", parameters);
    return answer ? answer->status : 0;
  }

  static MeshServer* mesh_;
};
MeshServer* Finding::mesh_ = nullptr;

TEST_F(Finding, S46_ColumnsAsRowsWithTheirParents) {
  const json found = columns({{"q", "customer_id"}});
  ASSERT_FALSE(found["hits"].empty());
  for (const json& hit : found["hits"]) {
    EXPECT_EQ(hit["type"], "column");
    EXPECT_THAT(hit["key"].get<std::string>(), StartsWith("c_"));
    EXPECT_EQ(hit["name"], "customer_id") << hit.dump();
    EXPECT_FALSE(hit["parent"]["name"].get<std::string>().empty());
  }
  EXPECT_THAT(found["hits"].dump(), Not(HasSubstr("revenue_memo")));
  EXPECT_EQ(found["total"], found["hits"].size());
  EXPECT_EQ(found["total_is"], "exact");
  const json& first = found["hits"][0];
  EXPECT_EQ(lower(first["parent"]["qualified_name"].get<std::string>()), "prod.sales.fct_customer_orders");
  EXPECT_THAT(first["url"].get<std::string>(), HasSubstr("#col-customer_id"));
  EXPECT_EQ(first["highlight"]["name"][0]["m"], 1);
  EXPECT_THAT(first["why"].dump(), HasSubstr("exact name"));
}

TEST_F(Finding, S46_ATablesNameIsNoColumn) {
  EXPECT_EQ(columns({{"q", "wide_events"}, {"spell", "off"}})["total"], 0);
  EXPECT_EQ(columns({{"q", "parking"}, {"spell", "off"}})["total"], 0);
}

TEST_F(Finding, S46_ColumnsShowTagsTypesAndDescriptions) {
  const json mail = columns({{"q", "email_address"}})["hits"][0];
  EXPECT_THAT(mail["tags"].dump(), HasSubstr("PII"));
  const json revenue = columns({{"q", "gross revenue"}});
  ASSERT_EQ(revenue["total"], 2);
  EXPECT_EQ(revenue["hits"][0]["data_type"], "numeric");
  EXPECT_EQ(revenue["hits"][0]["description"], "Gross revenue");
}

TEST_F(Finding, S46_PagesAreTheWholeResultOnce) {
  std::vector<std::string> seen;
  const json first = columns({{"q", "c0*"}, {"size", "100"}, {"facets", "none"}});
  const std::size_t total = first["total"];
  EXPECT_EQ(total, 999u) << "c0001 to c0999";
  for (std::size_t page = 1; page <= first["pages"].get<std::size_t>(); ++page) {
    const json answer =
        columns({{"q", "c0*"}, {"size", "100"}, {"facets", "none"}, {"page", std::to_string(page)}});
    for (const json& hit : answer["hits"]) seen.push_back(hit["key"]);
  }
  EXPECT_EQ(seen.size(), total);
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::unique(seen.begin(), seen.end()), seen.end());
}

TEST_F(Finding, S22_CountsOverColumnsAreTotals) {
  const json found =
      columns({{"q", "customer_id"}, {"facets", "domain,platform,sensitivity,certification,type"}});
  EXPECT_EQ(found["facets"]["type"]["values"][0]["value"], "column");
  EXPECT_EQ(found["facets"]["type"]["values"][0]["count"], found["total"]);
  for (const auto& [field, facet] : found["facets"].items()) {
    if (field == "type") continue;
    for (const json& value : facet["values"]) {
      const json clicked = columns({{"q", "customer_id"}, {field, value["value"].get<std::string>()}});
      EXPECT_EQ(clicked["total"], value["count"]) << field << ":" << value["value"];
    }
  }
  const json chosen = columns({{"platform", "postgres"}, {"facets", "platform"}});
  for (const json& value : chosen["facets"]["platform"]["values"])
    EXPECT_EQ(columns({{"platform", value["value"].get<std::string>()}})["total"], value["count"]);
}

TEST_F(Finding, OtherAnswersKnowNoColumns) {
  const json all = mesh_->search({{"q", "customer_id"}, {"facets", "type"}, {"facet_size", "100"}});
  EXPECT_THAT(all["facets"].dump(), Not(HasSubstr("\"column\"")));
  for (const json& hit : all["hits"]) EXPECT_NE(hit["type"], "column");
}

TEST_F(Finding, WhatDoesNotGoWithColumnsIsRefused) {
  EXPECT_EQ(status({{"type", "column"}}), 200);
  EXPECT_EQ(status({{"type", "column"}, {"type", "table"}}), 400);
  EXPECT_EQ(status({{"not.type", "column"}}), 400);
  EXPECT_EQ(status({{"type", "column"}, {"columns", "0"}}), 400);
  EXPECT_EQ(status({{"type", "column"}, {"similar_to", key_of("monthly_revenue")}}), 400);
}

TEST_F(Finding, AColumnsKeyLeadsToItsTable) {
  const json hit = columns({{"q", "email_address"}})["hits"][0];
  const json asset = mesh_->get("/api/v1/assets/" + hit["key"].get<std::string>());
  EXPECT_EQ(asset["key"], hit["parent"]["key"]);
  EXPECT_EQ(asset["column"]["key"], hit["key"]);
  EXPECT_EQ(asset["column"]["name"], "email_address");
  EXPECT_EQ(asset["column"]["url"], hit["url"]);
  std::string other = hit["key"];
  other.back() = other.back() == 'a' ? 'b' : 'a';
  const auto missing = mesh_->raw("/api/v1/assets/" + other);
  ASSERT_TRUE(missing);
  EXPECT_EQ(missing->status, 404);
}

TEST_F(Finding, FewerWordsAreSaidAndTheTableHelps) {
  const json found = columns({{"q", "monthly region code"}});
  EXPECT_EQ(found["query"]["relaxed"], true);
  EXPECT_EQ(found["query"]["match"], "most");
  EXPECT_EQ(found["hits"][0]["name"], "region_code");
}

TEST_F(Finding, ColumnsCanBeLeftOut) {
  EXPECT_THAT(MeshServer::names(mesh_->search("revenue_eur")), Contains("monthly_revenue"));
  const json without = mesh_->search({{"q", "revenue_eur"}, {"columns", "0"}, {"match", "all"}});
  EXPECT_THAT(MeshServer::names(without), Not(Contains("monthly_revenue")));
  const json named = mesh_->search({{"q", "monthly revenue"}, {"columns", "0"}});
  EXPECT_THAT(MeshServer::names(named), Contains("monthly_revenue"));
}

TEST_F(Finding, WhatIsAlikeComesFirstAndSaysWhy) {
  const std::string key = key_of("monthly_revenue");
  const json found = mesh_->get("/api/v1/assets/" + key + "/similar");
  ASSERT_FALSE(found["hits"].empty());
  EXPECT_EQ(found["hits"][0]["name"], "monthly_revenue_plan");
  EXPECT_THAT(found["hits"][0]["why"].dump(), HasSubstr("shares 3 of 3 columns: region_code, month"));
  for (const json& hit : found["hits"]) {
    EXPECT_NE(hit["key"], key);
    EXPECT_NE(hit["name"], "parking_lots");
    EXPECT_FALSE(hit.contains("stub"));
  }
  const json searched = mesh_->search({{"similar_to", key}, {"explain", "1"}});
  EXPECT_EQ(searched["total"], found["total"]);
  for (const json& hit : searched["hits"]) {
    double sum = 0;
    for (const json& part : hit["explain"]) sum += part["value"].get<double>();
    EXPECT_NEAR(sum, hit["score"].get<double>(), 1e-6);
  }
}

TEST_F(Finding, WhatIsAlikeCanBeFiltered) {
  const std::string key = key_of("monthly_revenue");
  const json found = mesh_->search({{"similar_to", key}, {"facets", "domain,type"}});
  for (const auto& [field, facet] : found["facets"].items())
    for (const json& value : facet["values"]) {
      const json clicked = mesh_->search({{"similar_to", key}, {field, value["value"].get<std::string>()}});
      EXPECT_EQ(clicked["total"], value["count"]) << field << ":" << value["value"];
    }
  const json boards = mesh_->search({{"similar_to", key}, {"type", "dashboard"}});
  EXPECT_THAT(MeshServer::names(boards), ElementsAre("revenue_board"));
  EXPECT_EQ(status({{"similar_to", "t_aaaaaaaaaaaaa"}}), 400);
  const auto missing = mesh_->raw("/api/v1/assets/t_aaaaaaaaaaaaa/similar");
  ASSERT_TRUE(missing);
  EXPECT_EQ(missing->status, 404);
}

TEST_F(Finding, AQuestionWorksAsTypedAndItsValuesAreOffered) {
  const json found = mesh_->search("which table has monthly revenue by region for retail?");
  ASSERT_FALSE(found["hits"].empty());
  EXPECT_EQ(found["hits"][0]["name"], "monthly_revenue") << found["hits"].dump();
  std::map<std::string, json> offered;
  for (const json& offer : found["query"]["offers"]) offered[offer["field"]] = offer;
  ASSERT_TRUE(offered.contains("domain")) << found["query"].dump();
  EXPECT_EQ(offered["domain"]["value"], "Retail");
  for (const auto& [field, offer] : offered) {
    const json chosen = mesh_->search({{"q", "which table has monthly revenue by region for retail?"},
                                       {field, offer["value"].get<std::string>()}});
    EXPECT_EQ(chosen["total"], offer["total"]) << field;
  }
}

TEST_F(Finding, ValuesOfManyKindsAreRecognised) {
  const auto offers = [&](const std::string& q) {
    std::vector<std::string> out;
    const json found = mesh_->search(q);
    for (const json& offer : found["query"].value("offers", json::array())) {
      out.push_back(offer["field"].get<std::string>() + "=" + offer["value"].get<std::string>());
      const json chosen =
          mesh_->search({{"q", q}, {offer["field"].get<std::string>(), offer["value"].get<std::string>()}});
      EXPECT_EQ(chosen["total"], offer["total"]) << q << " " << out.back();
    }
    return out;
  };
  EXPECT_THAT(offers("certified revenue"), Contains("certification=certified"));
  EXPECT_THAT(offers("revenue dashboards"), Contains("type=dashboard"));
  EXPECT_THAT(offers("revenue dana"), Contains("owner=Dana Roth"));
  EXPECT_THAT(offers("revenue updated last week"), Contains("updated_after=7d"));
  EXPECT_THAT(offers("orders snowflake"), Contains("platform=snowflake"));
  EXPECT_THAT(offers("revenue"), IsEmpty());
}

TEST_F(Finding, AWordForATypeIsHadByWhatIsOfIt) {
  const json found = mesh_->search("revenue dashboard");
  ASSERT_FALSE(found["hits"].empty());
  EXPECT_EQ(found["hits"][0]["name"], "revenue_board");
  EXPECT_THAT(found["hits"][0]["why"].dump(), HasSubstr("type: dashboard"));
}

TEST_F(Finding, S87_PeopleCountBeforeQueries) {
  const json used = mesh_->search({{"sort", "used"}});
  const auto names = MeshServer::names(used);
  const auto place = [&](const char* name) {
    return std::find(names.begin(), names.end(), name) - names.begin();
  };
  ASSERT_THAT(names, Contains("robot_food"));
  EXPECT_LT(place("FCT_CUSTOMER_ORDERS"), place("robot_food"));
}

}  // namespace
}  // namespace waymark
