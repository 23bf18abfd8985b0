// joined_sources_test.cpp - files of several formats about one thing, read and merged: products and the
// contracts of their ports, the same data set in two catalogs, terms of a glossary file and the table that
// enriches them.
#include "export_folder.h"

namespace waymark {
namespace {

class JoinedSources : public ExportFolder {};

std::vector<std::string> member_names(const Catalog& catalog, const Asset& product, std::string_view port) {
  std::vector<std::string> names;
  for (const Member& member : product.members)
    for (const Asset& asset : catalog.assets)
      if (member.port == port && asset.key == member.asset.id) names.push_back(asset.name);
  return names;
}

const Asset& only(const Catalog& catalog, AssetType type, std::string_view name) {
  static const Asset kNone;
  const Asset* found = nullptr;
  for (const Asset& asset : catalog.assets)
    if (asset.type == type && asset.name == name) {
      EXPECT_EQ(found, nullptr) << "two are called " << name;
      found = &asset;
    }
  EXPECT_NE(found, nullptr) << "nothing is called " << name;
  return found == nullptr ? kNone : *found;
}

std::string contract(const std::string& id, const std::string& table) {
  return "kind: DataContract\napiVersion: v3.0.2\nid: " + id + "\nname: " + table +
         " contract\nversion: 1.0.0\nstatus: active\nservers:\n- {server: prod, type: snowflake, account: "
         "acme, database: "
         "PROD, schema: SALES}\nschema:\n- {name: " +
         table + ", physicalName: " + table + ", properties: [{name: ID, logicalType: integer}]}\n";
}

TEST_F(JoinedSources, AProductHoldsTheTablesThatTheContractsOfItsPortsAreAbout) {
  write("tables.csv",
        "TABLE_CATALOG,TABLE_SCHEMA,TABLE_NAME\nPROD,SALES,RAW\nPROD,SALES,ORDERS\nPROD,SALES,REPORT\n");
  write("columns.csv",
        "TABLE_CATALOG,TABLE_SCHEMA,TABLE_NAME,COLUMN_NAME,ORDINAL_POSITION,DATA_TYPE\n"
        "PROD,SALES,ORDERS,ID,1,NUMBER\nPROD,SALES,REPORT,OTHER,1,NUMBER\n");
  write("orders.odcs.yaml", contract("c-orders", "ORDERS"));
  write("report.odcs.yaml", contract("c-report", "REPORT"));
  write("raw.odcs.yaml", contract("c-raw", "RAW"));
  write("orders.odps.yaml",
        "kind: DataProduct\napiVersion: v1.0.0\nid: p-1\nname: Orders\ndomain: Sales\nstatus: active\n"
        "inputPorts: [{name: raw, version: 1.0.0, contractId: c-raw}]\n"
        "outputPorts: [{name: orders, version: 1.0.0, contractId: c-orders}]\n");
  write("report.odps.yaml",
        "kind: DataProduct\napiVersion: v1.0.0\nid: p-2\nname: Report\nstatus: active\n"
        "inputPorts: [{name: orders, version: 1.0.0, contractId: c-orders}]\n"
        "outputPorts: [{name: report, version: 1.0.0, contractId: c-report}]\n");
  const Catalog catalog = catalog_of({"orders.odps.yaml", "orders.odcs.yaml", "report.odps.yaml",
                                      "report.odcs.yaml", "raw.odcs.yaml", "tables.csv", "columns.csv"},
                                     "acme");
  const Asset& orders = only(catalog, AssetType::DataProduct, "Orders");
  const Asset& report = only(catalog, AssetType::DataProduct, "Report");
  EXPECT_EQ(member_names(catalog, orders, "output"), (std::vector<std::string>{"ORDERS"}));
  EXPECT_EQ(member_names(catalog, orders, "input"), (std::vector<std::string>{"RAW"}));
  EXPECT_EQ(only(catalog, AssetType::Table, "ORDERS").domain, "Sales");  // From its product.
  ASSERT_EQ(report.upstream.size(), 1u);
  EXPECT_EQ(report.upstream[0].key, orders.key);
  EXPECT_EQ(orders.contract_state, "kept");
  EXPECT_EQ(report.contract_state, "broken");
}

TEST_F(JoinedSources, ADataSetInTwoCatalogsIsOne) {
  write("data.json",
        R"({"dataset":[{"identifier":"https://town.example/trees","title":"Trees","accessLevel":"public",
                         "contactPoint":{"fn":"Ann","hasEmail":"mailto:ann@town.example"}}]})");
  write("trees.csv", "accessLevel,identifier,title,keyword\npublic,https://town.example/trees,Trees,wood\n");
  write("package.json",
        R"({"id":"0b0e6bd7-0001-4b1e-9d4e-1d3c5f7a9b11","name":"trees","title":"Trees","notes":"Every tree.",
                            "resources":[],"extras":[{"key":"guid","value":"https://town.example/trees"}]})");
  write(
      "graph.jsonld",
      R"({"@id":"https://town.example/trees","@type":"dcat:Dataset","dct:title":"Trees","dct:modified":"2026-01-02"})");
  const Catalog catalog = catalog_of({"data.json", "trees.csv", "package.json", "graph.jsonld"});
  std::size_t datasets = 0;
  for (const Asset& asset : catalog.assets) datasets += asset.type == AssetType::Dataset;
  ASSERT_EQ(datasets, 1u);
  for (const Asset& asset : catalog.assets) {
    if (asset.type != AssetType::Dataset) continue;
    EXPECT_EQ(asset.sources.size(), 4u);
    EXPECT_EQ(asset.description, "Every tree.");
    EXPECT_EQ(asset.tags, (std::vector<std::string>{"wood"}));
    EXPECT_EQ(asset.updated, parse_time("2026-01-02"));
  }
}

