// Scenarios 4.8 and 4.9: the life of an index, and who sees what.
#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

TEST(IndexLife, S56_WhatTheNewExportLacksIsGoneEverywhere) {
  MeshServer mesh;
  mesh.load(scenario_folder("mesh/waymark.yaml"));
  const json before = mesh.search("tmp_orders_20240101");
  ASSERT_EQ(before["hits"][0]["name"], "tmp_orders_20240101");
  const std::string key = before["hits"][0]["key"];
  const IngestReport report = mesh.load(scenario_folder("mesh_without_t9/waymark.yaml"));
  EXPECT_EQ(report.published.removed, 1u);
  EXPECT_THAT(MeshServer::names(mesh.search("tmp_orders_20240101")), Not(Contains("tmp_orders_20240101")));
  EXPECT_EQ(mesh.raw("/api/v1/assets/" + key)->status, 404);
  EXPECT_TRUE(mesh.get("/api/v1/suggest", {{"q", "tmp_or"}})["items"].empty());
  EXPECT_THAT(mesh.search({{"q", "tmp_ordrs_20240101"}}).dump(), Not(HasSubstr("tmp_orders_20240101\"")));
  const json t1 = mesh.search("PROD.SALES.FCT_CUSTOMER_ORDERS")["hits"][0];
  EXPECT_THAT(mesh.get("/api/v1/assets/" + t1["key"].get<std::string>()).dump(),
              Not(HasSubstr("tmp_orders_20240101")));
}

