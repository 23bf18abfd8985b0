// Scenarios 4.11 and S33: products and their contracts, over HTTP. Numbers are those of the catalogue of
// scenarios.
#include <gmock/gmock.h>

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kFile = "contracts/customer_orders.odcs.yaml";

std::string key_of(const MeshServer& mesh, const std::string& ref) {
  const json found = mesh.get("/api/v1/resolve", {{"ref", ref}});
  return found["found"].value(ref, "");
}
std::string only_key(const MeshServer& mesh, const std::string& type, const std::string& name) {
  const json found = mesh.search({{"q", name}, {"type", type}});
  return found["hits"].empty() ? std::string() : found["hits"][0].value("key", "");
}
json contract_of(const MeshServer& mesh, const std::string& key) {
  return mesh.get("/api/v1/assets/" + key + "/contract")["contracts"][0];
}

json row_named(const json& rows, const char* member, const std::string& name) {
  for (const json& row : rows)
    if (row.value(member, "") == name) return row;
  return json::object();
}

TEST(Contracts, S33_AProductTellsWhatItIsAndHowItsContractStands) {
  MeshServer mesh;
  mesh.load(scenario_folder("mesh") / "waymark.yaml");
  const json product = mesh.get("/api/v1/assets/" + only_key(mesh, "data_product", "Customer Orders"));
  EXPECT_EQ(product["criticality"], "high");
  EXPECT_EQ(product["sensitivity"], "confidential");
  EXPECT_EQ(product["certification"], "certified");
  EXPECT_EQ(product["contract"]["state"], "kept");
  EXPECT_EQ(product["owner"][0]["name"], "Ana Ruiz");
  ASSERT_EQ(product["outputs"].size(), 1u);
  EXPECT_EQ(product["outputs"][0]["name"], "FCT_CUSTOMER_ORDERS");
  EXPECT_EQ(product["path"][0]["name"], "Sales");
  EXPECT_THAT(product["health"]["text"].get<std::string>(),
              testing::AllOf(HasSubstr("its contract is kept"), HasSubstr("Ana Ruiz owns it")));
  const json told = mesh.get("/api/v1/assets/" + product["key"].get<std::string>() + "/contract");
  ASSERT_EQ(told["contracts"].size(), 1u);
  EXPECT_EQ(told["contracts"][0]["name"], "Customer Orders contract");
  EXPECT_EQ(told["contracts"][0]["state"], "kept");
}

TEST(Contracts, S78_WhatIsNotModelledIsKeptAndTheOriginalCanBeDownloaded) {
  MeshServer mesh;
  std::string written;
  mesh.load(mesh.edited("mesh", kFile, [&](const std::string& text) {
    return written = text + "ourOwnSection:\n  escalation: call the night desk\n";
  }));
  const std::string key = only_key(mesh, "contract", "Customer Orders contract");
  const json contract = contract_of(mesh, key);
  EXPECT_EQ(contract["original"], written);
  EXPECT_EQ(contract["other"]["ourOwnSection.escalation"], "call the night desk");
  EXPECT_EQ(row_named(contract["objects"], "name", "fct_customer_orders")["target"]["name"],
            "FCT_CUSTOMER_ORDERS");

  const auto raw = mesh.raw("/api/v1/assets/" + key + "/contract", {{"format", "raw"}});
  ASSERT_TRUE(raw);
  EXPECT_EQ(raw->body, written);
  EXPECT_THAT(raw->get_header_value("Content-Disposition"), HasSubstr("customer-orders-contract-1.2.0.yaml"));
  EXPECT_THAT(raw->get_header_value("Content-Type"), HasSubstr("text/plain"));
  // The modelled part is found by its words.
  EXPECT_THAT(MeshServer::names(mesh.search({{"q", "what readers can rely on"}, {"type", "contract"}})),
              testing::ElementsAre("Customer Orders contract"));
}

TEST(Contracts, S79_AMissingColumnBreaksTheContractWithWhatWasExpected) {
  MeshServer mesh;
  const auto renamed = [](const std::string& text) { return replace_all(text, "email_address", "mail"); };
  auto yaml = mesh.edited("mesh", "snowflake/COLUMNS.csv", renamed);
  for (const char* file : {"snowflake/TAG_REFERENCES.csv", "datahub/datahub.json"})
    MeshServer::edited_further(yaml, file, renamed);
  mesh.load(yaml);
  const std::string product = only_key(mesh, "data_product", "Customer Orders");
  EXPECT_EQ(mesh.get("/api/v1/assets/" + product)["contract"]["state"], "broken");
  const json contract = contract_of(mesh, product);
  EXPECT_EQ(contract["state"], "broken");
  EXPECT_EQ(contract["checks"]["failed"], 1);
  const json column = row_named(row_named(contract["objects"], "name", "fct_customer_orders")["columns"],
                                "path", "email_address");
  EXPECT_EQ(column["state"], "broken");
  EXPECT_EQ(column["findings"][0]["code"], "missing_column");
  EXPECT_EQ(column["findings"][0]["expected"], "email_address");
}

