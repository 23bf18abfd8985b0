// Scenarios 4.3 and 4.4: input that must not break anything, facets that must tell the truth.
#include <random>

#include <gmock/gmock.h>

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class Input : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    mesh_ = new MeshServer;
    std::string lines =
        R"({"id":"tagged","name":"tagged","platform":"sap","type":"table","tags":["gold","raw","shared"],"columns":[{"name":"a","tags":["shared"]},{"name":"b","tags":["shared"]}]})";
    for (int i = 0; i < 300; ++i)
      lines += "\n{\"id\":\"owned-" + std::to_string(i) + "\",\"name\":\"owned_" + std::to_string(i) +
               "\",\"platform\":\"sap\",\"type\":\"table\",\"owners\":[{\"name\":\"Owner " +
               std::to_string(i) + "\",\"mail\":\"owner" + std::to_string(i) + "@example.com\"}]}";
    mesh_->load(mesh_->with_lines("mesh", lines));
  }
  static void TearDownTestSuite() { delete mesh_; }

  // By value: a reference into a passing answer would not outlive the loop over it.
  static json facet(const json& answer, const std::string& field) {
    return answer["facets"].value(field, json::object());
  }
  static json values(const json& answer, const std::string& field) {
    return facet(answer, field).value("values", json::array());
  }
  static std::uint64_t count(const json& answer, const std::string& field, const std::string& value) {
    for (const json& row : values(answer, field))
      if (row["value"] == value) return row["count"];
    return 0;
  }

  static MeshServer* mesh_;
};
MeshServer* Input::mesh_ = nullptr;

