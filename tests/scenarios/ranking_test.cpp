// Scenarios 4.2, 4.3, 4.6 and 4.7: what is found, in which order, and how it is said. Numbers are those of
// the catalogue of scenarios.
#include <gmock/gmock.h>

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// Pairs that differ in one thing each, beside the mesh.
std::string pairs() {
  std::string lines;
  const auto add = [&](const std::string& name, const json& more) {
    json line = {{"id", "pairs:" + name},
                 {"name", name},
                 {"type", "table"},
                 {"platform", "postgres"},
                 {"qualified_name", "pairs.public." + name}};
    line.update(more);
    lines += line.dump() + "\n";
  };
  for (int i = 1; i <= 50; ++i) {
    char name[20];
    std::snprintf(name, sizeof name, "shipments_%03d", i);
    add(name, json::object());
  }
  add("shipments", json::object());
  add("baselines_2024", {{"title", "Baselines 2024"}});
  add("my_table2", {{"description", "Holds <b>x</b> and nothing else."}});
  add("kelp_a", {{"description", "Growth of seaweed"}, {"usage", {{"queries_30d", 5000}, {"users_30d", 3}}}});
  add("kelp_b", {{"description", "Growth of seaweed"}, {"usage", {{"queries_30d", 2}, {"users_30d", 1}}}});
  add("kelp_c", {{"description", "Seaweed and where the seaweed of the year grows"}});
  add("alga_a", {{"description", "Growth of kombu"}, {"usage", {{"queries_30d", 5000000}, {"users_30d", 3}}}});
  add("alga_b", {{"description", "Growth of kombu"}, {"usage", {{"queries_30d", 2}, {"users_30d", 1}}}});
  add("alga_c", {{"description", "Kombu and where the kombu of the year grows"}});
  add("survey_lichen_a",
      {{"description", "Counted each spring"},
       {"owners", {{{"name", "Dana Roth"}, {"mail", "dana@example.com"}, {"kind", "business"}}}}});
  add("survey_lichen_b", json::object());
  for (const char* environment : {"dev", "prod"})
    add("heron_counts", {{"id", std::string("heron-") + environment},
                         {"qualified_name", std::string(environment) + ".birds.heron_counts"},
                         {"environment", environment}});
  add("moss_a", {{"description", "Bog inventory"}, {"certification", "certified"}});
  add("moss_b", {{"description", "Bog inventory"}});
  add("moss_c", {{"description", "Bog inventory"}, {"lifecycle", "deprecated"}});
  return lines;
}

class Ranking : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    mesh_ = new MeshServer;
    mesh_->load(mesh_->with_lines("mesh", pairs()));
  }
  static void TearDownTestSuite() { delete mesh_; }

  static std::vector<std::string> names(const std::string& q) { return MeshServer::names(mesh_->search(q)); }
  static std::vector<std::string> suggested(const Parameters& parameters) {
    std::vector<std::string> out;
    const json answer = mesh_->get("/api/v1/suggest", parameters);
    for (const json& item : answer.value("items", json::array()))
      if (item.contains("key")) out.push_back(item["key"]);
    return out;
  }
  static std::vector<std::string> keys(const json& answer) {
    std::vector<std::string> out;
    for (const json& hit : answer.value("hits", json::array())) out.push_back(hit["key"]);
    return out;
  }

  static MeshServer* mesh_;
};
MeshServer* Ranking::mesh_ = nullptr;

TEST_F(Ranking, S11_EveryBeginningSuggestsTheNameAndMoreLettersNeverBringSomethingBack) {
  bool ended = false;
  for (std::size_t length = 2; length <= 8; ++length) {
    const auto found = suggested({{"q", std::string("customer").substr(0, length)}});
    EXPECT_FALSE(found.empty()) << length;
    EXPECT_FALSE(ended && !found.empty()) << length;
    ended = found.empty();
  }
}

TEST_F(Ranking, S12_ALoneLastWordMayBeABeginning) {
  EXPECT_EQ(mesh_->search("baseline")["total"], 1);
  EXPECT_EQ(mesh_->search("baselin")["total"], 1);
}

TEST_F(Ranking, S14_TheExactNameAmongFiftyThatBeginSo) { EXPECT_EQ(names("shipments").front(), "shipments"); }

TEST_F(Ranking, S18_APhraseReachesAcrossSeparators) {
  EXPECT_THAT(names("\"customer order created\""), ElementsAre("orders.customer-order-created.v1"));
}

