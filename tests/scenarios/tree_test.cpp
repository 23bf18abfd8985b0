// Scenarios S34 and S35: browsing without typing, and old addresses of domains.
#include <set>

#include <gmock/gmock.h>

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::HasSubstr;

class TreeScenarios : public testing::Test {
 protected:
  void SetUp() override { mesh_.load(scenario_folder("mesh/waymark.yaml")); }

  // Every child of a parent, over all pages.
  std::vector<json> children(const std::string& parent, const std::string& size = "3") {
    std::vector<json> all;
    for (int page = 1;; ++page) {
      Parameters query{{"page", std::to_string(page)}, {"size", size}};
      if (!parent.empty()) query.emplace_back("parent", parent);
      const json answer = mesh_.get("/api/v1/tree", query);
      const json list = answer.value("children", json::array());
      all.insert(all.end(), list.begin(), list.end());
      if (list.empty() || page >= answer.value("pages", 0)) {
        EXPECT_EQ(all.size(), answer.value("total", std::size_t{0})) << parent;
        return all;
      }
    }
  }
  json child(const std::string& parent, const std::string& name) {
    for (const json& one : children(parent))
      if (one["name"] == name) return one;
    ADD_FAILURE() << name << " is not below \"" << parent << "\"";
    return json::object();
  }

  MeshServer mesh_;
};

TEST_F(TreeScenarios, S34_EveryAssetIsReachedInFourStepsWithoutTyping) {
  std::set<std::string> reached;
  std::vector<std::string> level{""};
  for (int clicks = 1; clicks <= 4; ++clicks) {
    std::vector<std::string> next;
    for (const std::string& parent : level)
      for (const json& one : children(parent))
        if (reached.insert(one["key"].get<std::string>()).second) next.push_back(one["key"]);
    level = next;
  }
  std::size_t checked = 0;
  for (int page = 1;; ++page) {
    const json found = mesh_.search(
        {{"size", "100"}, {"page", std::to_string(page)}, {"not.type", "person"}, {"not.type", "team"}});
    for (const json& hit : found["hits"]) {
      EXPECT_TRUE(reached.contains(hit["key"].get<std::string>())) << hit["type"] << " " << hit["name"];
      ++checked;
    }
    if (page >= found.value("pages", 0)) break;
  }
  EXPECT_GT(checked, 20U);
}

TEST_F(TreeScenarios, S34_WhatHasNoDomainStandsUnderNoDomain) {
  mesh_.load(mesh_.with_lines("mesh", R"({"type":"table","name":"LOST","id":"lost","platform":"snowflake",)"
                                      R"("qualified_name":"ELSEWHERE.S.LOST"})"
                                      "\n"));
  const json unassigned = child("", "No domain");
  EXPECT_EQ(unassigned.value("key", ""), "unassigned");
  EXPECT_EQ(child("unassigned", "LOST").value("type", ""), "table");
  EXPECT_EQ(unassigned.value("counts", json::object()).value("assets", 0),
            mesh_.search({{"missing", "domain"}})["total"]);
  for (const json& one : children("unassigned"))
    EXPECT_FALSE(mesh_.get("/api/v1/assets/" + one["key"].get<std::string>()).contains("domain_inherited"));
}

TEST_F(TreeScenarios, CountsAreTheTotalsOfTheSearch) {
  for (const json& domain : children("")) {
    if (domain["key"] == "unassigned") continue;
    const std::string path = domain["path"];
    EXPECT_EQ(domain["counts"]["products"],
              mesh_.search({{"domain", path}, {"type", "data_product"}})["total"])
        << path;
    EXPECT_EQ(domain["counts"]["subdomains"], mesh_.search({{"domain", path}, {"type", "domain"}})["total"])
        << path;
    EXPECT_EQ(domain["counts"]["assets"], mesh_.search({{"domain", path},
                                                        {"not.type", "domain"},
                                                        {"not.type", "data_product"},
                                                        {"not.type", "person"},
                                                        {"not.type", "team"}})["total"])
        << path;
  }
}

TEST_F(TreeScenarios, OnlyTheTypesAskedForAreGiven) {
  const std::string sales = child("", "Sales")["key"];
  const json answer = mesh_.get("/api/v1/tree", {{"parent", sales}, {"types", "domain"}});
  EXPECT_FALSE(answer["children"].empty());
  for (const json& one : answer["children"]) EXPECT_EQ(one["type"], "domain");
  const auto refused = mesh_.raw("/api/v1/tree", {{"types", "folder"}});
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 400);
}

TEST_F(TreeScenarios, S35_TheOldAddressOfARenamedDomainTellsOfTheNewOne) {
  const std::string sales = child("", "Sales")["key"];
  const std::string old = child(sales, "Returns")["key"];
  mesh_.load(mesh_.edited("mesh", "datahub/datahub.json", [](std::string text) {
    const std::string before = "\"name\": \"Returns\"";
    for (std::size_t at; (at = text.find(before)) != std::string::npos;)
      text.replace(at, before.size(), "\"name\": \"Refunds\"");
    return text;
  }));
  child(sales, "Refunds");
  const auto gone = mesh_.raw("/api/v1/tree", {{"parent", old}});
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->status, 404);
  EXPECT_THAT(gone->body, HasSubstr("is in \\\"Sales/Refunds\\\" now"));
}

TEST_F(TreeScenarios, AnUnknownParentIsNotFound) {
  const auto answer = mesh_.raw("/api/v1/tree", {{"parent", "d_0000000000000"}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 404);
}

}  // namespace
}  // namespace waymark
