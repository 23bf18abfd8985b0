// Scenarios S77 and S89: one table told by three systems in three spellings, one edge told by two.
#include <gmock/gmock.h>

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

class Tellers : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    mesh_ = new MeshServer;
    mesh_->load(scenario_folder("mesh_three_tellers/waymark.yaml"));
  }
  static void TearDownTestSuite() { delete mesh_; }

  static json asset(const std::string& name, const std::string& type = "table") {
    const json found = mesh_->search({{"q", name}, {"type", type}});
    for (const json& hit : found["hits"])
      if (lower(hit["name"].get<std::string>()) == name)
        return mesh_->get("/api/v1/assets/" + hit["key"].get<std::string>());
    ADD_FAILURE() << name << " is not found: " << found.dump(1);
    return json::object();
  }

  // "kind: source, source" of each edge between the asset and that neighbour.
  static std::vector<std::string> edges(const json& from, const std::string& side,
                                        const std::string& to_key) {
    std::vector<std::string> told;
    const json lineage = from["lineage"].is_object() ? from["lineage"] : from;
    const json list = lineage.value(side, json::array());
    for (const json& neighbour : list)
      if (neighbour["key"] == to_key)
        told.push_back(neighbour["kind"].get<std::string>() + ": " +
                       join(neighbour["sources"].get<std::vector<std::string>>(), ", "));
    return told;
  }

  static MeshServer* mesh_;
};
MeshServer* Tellers::mesh_ = nullptr;

TEST_F(Tellers, S89_OneTableInThreeSpellingsIsOneHitWithThreeSources) {
  const json found = mesh_->search({{"q", "fct_orders"}, {"type", "table"}});
  EXPECT_EQ(found["total"], 1) << found.dump(1);
  const json table = asset("fct_orders");
  std::set<std::string> formats;
  const json sources = table.value("sources", json::array());
  for (const json& source : sources) formats.insert(source["format"]);
  EXPECT_THAT(formats, ElementsAre("dbt_manifest", "glue", "openlineage"));
}

TEST_F(Tellers, S89_TheWinnerAndTheLosersOfAFieldAreShown) {
  const json table = asset("fct_orders");
  EXPECT_EQ(table["description"], "One row per confirmed order.");
  EXPECT_EQ(table["provenance"]["description"], "dbt");
  const json conflicts = table.value("conflicts", json::array());
  std::vector<std::string> said;
  for (const json& conflict : conflicts)
    if (conflict["field"] == "description")
      for (const json& value : conflict["values"])
        said.push_back(value["source"].get<std::string>() + ": " + value["value"].get<std::string>());
  EXPECT_THAT(said, ElementsAre("dbt: One row per confirmed order.", "glue: Found by the crawler.",
                                "spark: Written by the job."));
}

TEST_F(Tellers, S77_TheEdgeOfDbtAndTheEdgeOfTheJobAreBothKept) {
  const json table = asset("fct_orders"), staged = asset("stg_orders");
  EXPECT_THAT(edges(table, "upstream", staged["key"]), UnorderedElementsAre("data: dbt", "job: spark"));
  EXPECT_THAT(edges(staged, "downstream", table["key"]), UnorderedElementsAre("data: dbt", "job: spark"));
}

TEST_F(Tellers, S77_TheJobStandsBetweenTheTwoAsWell) {
  const json job = asset("load_orders", "pipeline");
  EXPECT_THAT(edges(job, "upstream", asset("stg_orders")["key"]), ElementsAre("job: spark"));
  EXPECT_THAT(edges(job, "downstream", asset("fct_orders")["key"]), ElementsAre("job: spark"));
}

// Its COMPLETE is told twice and its START once: one run, one refresh, at the time it ended.
TEST_F(Tellers, ARunToldTwiceIsOneRefresh) {
  const json table = asset("fct_orders");
  EXPECT_EQ(table.value("freshness", json::object()).value("updated_at", ""), "2026-10-31T10:05:00Z");
  EXPECT_EQ(table.value("activity", json::object()).value("refreshes_30d", 0), 1) << table.dump(1);
}

}  // namespace
}  // namespace waymark
