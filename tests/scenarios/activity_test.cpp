// Scenarios of what changes from one export to the next: S35, S61, S62, S88.
#include <gmock/gmock.h>

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

std::function<std::string(std::string)> replacing(std::string from, std::string to) {
  return [from = std::move(from), to = std::move(to)](const std::string& text) {
    return replace_all(text, from, to);
  };
}

// Records of a DataHub file stand on a line each.
std::function<std::string(std::string)> without_lines_about(std::string what) {
  return [what = std::move(what)](const std::string& text) {
    std::string kept;
    for (const std::string& line : split(text, '\n'))
      if (!contains(line, what)) kept += line + "\n";
    return kept;
  };
}

std::vector<std::string> entries(const json& activity) {
  std::vector<std::string> out;
  for (const json& item : activity["items"])
    out.push_back(item.value("change", "") + " " + item.value("name", ""));
  return out;
}

TEST(Activity, S35_ARenamedDomainAnswersUnderItsNewPathAndTheOldOneSaysSo) {
  MeshServer mesh;
  mesh.load(scenario_folder("mesh/waymark.yaml"));
  ASSERT_EQ(mesh.search({{"domain", "Sales/Returns"}, {"type", "data_product"}})["total"], 1);
  const json before = mesh.search({{"type", "domain"}, {"q", "Returns"}})["hits"][0];
  mesh.load(mesh.edited("mesh", "datahub/datahub.json",
                        replacing("\"name\": \"Returns\"", "\"name\": \"Refunds\"")));
  const json old_path = mesh.search({{"domain", "Sales/Returns"}});
  EXPECT_EQ(old_path["total"], 0);
  EXPECT_THAT(old_path["notes"].dump(),
              HasSubstr("The domain \\\"Sales/Returns\\\" was removed on 2026-11-01. What "
                        "lay in it is in \\\"Sales/Refunds\\\" now."));
  EXPECT_EQ(MeshServer::names(mesh.search({{"domain", "Sales/Refunds"}, {"type", "data_product"}})),
            std::vector<std::string>{"Returns 360"});
  // A saved link to the domain itself.
  const auto link = mesh.raw("/api/v1/assets/" + before["key"].get<std::string>());
  ASSERT_TRUE(link);
  EXPECT_EQ(link->status, 404);
  EXPECT_THAT(link->body, HasSubstr("was removed on 2026-11-01"));
}

TEST(Activity, S61_IdenticalInputChangesNothingAndTellsNothing) {
  MeshServer mesh;
  mesh.load(scenario_folder("mesh/waymark.yaml"));
  const auto before = mesh.raw("/api/v1/activity");
  const auto sorted = mesh.raw("/api/v1/search", {{"sort", "changed"}});
  const IngestReport again = index_config(scenario_folder("mesh/waymark.yaml"), mesh.index());
  EXPECT_FALSE(again.published.published);
  EXPECT_EQ(mesh.raw("/api/v1/activity")->body, before->body);
  EXPECT_EQ(mesh.raw("/api/v1/search", {{"sort", "changed"}})->get_header_value("ETag"),
            sorted->get_header_value("ETag"));
}

TEST(Activity, S62_TheStatusCountsPerSourceAndTypeAndTellsTheLastError) {
  MeshServer mesh;
  mesh.load(mesh.edited("mesh", "glue/sales_lake.json", replacing("\"TableList\"", "\"TableList")));
  const json status = mesh.get("/api/v1/status");
  std::size_t of_types = 0;
  for (const auto& [type, count] : status["assets"]["by_type"].items()) of_types += count.get<std::size_t>();
  EXPECT_EQ(status["assets"]["total"], of_types);
  EXPECT_GT(status["assets"]["by_type"]["table"], 5);
  bool snowflake = false;
  for (const json& source : status["sources"]) {
    if (source["name"] == "snowflake") {
      snowflake = true;
      EXPECT_GT(source["assets"], 5);
      EXPECT_THAT(source["formats"].dump(), HasSubstr("snowflake"));
      EXPECT_EQ(source["problems"], 0);
      EXPECT_TRUE(source.contains("seen_at"));
    }
  }
  EXPECT_TRUE(snowflake);
  EXPECT_TRUE(status["generation"].contains("age_s"));
  EXPECT_EQ(status["last_run"]["outcome"], "partly");
  EXPECT_THAT(status["last_run"].value("last_error", ""), HasSubstr("sales_lake.json"));
}

TEST(Activity, S88_TheFeedOfSalesTellsOfItsOwnChangesAlone) {
  MeshServer mesh;
  mesh.load(
      mesh.edited("mesh", "datahub/datahub.json", without_lines_about("urn:li:dataProduct:payments-ledger")));
  auto second = mesh.edited("mesh_without_t9", "snowflake/TABLES.csv",
                            replacing("One row for each order that a customer placed and paid",
                                      "One row for each order that was paid"));
  second = MeshServer::edited_further(second, "waymark.yaml",
                                      replacing("now: 2026-11-01T00:00:00Z", "now: 2026-11-02T00:00:00Z"));
  mesh.load(second);
  const json sales = mesh.get("/api/v1/activity", {{"domain", "Sales"}, {"size", "100"}});
  EXPECT_THAT(entries(sales), testing::UnorderedElementsAre("description_changed FCT_CUSTOMER_ORDERS",
                                                            "removed tmp_orders_20240101"));
  for (const json& item : sales["items"]) {
    EXPECT_EQ(item["at"], "2026-11-02T00:00:00Z");
    EXPECT_FALSE(item.value("source", "").empty()) << item.dump();
  }
  EXPECT_THAT(entries(mesh.get("/api/v1/activity", {{"size", "100"}})), Contains("added Payments Ledger"));
  const json sorted = mesh.search({{"sort", "changed"}, {"type", "table"}});
  EXPECT_EQ(sorted["hits"][0]["ref"], mesh.search("PROD.SALES.FCT_CUSTOMER_ORDERS")["hits"][0]["ref"]);
}

TEST(Activity, TheFeedIsServedAsAtom) {
  MeshServer mesh;
  mesh.load(scenario_folder("mesh/waymark.yaml"));
  const auto feed = mesh.raw("/api/v1/activity", {{"format", "atom"}});
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->get_header_value("Content-Type"), "application/atom+xml; charset=utf-8");
  EXPECT_THAT(feed->body, HasSubstr("<title>Index run</title>"));
}

}  // namespace
}  // namespace waymark