TEST(IndexLife, S57_SearchesDuringPublishesAreWhollyOldOrWhollyNew) {
  MeshServer mesh;
  mesh.load(scenario_folder("mesh/waymark.yaml"));
  const auto totals = [&](const MeshServer& server) {
    return server.search({{"size", "0"}})["total"].get<int>();
  };
  const int old_total = totals(mesh);
  std::atomic<bool> stop{false};
  std::atomic<int> asked{0}, errors{0}, mixed{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 2; ++i)
    clients.emplace_back([&] {
      const auto client = mesh.make_client();
      while (!stop) {
        const auto answer = client->Get("/api/v1/search?size=0&facets=type&facet_size=50");
        ++asked;
        if (!answer || answer->status != 200) {
          ++errors;
          continue;
        }
        const json found = json::parse(answer->body);
        const int total = found["total"];
        int sum = 0;
        for (const json& row : found["facets"]["type"]["values"]) sum += row["count"].get<int>();
        if ((total != old_total && total != old_total - 1) || sum != total) ++mixed;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
    });
  for (int round = 0; round < 4; ++round) {
    mesh.load(scenario_folder("mesh_without_t9/waymark.yaml"));
    EXPECT_EQ(totals(mesh), old_total - 1);
    mesh.load(scenario_folder("mesh/waymark.yaml"));
    EXPECT_EQ(totals(mesh), old_total);
  }
  stop = true;
  for (std::thread& client : clients) client.join();
  EXPECT_GT(asked, 20);
  EXPECT_EQ(errors, 0);
  EXPECT_EQ(mixed, 0);
}

TEST(IndexLife, S60_NoIndexYetThenServingWithoutARestart) {
  MeshServer mesh;
  const auto answer = mesh.raw("/api/v1/search", {{"q", "orders"}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 503);
  EXPECT_EQ(json::parse(answer->body)["code"], "index_unavailable");
  EXPECT_EQ(mesh.raw("/readyz")->status, 503);
  EXPECT_EQ(mesh.raw("/healthz")->status, 200);
  mesh.load(scenario_folder("mesh/waymark.yaml"));
  EXPECT_GT(mesh.search("orders")["total"], 0);
  EXPECT_EQ(mesh.raw("/readyz")->status, 200);
}

TEST(IndexLife, S61_TheSameInputAgainChangesNothing) {
  const TemporaryFolder folder;
  const auto first = index_config(scenario_folder("mesh/waymark.yaml"), folder.path());
  const auto content = (*Generation::open_current(folder.path()))->manifest().content;
  const auto again = index_config(scenario_folder("mesh/waymark.yaml"), folder.path());
  EXPECT_TRUE(first.published.published);
  EXPECT_FALSE(again.published.published);
  EXPECT_EQ(again.published.added + again.published.changed + again.published.removed, 0u);
  EXPECT_EQ((*Generation::open_current(folder.path()))->manifest().content, content);
  EXPECT_THAT(report_text(again, false), HasSubstr("0 changed"));
}

TEST(IndexLife, TheReportOfTheFixtureHasNoProblem) {
  const TemporaryFolder folder;
  const IngestReport report = index_config(scenario_folder("mesh/waymark.yaml"), folder.path());
  for (const FileReport& file : report.files) {
    EXPECT_EQ(file.outcome, FileOutcome::Read) << file.name << ": " << file.reason;
    EXPECT_EQ(file.problem_count, 0u)
        << file.name << ": " << (file.problems.empty() ? "" : file.problems.front().message);
  }
}

TEST(Visibility, S53_S54_AGroupsTableDoesNotExistForOthers) {
  const TemporaryFolder folder;
  index_config(scenario_folder("mesh/waymark.yaml"), folder.path());
  SearchIndex index(folder.path());
  const Access outside{3, {}, false}, inside{3, {"finance"}, false};
  const auto total = [&](const Access& access, const std::string& text) {
    auto viewer = index.view(access);
    return viewer->search({.text = text, .now = viewer->now()})->total;
  };
  EXPECT_EQ(total(outside, "card_numbers"), 0u);
  EXPECT_GE(total(inside, "card_numbers"), 1u);
  // The table and the role that owns nothing else.
  EXPECT_EQ(total(inside, ""), total(outside, "") + 2);
  EXPECT_EQ(total(outside, "vault"), 0u);
  auto viewer = index.view(outside);
  EXPECT_TRUE(viewer->suggest({.text = "card_n", .now = viewer->now()})->items.empty());
}

class TwoAccounts : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    mesh_ = new MeshServer;
    mesh_->load(scenario_folder("mesh_two_accounts/waymark.yaml"));
  }
  static void TearDownTestSuite() { delete mesh_; }
  static json only_asset(const std::string& name) {
    const json found = mesh_->search({{"q", name}, {"type", "table"}, {"type", "view"}});
    EXPECT_EQ(found["total"], 1) << name << " " << found.dump(1);
    if (found["hits"].empty()) return json::object();
    return mesh_->get("/api/v1/assets/" + found["hits"][0]["key"].get<std::string>());
  }
  static std::vector<std::string> sources_of(const json& asset) {
    std::vector<std::string> names;
    for (const json& source : asset["sources"]) names.push_back(source["format"]);
    return names;
  }
  static MeshServer* mesh_;
};
MeshServer* TwoAccounts::mesh_ = nullptr;

TEST_F(TwoAccounts, GlueAndDbtOnAthenaAreOneAssetWithTheSourceOfEachField) {
  const json asset = only_asset("order_lines");
  EXPECT_THAT(sources_of(asset), Contains("glue"));
  EXPECT_THAT(sources_of(asset), Contains("dbt_manifest"));
  EXPECT_FALSE(asset["provenance"].empty());
}

TEST_F(TwoAccounts, SnowflakeDbtAndDataHubAreOneAsset) {
  const json asset = only_asset("fct_orders");
  for (const char* format : {"snowflake", "dbt_manifest", "datahub"})
    EXPECT_THAT(sources_of(asset), Contains(format));
  EXPECT_TRUE(asset["provenance"].contains("description")) << asset["provenance"].dump();
}

TEST_F(TwoAccounts, TheSameNameInTwoAccountsStaysTwoAssets) {
  const json found = mesh_->search({{"q", "sales_lake.customers"}, {"type", "table"}});
  EXPECT_EQ(found["total"], 2) << found.dump(1);
}

}  // namespace
}  // namespace waymark