TEST(Contracts, PromisesSayWhatWasExpectedAndFound) {
  MeshServer mesh;
  mesh.load(scenario_folder("mesh") / "waymark.yaml");
  const json contract = contract_of(mesh, only_key(mesh, "contract", "Customer Orders contract"));
  const json freshness = row_named(contract["promises"], "kind", "freshness");
  EXPECT_EQ(freshness["state"], "kept");
  EXPECT_EQ(freshness["expected"], "24 hours");
  EXPECT_THAT(freshness["found"].get<std::string>(), HasSubstr("FCT_CUSTOMER_ORDERS"));
}

TEST(Contracts, EarlierVersionsAreKeptAndCompared) {
  MeshServer mesh;
  const auto yaml = mesh.edited("mesh", kFile, [](const std::string& text) {
    return replace_all(text, "version: \"1.2.0\"", "version: \"1.3.0\"");
  });
  const auto old = read_file(scenario_folder("mesh") / kFile);
  ASSERT_TRUE(old);
  std::ofstream(yaml.parent_path() / "contracts/earlier.odcs.yaml")
      << replace_all(*old, "      - name: customer_id",
                     "      - name: loyalty_id\n        logicalType: string\n"
                     "      - name: customer_id");
  mesh.load(yaml);
  const std::string path =
      "/api/v1/assets/" + only_key(mesh, "contract", "Customer Orders contract") + "/contract";
  const json versions = mesh.get(path + "/versions")["contracts"][0]["versions"];
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_EQ(versions[0]["version"], "1.3.0");
  EXPECT_EQ(versions[0]["current"], true);
  EXPECT_EQ(versions[1]["version"], "1.2.0");

  const json compared = mesh.get(path + "/compare", {{"from", "1.2.0"}, {"to", "1.3.0"}});
  EXPECT_EQ(compared["verdict"], "breaking");
  const json removed = row_named(compared["changes"], "kind", "column_removed");
  EXPECT_EQ(removed["effect"], "breaking");
  EXPECT_EQ(removed["from"], "loyalty_id");
  EXPECT_EQ(row_named(compared["changes"], "kind", "version_changed")["effect"], "compatible");
  EXPECT_EQ(mesh.get(path + "/compare"), compared)
      << "without being told: the one before, and the current one";

  const json was = mesh.get(path, {{"version", "1.2.0"}})["contracts"][0];
  EXPECT_EQ(was["current"], false);
  EXPECT_THAT(was["original"].get<std::string>(), HasSubstr("loyalty_id"));
  EXPECT_EQ(mesh.raw(path, {{"version", "9.9"}})->status, 400);
}

TEST(Contracts, InPlainWordsAreKeptFoundAndLinked) {
  MeshServer mesh;
  const auto yaml = mesh.edited("mesh", "waymark.yaml", [](const std::string& text) {
    return replace_all(text, "contracts/*.yaml", "contracts/*");
  });
  std::ofstream(yaml.parent_path() / "contracts/regions.md")
      << "# Contract for the sales regions\n\n- **Owner:** ana@example.com\n- Version: 3\n\nRefreshed by "
         "noon. "
         "It is about `GLUE:\"sales_lake\".\"SalesRegion\"`; ask the night desk.\n";
  mesh.load(yaml);
  const std::string key = only_key(mesh, "contract", "Contract for the sales regions");
  const json contract = contract_of(mesh, key);
  EXPECT_EQ(contract["format"], "text");
  EXPECT_EQ(contract["version"], "3");
  ASSERT_EQ(contract["objects"].size(), 1u);
  EXPECT_EQ(contract["objects"][0]["target"]["name"], "SalesRegion");
  EXPECT_THAT(MeshServer::names(mesh.search("night desk")),
              testing::Contains("Contract for the sales regions"));
}

TEST(Contracts, ThatACallerMaySeeNothingOfAreNotThere) {
  MeshServer mesh;
  mesh.load(scenario_folder("mesh") / "waymark.yaml");
  const std::string table = key_of(mesh, "snowflake:prod.raw.wide_events");
  const auto none = mesh.raw("/api/v1/assets/" + table + "/contract");
  EXPECT_EQ(none->status, 404);
  EXPECT_EQ(mesh.raw("/api/v1/assets/t_2222222222222/contract")->status, 404);
}

