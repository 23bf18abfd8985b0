// Scenarios S73, S75 and S77: where data comes from and goes to, as a user asks for it over HTTP.
#include <gmock/gmock.h>

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr const char* kSpace = "postgres://db.example:5432";

// A finished run that reads the one table and writes the other; `column` goes from one to the other under its
// name.
json run_event(int number, const std::string& from, const std::string& to, const std::string& column) {
  json output = {{"namespace", kSpace}, {"name", "shop.public." + to}};
  if (!column.empty())
    output["facets"]["columnLineage"]["fields"][column]["inputFields"] =
        json::array({{{"namespace", kSpace}, {"name", "shop.public." + from}, {"field", column}}});
  return {{"eventType", "COMPLETE"},
          {"eventTime", "2026-10-30T10:00:00Z"},
          {"producer", "https://example.com/jobs"},
          {"schemaURL", "https://openlineage.io/spec/2-0-2/OpenLineage.json"},
          {"run", {{"runId", "0190c0de-0000-7000-8000-" + std::to_string(100'000'000'000 + number)}}},
          {"job", {{"namespace", "jobs"}, {"name", "make_" + to + "_of_" + from}}},
          {"inputs", json::array({{{"namespace", kSpace}, {"name", "shop.public." + from}}})},
          {"outputs", json::array({output})}};
}

std::string numbered(int i) { return "step_" + std::to_string(100 + i); }

class LineageScenarios : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    exports_ = new TemporaryFolder;
    std::ofstream events(exports_->path() / "events.ndjson");
    int number = 0;
    for (int i = 1; i < 30; ++i)
      events << run_event(number++, numbered(i), numbered(i + 1), "account").dump() << "\n";
    events << run_event(number++, "ring_a", "ring_b", "").dump() << "\n";
    events << run_event(number++, "ring_b", "ring_a", "").dump() << "\n";
    events.close();
    std::ofstream(exports_->path() / "waymark.yaml")
        << "now: 2026-11-01T00:00:00Z\nsources:\n  - {name: jobs, path: events.ndjson}\n";
    chain_ = new MeshServer;
    chain_->load(exports_->path() / "waymark.yaml");
    tellers_ = new MeshServer;
    tellers_->load(scenario_folder("mesh_three_tellers/waymark.yaml"));
  }
  static void TearDownTestSuite() {
    delete chain_;
    delete tellers_;
    delete exports_;
  }

  static std::string key(const MeshServer& server, const std::string& name, const std::string& type = "") {
    Parameters query{{"q", name}};
    if (!type.empty()) query.emplace_back("type", type);
    const json found = server.search(query);
    for (const json& hit : found["hits"])
      if (lower(hit["name"].get<std::string>()) == name) return hit["key"];
    ADD_FAILURE() << name << " is not found";
    return "";
  }
  static json lineage(const MeshServer& server, const std::string& key, const Parameters& parameters) {
    return server.get("/api/v1/assets/" + key + "/lineage", parameters);
  }

  static TemporaryFolder* exports_;
  static MeshServer *chain_, *tellers_;
};
TemporaryFolder* LineageScenarios::exports_ = nullptr;
MeshServer* LineageScenarios::chain_ = nullptr;
MeshServer* LineageScenarios::tellers_ = nullptr;

TEST_F(LineageScenarios, S73_AColumnIsFollowedThroughAChainOfThirtyTables) {
  const json answer = lineage(*chain_, key(*chain_, "step_101"),
                              {{"level", "column"}, {"column", "ACCOUNT"}, {"down", "50"}, {"impact", "1"}});
  ASSERT_EQ(answer["nodes"].size(), 30U) << answer.dump(1);
  for (std::size_t i = 0; i < 30; ++i) {
    const json& node = answer["nodes"][i];
    EXPECT_EQ(node["depth"], i);
    EXPECT_EQ(node["name"], numbered(static_cast<int>(i) + 1));
    EXPECT_EQ(lower(node["column"].get<std::string>()), "account");
  }
  EXPECT_EQ(answer["total_down"], 29);
  EXPECT_EQ(answer["edges"].size(), 29U);
  EXPECT_EQ(answer["impact"]["assets"], 29);
  EXPECT_EQ(answer["truncated"], false);
}

TEST_F(LineageScenarios, S73_ACutChainSaysWhatGoesOn) {
  const json answer =
      lineage(*chain_, key(*chain_, "step_101"), {{"level", "column"}, {"column", "account"}, {"down", "5"}});
  EXPECT_EQ(answer["nodes"].size(), 6U);
  EXPECT_EQ(answer["nodes"][5]["more_down"], 1);
}

TEST_F(LineageScenarios, S75_ARingEndsWithEachNodeOnce) {
  const json answer =
      lineage(*chain_, key(*chain_, "ring_a"), {{"up", "50"}, {"down", "50"}, {"types", "table"}});
  std::vector<std::string> names;
  for (const json& node : answer["nodes"]) names.push_back(node["name"]);
  EXPECT_THAT(names, ElementsAre("ring_a", "ring_b"));
  EXPECT_EQ(answer["cycle"], true);
  EXPECT_EQ(answer["edges"].size(), 2U) << answer["edges"].dump(1);
}

TEST_F(LineageScenarios, S77_OneEdgeToldByDbtAndByAJobIsTwoEachWithItsSource) {
  const std::string table = key(*tellers_, "fct_orders", "table"),
                    staged = key(*tellers_, "stg_orders", "table"),
                    job = key(*tellers_, "load_orders", "pipeline");
  const json answer = lineage(*tellers_, table, {});
  std::vector<std::string> told;
  for (const json& edge : answer["edges"])
    if (edge["from"] == staged && edge["to"] == table) {
      told.push_back(edge["kind"].get<std::string>() + " " + edge["sources"].dump());
      EXPECT_EQ(edge["via"], json::array({job})) << "the job that does it is named";
    }
  EXPECT_THAT(told, UnorderedElementsAre("data [\"dbt\"]", "job [\"spark\"]"));
}

TEST_F(LineageScenarios, AFeedTellsWhenAnEdgeWasAtWork) {
  const json answer = lineage(*chain_, key(*chain_, "step_102"), {{"up", "1"}, {"down", "0"}});
  for (const json& edge : answer["edges"]) EXPECT_EQ(edge["at"], "2026-10-30T10:00:00Z") << edge.dump();
  EXPECT_FALSE(answer["edges"].empty());
}

TEST_F(LineageScenarios, TheWayFromTheFirstToTheLastIsFound) {
  const std::string first = key(*chain_, "step_101"), last = key(*chain_, "step_130");
  const json answer = lineage(*chain_, first, {{"path_to", last}});
  ASSERT_FALSE(answer["paths"].empty());
  EXPECT_EQ(answer["direction"], "down");
  EXPECT_EQ(answer["paths"][0].size(), 30U);
  EXPECT_EQ(answer["paths"][0].front(), first);
  EXPECT_EQ(answer["paths"][0].back(), last);
}

}  // namespace
}  // namespace waymark