TEST_F(JoinedSources, MembersOfASeriesTakeItsDomainAndOwner) {
  write(
      "data.json",
      R"({"conformsTo":{"title":"DCAT-US 3.0"},"datasetSeries":[{"@id":"https://x.example/s","title":"Series",
      "publisher":{"name":"Agency"},"contactPoint":{"fn":"Ann"},
      "seriesMember":[{"identifier":"https://x.example/1","title":"First"}]}]})");
  const Catalog catalog = catalog_of({"data.json"});
  const Asset& first = only(catalog, AssetType::Dataset, "First");
  EXPECT_EQ(first.domain, "Agency");
  ASSERT_EQ(first.owners.size(), 1u);
  EXPECT_TRUE(first.owners[0].inherited);
}

TEST_F(JoinedSources, ATermOfAGlossaryFileIsTheOneItsUrnNames) {
  write("glossary.yaml",
        "version: 1\nsource: us\nnodes:\n- name: Sales Words\n  terms:\n  - {name: Order, description: What "
        "a customer asks for.}\n");
  write("enrich.csv",
        "resource,subresource,glossary_terms,tags,owners,ownership_type,description,domain\n"
        "\"urn:li:dataset:(urn:li:dataPlatform:hive,s.orders,PROD)\",,[urn:li:glossaryTerm:Sales-Words.Order]"
        ",,,,,\n"
        "urn:li:glossaryTerm:Sales-Words.Order,,,[urn:li:tag:Core],,,,\n");
  const Catalog catalog = catalog_of({"glossary.yaml", "enrich.csv"});
  const Asset& term = only(catalog, AssetType::GlossaryTerm, "Order");
  EXPECT_EQ(term.description, "What a customer asks for.");
  EXPECT_EQ(term.tags, (std::vector<std::string>{"Core"}));
  const Asset* orders = find_asset(catalog, "s.orders");
  ASSERT_NE(orders, nullptr);
  EXPECT_EQ(orders->terms, (std::vector<std::string>{"Order"}));
}

}  // namespace
}  // namespace waymark