TEST_F(Ranking, S19_MinusLeavesOutTextAndFiltersAlike) {
  EXPECT_THAT(names("orders -bkp"), Not(Contains("FCT_CUSTOMER_ORDERS_BKP")));
  EXPECT_THAT(names("orders -lifecycle:deprecated"), Not(Contains("FCT_CUSTOMER_ORDERS_BKP")));
  EXPECT_THAT(names("orders"), Contains("FCT_CUSTOMER_ORDERS_BKP"));
  EXPECT_THAT(names("orders -deprecated"), Contains("FCT_CUSTOMER_ORDERS_BKP"))
      << "a word that its text does not have";
}

TEST_F(Ranking, S36_UseBreaksTiesAndDoesNotBuyPlaces) {
  const auto found = names("kelp seaweed");
  const auto place = [&](const char* name) {
    return std::find(found.begin(), found.end(), name) - found.begin();
  };
  EXPECT_LT(place("kelp_a"), place("kelp_b"));
  const auto text = names("seaweed");
  EXPECT_EQ(text.front(), "kelp_c") << "twice the word beats five thousand queries";
  EXPECT_THAT(names("kombu"), ElementsAre("alga_c", "alga_a", "alga_b")) << "and five million";
}

TEST_F(Ranking, S37_CertifiedFirstDeprecatedLastButThere) {
  EXPECT_THAT(names("bog inventory"), ElementsAre("moss_a", "moss_b", "moss_c"));
  EXPECT_THAT(names("survey lichen"), ElementsAre("survey_lichen_a", "survey_lichen_b"));
}

TEST_F(Ranking, S38_ThePartsOfAScoreAddUp) {
  for (const char* q : {"seaweed", "bog inventory", "fct_customer_orders", "sales region by year", "id"}) {
    const json found = mesh_->search({{"q", q}, {"explain", "1"}});
    ASSERT_FALSE(found["hits"].empty()) << q;
    for (const json& hit : found["hits"]) {
      double sum = 0;
      for (const json& part : hit["explain"]) {
        sum += part["value"].get<double>();
        EXPECT_TRUE(part.contains("signal"));
        if (part["signal"] == "text") {
          EXPECT_TRUE(part.contains("field") && part.contains("term") && part.contains("weight"))
              << part.dump();
        }
      }
      EXPECT_NEAR(sum, hit["score"].get<double>(), 1e-6) << q << ": " << hit["name"];
    }
  }
}

