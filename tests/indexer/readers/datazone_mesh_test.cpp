// datazone_mesh_test.cpp - DataZone's answers of several kinds, and the Glue table they are about, make one
// catalog.
#include "export_folder.h"

namespace waymark {
namespace {

constexpr std::string_view kGlue =
    R"({"TableList": [{"Name": "orders", "DatabaseName": "sales", "CatalogId": "111122223333",
        "StorageDescriptor": {"Columns": [{"Name": "order_id", "Type": "bigint"}]}}]})";
constexpr std::string_view kListings = R"({"items": [
    {"assetListing": {"listingId": "lst1", "name": "Orders", "entityId": "ast1", "owningProjectId": "prj1",
      "entityType": "amazon.datazone.GlueTableAssetType", "additionalAttributes": {"forms":
      "{\"GlueTableForm\": \"{\\\"tableArn\\\": \\\"arn:aws:glue:eu-west-1:111122223333:table/sales/orders\\\"}\"}"}}},
    {"dataProductListing": {"listingId": "lst2", "name": "Customer Orders", "entityId": "dp1", "owningProjectId": "prj1",
      "items": [{"listingId": "lst1"}]}}]})";
constexpr std::string_view kAsset =
    R"({"id": "ast1", "name": "orders", "typeIdentifier": "amazon.datazone.GlueTableAssetType", "domainId": "dzd_a",
        "owningProjectId": "prj1", "glossaryTerms": ["trm1"], "formsOutput": []})";
constexpr std::string_view kProduct =
    R"({"id": "dp1", "name": "Customer Orders", "domainId": "dzd_a", "owningProjectId": "prj1", "formsOutput": [],
        "items": [{"itemType": "ASSET", "identifier": "ast1"}]})";
constexpr std::string_view kTerm =
    R"({"id": "trm1", "name": "Order", "glossaryId": "gls1", "domainId": "dzd_a", "shortDescription": "A wish"})";
constexpr std::string_view kProjects =
    R"({"items": [{"id": "prj1", "name": "Sales Data", "domainId": "dzd_a", "createdBy": "u", "domainUnitId": "unt2"}]})";
constexpr std::string_view kUnits =
    R"({"id": "unt1", "name": "Example", "domainId": "dzd_a", "owners": []}
{"id": "unt2", "name": "Sales", "domainId": "dzd_a", "parentDomainUnitId": "unt1", "owners": []})";

class DataZoneMesh : public ExportFolder {
 protected:
  Catalog merged(std::vector<std::string> names) {
    Config config;
    Merger merger(config);
    for (const std::string& name : names) {
      const ReadExport read_export = read(name);
      EXPECT_NE(read_export.reader, nullptr) << name << ": " << read_export.unread;
      EXPECT_TRUE(read_export.problems.empty()) << name;
      const SourceInfo source{.name = name,
                              .format = std::string(read_export.reader->name),
                              .kind = read_export.reader->kind,
                              .precedence = {},
                              .file = name,
                              .defaults = {}};
      for (const Fragment& fragment : read_export.fragments) merger.add(fragment, source);
      for (const Edge& edge : read_export.edges) merger.add(edge, source);
    }
    Result<Catalog> catalog = build_catalog(merger.finish(), config);
    EXPECT_TRUE(catalog && make_whole(*catalog));
    return catalog ? std::move(*catalog) : Catalog{};
  }
};

const Asset* find(const Catalog& catalog, AssetType type, std::string_view name) {
  const Asset* found = nullptr;
  for (const Asset& asset : catalog.assets)
    if (asset.type == type && asset.name == name) {
      EXPECT_EQ(found, nullptr) << "two of " << name;
      found = &asset;
    }
  return found;
}

TEST_F(DataZoneMesh, JoinsListingAssetAndGlueTableInAnyOrder) {
  write("glue.json", kGlue), write("listings.json", kListings), write("asset.json", kAsset),
      write("product.json", kProduct);
  write("term.json", kTerm), write("projects.json", kProjects), write("units.ndjson", kUnits);
  std::vector<std::string> names = {"glue.json", "listings.json", "asset.json",  "product.json",
                                    "term.json", "projects.json", "units.ndjson"};
  for (int round = 0; round < 2; ++round, std::reverse(names.begin(), names.end())) {
    const Catalog catalog = merged(names);
    const Asset* orders = find(catalog, AssetType::Table, "orders");
    const Asset* product = find(catalog, AssetType::DataProduct, "Customer Orders");
    ASSERT_TRUE(orders != nullptr && product != nullptr);
    EXPECT_EQ(orders->title, "Orders");
    EXPECT_EQ(orders->domain, "Example/Sales");
    EXPECT_EQ(product->domain, "Example/Sales");
    EXPECT_EQ(orders->products, std::vector<std::string>{"Customer Orders"});
    EXPECT_EQ(orders->terms, std::vector<std::string>{"Order"});
    EXPECT_EQ(orders->columns.size(), 1u);
    ASSERT_EQ(orders->owners.size(), 1u);
    EXPECT_EQ(orders->owners[0].name, "Sales Data");
    EXPECT_TRUE(orders->owners[0].team);
  }
}

TEST_F(DataZoneMesh, NamesNoDomainWhereTheProjectIsNotExported) {
  write("asset.json", kAsset);
  const Catalog catalog = merged({"asset.json"});
  ASSERT_NE(find(catalog, AssetType::Table, "orders"), nullptr);
  EXPECT_EQ(find(catalog, AssetType::Table, "orders")->domain, "");
}

}  // namespace
}  // namespace waymark