class ContractCheck : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    mesh_ = new MeshServer;
    mesh_->load(scenario_folder("mesh") / "waymark.yaml");
  }
  static void TearDownTestSuite() { delete mesh_; }

  static httplib::Result post(const std::string& body, const Parameters& parameters = {},
                              const std::string& type = "application/yaml") {
    return mesh_->make_client()->Post(MeshServer::address("/api/v1/contracts/check", parameters), body, type);
  }
  static std::string contract() { return read_file(scenario_folder("mesh") / kFile).value_or(""); }
  static std::string broken() {
    return replace_all(contract(), "      - name: email_address",
                       "      - name: gone\n        logicalType: string\n"
                       "      - name: email_address");
  }

  static MeshServer* mesh_;
};
MeshServer* ContractCheck::mesh_ = nullptr;

TEST_F(ContractCheck, PassesAContractThatIsKept) {
  const auto answer = post(contract());
  ASSERT_EQ(answer->status, 200) << answer->body;
  const json verdict = json::parse(answer->body);
  EXPECT_EQ(verdict["verdict"], "pass") << answer->body;
  EXPECT_EQ(verdict["format"], "odcs");
  EXPECT_EQ(verdict["target"]["name"], "FCT_CUSTOMER_ORDERS");
  EXPECT_EQ(verdict["findings"].size(), 0u);
}

TEST_F(ContractCheck, FailsWithTheLineInTheBodyOfA200) {
  const json verdict = json::parse(post(broken())->body);
  EXPECT_EQ(verdict["verdict"], "fail");
  ASSERT_EQ(verdict["findings"].size(), 1u);
  const json& finding = verdict["findings"][0];
  EXPECT_EQ(finding["code"], "missing_column");
  EXPECT_EQ(finding["severity"], "error");
  EXPECT_EQ(finding["where"], "schema.fct_customer_orders.gone");
  const std::string text = broken();
  const auto before = text.substr(0, text.find("- name: gone"));
  EXPECT_EQ(finding["line"], std::count(before.begin(), before.end(), '\n') + 1);
}

TEST_F(ContractCheck, SpeaksTheFormatsOfContinuousIntegration) {
  EXPECT_THAT(post(broken(), {{"format", "github"}})->body, HasSubstr("::error file=contract,line="));
  EXPECT_THAT(post(broken(), {{"format", "junit"}})->body, HasSubstr("<failure type=\"missing_column\""));
  EXPECT_THAT(post(broken(), {{"format", "text"}})->body, HasSubstr("1 failed"));
  const json sarif = json::parse(post(broken(), {{"format", "sarif"}})->body);
  EXPECT_EQ(sarif["runs"][0]["results"][0]["ruleId"], "missing_column");
}

TEST_F(ContractCheck, HoldsATextAgainstWhatItIsToldTo) {
  const std::string schema =
      "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"title\": \"Order\", \"type\": "
      "\"object\",\n"
      " \"properties\": {\"order_id\": {\"type\": \"integer\"}, \"weather\": {\"type\": \"string\"}}}";
  const json free = json::parse(post(schema, {}, "application/json")->body);
  EXPECT_EQ(free["format"], "json-schema");
  EXPECT_EQ(free["findings"][0]["code"], "no_target");
  const json aimed = json::parse(
      post(schema, {{"target", "snowflake:prod.sales.fct_customer_orders"}}, "application/json")->body);
  EXPECT_EQ(aimed["verdict"], "fail");
  const json missing = row_named(aimed["findings"], "code", "missing_column");
  EXPECT_EQ(missing["where"], "schema.Order.weather");
  EXPECT_EQ(missing["line"], 2);
}

TEST_F(ContractCheck, RefusesOnlyWhatCannotBeUsed) {
  EXPECT_EQ(post("", {})->status, 400);
  EXPECT_EQ(post(contract(), {}, "application/pdf")->status, 415);
  EXPECT_EQ(post(contract(), {{"format", "xls"}})->status, 400);
  EXPECT_EQ(mesh_->raw("/api/v1/contracts/check")->status, 405);
  const json broken_off = json::parse(post("kind: DataContract\nid: [a\nname: b\n")->body);
  EXPECT_EQ(broken_off["verdict"], "fail");
  EXPECT_EQ(broken_off["findings"][0]["code"], "parse_error");
  EXPECT_EQ(post(std::string(600'000, '#'))->status, 413);
}

}  // namespace
}  // namespace waymark