TEST_F(Input, S16_NoQueryBreaksTheServer) {
  const std::vector<std::string> texts = {":",
                                          ")(",
                                          "[",
                                          "]",
                                          "+",
                                          "&",
                                          "\"",
                                          "\"\"",
                                          "\\",
                                          "*",
                                          "-",
                                          "AND",
                                          "NOT",
                                          "foo AND",
                                          "(a",
                                          "name:",
                                          std::string(10'000, 'a'),
                                          "\xff\xfe bad",
                                          std::string("nul\0inside", 10)};
  for (const std::string& text : texts) {
    const auto answer = mesh_->raw("/api/v1/search", {{"q", text}});
    ASSERT_TRUE(answer) << text.substr(0, 40);
    EXPECT_TRUE(answer->status == 200 || answer->status == 400 || answer->status == 414)
        << text.substr(0, 40) << " " << answer->status;
    const std::string type = answer->status == 200 ? "application/json" : "application/problem+json";
    EXPECT_THAT(answer->get_header_value("Content-Type"), HasSubstr(type)) << text.substr(0, 40);
    EXPECT_GT(mesh_->search("orders")["total"], 0);
  }
}

TEST_F(Input, S20_UnknownFieldIsTextWithTheKnownFieldsNamed) {
  const json found = mesh_->search("foo:bar");
  ASSERT_FALSE(found["notes"].empty());
  EXPECT_EQ(found["notes"][0]["code"], "unknown_field");
  EXPECT_THAT(found["notes"][0]["text"].get<std::string>(), HasSubstr("sensitivity"));
}

TEST(Oversized, S21_IsIndexedFoundByItsFirstWordsAndToldOnce) {
  const std::string name = "migratory_birds_" + std::string(284, 'n');
  const json line = {{"id", "big"},
                     {"name", name},
                     {"type", "table"},
                     {"platform", "sap"},
                     {"description", "Ringed storks of the year. " + std::string(1 << 20, 'd')},
                     {"columns", {{{"name", "wingspan_millimetres_" + std::string(40'000, 'c')}}}}};
  MeshServer mesh;
  const IngestReport report = mesh.load(mesh.with_lines("mesh", line.dump() + "\n"));
  for (const char* q : {"migratory birds", "ringed storks", "wingspan millimetres"})
    EXPECT_THAT(MeshServer::names(mesh.search(q)), Contains(name)) << q;
  for (const char* kind : {"cut_description", "cut_name"}) {
    const auto told = std::count_if(report.notes.begin(), report.notes.end(),
                                    [&](const MergeNote& note) { return note.kind == kind; });
    EXPECT_EQ(told, 1) << kind;
  }
}

TEST_F(Input, S23_OwnSelectionIsLeftOutOfAFacetsCounts) {
  const json all = mesh_->search({{"q", "orders"}, {"facets", "platform,type"}});
  const json chosen =
      mesh_->search({{"q", "orders"}, {"platform", "snowflake"}, {"facets", "platform,type"}});
  EXPECT_GT(count(chosen, "platform", "kafka"), 0u);
  EXPECT_EQ(count(chosen, "platform", "kafka"), count(all, "platform", "kafka"));
  EXPECT_EQ(count(chosen, "platform", "snowflake"), chosen["total"]);
  EXPECT_LE(count(chosen, "type", "table"), chosen["total"]);
  EXPECT_EQ(count(chosen, "type", "topic"), 0u);
}

TEST_F(Input, S25_ThreeHundredOwnersAreCountedSearchedAndPaged) {
  const json found = mesh_->search({{"facets", "owner"}, {"facet_size", "12"}, {"owner", "Nobody Here"}});
  const json owners = facet(found, "owner");
  EXPECT_GE(owners["values"].size() + owners["more"].get<std::size_t>(), 301u);
  const json& chosen = owners["values"].back();
  EXPECT_EQ(chosen["value"], "Nobody Here");
  EXPECT_EQ(chosen["count"], 0);
  EXPECT_EQ(chosen["selected"], true);
  const json narrowed = mesh_->get("/api/v1/facets/owner", {{"prefix", "owner 29"}});
  EXPECT_EQ(narrowed["values"].size() + narrowed["more"].get<std::size_t>(), 11u);  // 29 and 290 to 299.
  std::size_t seen = 0;
  for (int page = 1; page <= 10; ++page)
    seen += mesh_->get("/api/v1/facets/owner", {{"page", std::to_string(page)}, {"size", "100"}})["values"]
                .size();
  EXPECT_GE(seen, 300u);
}

TEST_F(Input, S26_ATagOfTheTableAndTwoColumnsCountsOnce) {
  const json found = mesh_->search({{"tag", "shared"}, {"facets", "tag"}});
  EXPECT_EQ(found["total"], 1);
  EXPECT_EQ(count(found, "tag", "shared"), 1u);
}

TEST_F(Input, S27_CountsByTypeAreTheListsOneGets) {
  for (const char* text : {"", "orders", "email_address", "customer"}) {
    const json found = mesh_->search({{"q", text}, {"facets", "type"}, {"facet_size", "50"}, {"size", "0"}});
    for (const json& row : values(found, "type")) {
      const json listed =
          mesh_->search({{"q", text}, {"type", row["value"].get<std::string>()}, {"size", "100"}});
      EXPECT_EQ(listed["total"], row["count"]) << text << " " << row["value"];
      EXPECT_EQ(listed["hits"].size(), std::min(row["count"].get<std::size_t>(), std::size_t{100}))
          << text << " " << row["value"];
    }
  }
}

TEST_F(Input, S29_UpdatedBucketsAddUp) {
  const json found = mesh_->search({{"facets", "updated"}, {"size", "0"}});
  std::uint64_t sum = 0;
  for (const json& row : values(found, "updated")) sum += row["count"].get<std::uint64_t>();
  EXPECT_EQ(sum, found["total"]);
  EXPECT_THAT(MeshServer::names(mesh_->search({{"updated", "24h"}, {"size", "100"}})),
              Contains("FCT_CUSTOMER_ORDERS"));
  EXPECT_THAT(MeshServer::names(mesh_->search({{"updated", "older"}, {"size", "100"}})),
              Contains("FCT_CUSTOMER_ORDERS_BKP"));
  EXPECT_THAT(MeshServer::names(mesh_->search({{"q", "dim_product"}, {"updated", "unknown"}})),
              Contains("dim_product"));
}

// S22: for random queries and filters, every shown count is the total of the search one click further.
TEST_F(Input, S22_EveryFacetCountIsTheTotalAfterItsClick) {
  std::mt19937 random(20261101);
  const std::vector<std::string> texts = {"",
                                          "orders",
                                          "customer",
                                          "sales",
                                          "prod orders",
                                          "weekly OR region",
                                          "fct_customer_orders",
                                          "product -bkp",
                                          "zebra orders"};
  const json schema = mesh_->get("/api/v1/schema");
  std::string all_facets;
  for (const json& field : schema["fields"])
    if (field["name"] != "within")
      all_facets += (all_facets.empty() ? "" : ",") + field["name"].get<std::string>();
  for (int round = 0; round < 25; ++round) {
    Parameters base = {{"q", texts[random() % texts.size()]}, {"size", "0"}, {"spell", "off"}};
    Parameters filters;
    for (int i = static_cast<int>(random() % 4); i > 0; --i) {
      Parameters asked = base;
      asked.insert(asked.end(), filters.begin(), filters.end());
      asked.emplace_back("facets", all_facets);
      const json facets = mesh_->search(asked)["facets"];
      auto at = facets.begin();
      std::advance(at, static_cast<long>(random() % facets.size()));
      if ((*at)["values"].empty()) continue;
      filters.emplace_back(at.key(),
                           (*at)["values"][random() % (*at)["values"].size()]["value"].get<std::string>());
    }
    Parameters asked = base;
    asked.insert(asked.end(), filters.begin(), filters.end());
    asked.emplace_back("facets", all_facets);
    const json found = mesh_->search(asked);
    for (const auto& [field, values] : found["facets"].items()) {
      int checked = 0;
      for (const json& row : values["values"]) {
        if (row["selected"] == true || ++checked > 4) continue;
        // A click on a value of an unused group adds it; on a used group the count says what the value alone
        // would give.
        Parameters clicked = base;
        for (const auto& filter : filters)
          if (filter.first != field) clicked.push_back(filter);
        clicked.emplace_back(field, row["value"].get<std::string>());
        clicked.emplace_back("facets", "none");
        ASSERT_EQ(mesh_->search(clicked)["total"], row["count"])
            << base[0].second << " " << field << "=" << row["value"];
      }
    }
  }
}

TEST_F(Input, S30_S31_ADomainContainsWhatIsBelowItAndNotItsNamesakes) {
  const json found = mesh_->search({{"domain", "Sales"}, {"size", "100"}, {"facets", "domain"}});
  const auto names = MeshServer::names(found);
  for (const char* inside :
       {"Customer Orders", "Returns 360", "FCT_CUSTOMER_ORDERS", "FCT_CUSTOMER_ORDERS_BKP", "SalesRegion",
        "orders.customer-order-created.v1", "wide_events", "dim_product", "tmp_orders_20240101"})
    EXPECT_THAT(names, Contains(inside));
  EXPECT_THAT(names, Not(Contains("Ops Roster")));
  EXPECT_EQ(count(found, "domain", "Sales"), found["total"]);
  EXPECT_EQ(names.size(), found["total"]);
  for (const char* below : {"Sales/Orders", "Sales/Returns"})
    EXPECT_EQ(count(found, "domain", below), mesh_->search({{"domain", below}, {"size", "0"}})["total"])
        << below;
}

TEST_F(Input, S40_WithoutAQueryTrustAndUseDecide) {
  const json first = mesh_->search({{"size", "100"}, {"type", "table"}});
  const json again = mesh_->search({{"size", "100"}, {"type", "table"}});
  EXPECT_EQ(MeshServer::names(first), MeshServer::names(again));
  const auto names = MeshServer::names(first);
  const auto at = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) - names.begin();
  };
  EXPECT_LT(at("FCT_CUSTOMER_ORDERS"), at("dim_product"));
  EXPECT_LT(at("SalesRegion"), at("dim_product"));
  EXPECT_GT(at("FCT_CUSTOMER_ORDERS_BKP"), at("dim_product"));
}

}  // namespace
}  // namespace waymark