TEST(RankingFile, S39_AChangedFileOrdersOtherwiseAndABadOneChangesNothing) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "ranking.json";
  const auto write = [&](double column, double description) {
    json ranking = json::parse(default_ranking_text());
    for (auto& [name, weight] : ranking["signals"].items()) weight = name == "text" ? 1 : 0;
    ranking["fields"]["column"]["weight"] = column;
    ranking["fields"]["description"]["weight"] = description;
    std::ofstream(file) << ranking.dump();
  };
  write(10, 0);
  MeshServer mesh(file);
  const json in_column = {
      {"id", "a"}, {"name", "a"}, {"type", "table"}, {"columns", {{{"name", "seagrass"}}}}};
  const json in_text = {{"id", "b"}, {"name", "b"}, {"type", "table"}, {"description", "About seagrass"}};
  mesh.load(mesh.with_lines("mesh", in_column.dump() + "\n" + in_text.dump() + "\n"));
  const auto first = [&] { return MeshServer::names(mesh.search("seagrass")).at(0); };
  const auto becomes_first = [&](const std::string& name) {
    for (int i = 0; i < 200 && first() != name; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
    return first();
  };
  EXPECT_EQ(first(), "a");
  const std::string tag = mesh.raw("/api/v1/search", {{"q", "seagrass"}})->get_header_value("ETag");
  write(0, 10);
  EXPECT_EQ(becomes_first("b"), "b");
  EXPECT_NE(mesh.raw("/api/v1/search", {{"q", "seagrass"}})->get_header_value("ETag"), tag);
  std::ofstream(file) << "{\"signals\": {}}";
  json status;
  for (int i = 0; i < 200 && !status.contains("problem"); ++i) {
    status = mesh.get("/api/v1/status");
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
  EXPECT_THAT(status.dump(), HasSubstr("must be there")) << "a bad file is said";
  EXPECT_EQ(first(), "b");
}

TEST_F(Ranking, S41_SuggestionsAndResultsAgree) {
  for (const char* q : {"fct_cust", "cust ord"}) {
    const auto suggestions = suggested({{"q", q}});
    const auto results = keys(mesh_->search(q));
    ASSERT_GE(suggestions.size(), 3u) << q;
    ASSERT_GE(results.size(), 3u) << q;
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(suggestions[i], results[i]) << q << " " << i;
  }
}

TEST_F(Ranking, S43_ProductionBeforeDevelopment) {
  const auto found = keys(mesh_->search("SALES.FCT_CUSTOMER_ORDERS"));
  ASSERT_GE(found.size(), 2u);
  const json first = mesh_->get("/api/v1/assets/" + found[0]);
  EXPECT_EQ(lower(first["qualified_name"].get<std::string>()), "prod.sales.fct_customer_orders");
  // Also where use says nothing.
  const auto herons = keys(mesh_->search("birds.heron_counts"));
  ASSERT_EQ(herons.size(), 2u);
  EXPECT_EQ(mesh_->get("/api/v1/assets/" + herons[0])["qualified_name"], "prod.birds.heron_counts");
}

TEST_F(Ranking, S48_WholeNamesAreMarkedAndMarkupIsText) {
  const json hit = mesh_->search("my_table2")["hits"][0];
  ASSERT_EQ(hit["name"], "my_table2");
  std::string marked;
  for (const json& segment : hit["highlight"]["name"])
    if (segment.contains("m")) marked += segment["t"].get<std::string>();
  EXPECT_EQ(marked, "my_table2") << hit["highlight"].dump();
}

TEST_F(Ranking, S49_AShortFormFindsTheTermAndWhatIsLinkedToIt) {
  EXPECT_EQ(names("CLV").front(), "Customer Lifetime Value");
  EXPECT_EQ(names("lifetime value").front(), "Customer Lifetime Value");
  EXPECT_THAT(names("lifetime value"), Contains("FCT_CUSTOMER_ORDERS"));
  const json found = mesh_->search("CLV");
  const auto linked = std::find_if(found["hits"].begin(), found["hits"].end(),
                                   [](const json& hit) { return hit["name"] == "FCT_CUSTOMER_ORDERS"; });
  ASSERT_NE(linked, found["hits"].end()) << found.dump();
  EXPECT_THAT((*linked)["why"].get<std::vector<std::string>>(), Contains("synonym CLV"));
}

TEST_F(Ranking, S50_MisspeltWordsAreAnsweredAndSaid) {
  const json found = mesh_->search("custmer ordres");
  EXPECT_EQ(found["query"]["spell"]["q"], "customer orders");
  EXPECT_EQ(found["query"]["spell"]["applied"], true);
  EXPECT_EQ(found["query"]["spell"]["total"], found["total"]);
  EXPECT_EQ(found["hits"][0]["name"], "Customer Orders");
  EXPECT_EQ(mesh_->search("fct_customer_ordrs")["hits"][0]["name"], "FCT_CUSTOMER_ORDERS");
  EXPECT_EQ(mesh_->search({{"q", "custmer ordres"}, {"spell", "off"}})["query"].contains("spell"), false);
  EXPECT_THAT(names("mes"), Not(Contains("HTTPServerLogs2")));
}

TEST_F(Ranking, S52_TwoIdeographs) { EXPECT_THAT(names("代码"), Contains("security_master")); }

TEST_F(Ranking, S86_SuggestionsStayWithinTheFilters) {
  EXPECT_THAT(suggested({{"q", "cus"}, {"domain", "Finance"}}), testing::IsEmpty());
  EXPECT_FALSE(suggested({{"q", "cus"}, {"domain", "Sales"}}).empty());
}

TEST_F(Ranking, WordsThatAskLeaveTheName) {
  for (const char* q : {"where are customer orders", "what is the customer lifetime value"}) {
    const json found = mesh_->search(q);
    EXPECT_THAT(found["hits"][0]["why"].dump(), HasSubstr("exact name")) << q;
  }
}

// Counts belong to the stage that was used: with most of the words as with all, and for a corrected text.
TEST_F(Ranking, S22_CountsAreTotalsInEveryStage) {
  for (const char* q :
       {"customer orders by unheard region", "seaweed growth orders customer", "custmer ordres"}) {
    const json found = mesh_->search({{"q", q}, {"facets", "type,platform"}});
    for (const auto& [field, facet] : found["facets"].items())
      for (const json& value : facet["values"]) {
        const json clicked = mesh_->search({{"q", q}, {field, value["value"].get<std::string>()}});
        EXPECT_EQ(clicked["total"], value["count"]) << q << " " << field << ":" << value["value"];
      }
  }
}

}  // namespace
}  // namespace waymark
