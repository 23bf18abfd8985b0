#include "waymark/base/strings.h"

#include "catalog/catalog_fixture.h"

namespace waymark {
namespace {

TEST(Rules, ADomainPerSnowflakeDatabaseNeedsOneRule) {
  const Catalog catalog = Mesh("rules: [{match: {platform: snowflake}, set: {domain: \"{database}\"}}]")
                              .add(table("snowflake:SALES_DB.RAW.ORDERS"), kSnowflake)
                              .add(table("snowflake:FIN.RAW.BILLS"), kSnowflake)
                              .add(table("glue:lake.t"), kGlue)
                              .build();
  EXPECT_EQ(the(catalog, "ORDERS").domain, "SALES_DB");
  EXPECT_EQ(the(catalog, "BILLS").domain, "FIN");
  EXPECT_EQ(the(catalog, "t").domain, "");
  EXPECT_EQ(the(catalog, "SALES_DB").type, AssetType::Domain);
}

TEST(Rules, ADomainPerAccountNeedsOneRuleAndAMap) {
  const Catalog catalog = Mesh(
                              "rules: [{match: {platform: glue}, set: {domain: \"{instance}\"}, map: "
                              "{domain: {\"111122223333\": Sales/Orders}}}]")
                              .add(table("glue:lake.orders", "111122223333"), kGlue)
                              .add(table("glue:lake.bills", "444455556666"), kGlue)
                              .build();
  EXPECT_EQ(the(catalog, "orders").domain, "Sales/Orders");
  EXPECT_EQ(the(catalog, "bills").domain, "444455556666");
}

TEST(Rules, ADomainPerFolderAndLayersByNameOfTheDatabase) {
  const Catalog catalog =
      Mesh(R"(
rules:
  - {match: {folder: "mesh/**"}, set: {domain: "{folder2}"}}
  - {match: {database: "*_raw"}, set: {layer: raw}}
  - {match: {database: "*"}, set: {layer: processed}}
)")
          .add(table("glue:a_raw.t"), source("one", SourceKind::Technical, "mesh/Sales/glue.json"))
          .add(table("glue:b.u"), source("two", SourceKind::Technical, "other/glue.json"))
          .build();
  EXPECT_EQ(the(catalog, "t").domain, "Sales");
  EXPECT_EQ(the(catalog, "t").layer, "raw");
  EXPECT_EQ(the(catalog, "u").domain, "");
  EXPECT_EQ(the(catalog, "u").layer, "processed");
  EXPECT_EQ(history(the(catalog, "t"), "layer"),
            (std::vector<std::pair<std::string, std::string>>{{"rule 2", "raw"}}));
}

TEST(Rules, NeverOverrideWhatASourceStates) {
  const Catalog catalog =
      Mesh("rules: [{match: {}, set: {domain: Ruled, owner: rule@x.com, sensitivity: public}}]")
          .add(with_owner(with_domain(table("glue:lake.t"), "Stated"), "stated@x.com"), kGlue)
          .add(with_owner(table("glue:lake.u"), "SYSADMIN", OwnerKind::Role), kGlue)
          .build();
  EXPECT_EQ(the(catalog, "t").domain, "Stated");
  EXPECT_EQ(the(catalog, "t").owners.size(), 1u);
  EXPECT_EQ(the(catalog, "t").sensitivity, "public");
  EXPECT_EQ(the(catalog, "u").owners.at(0).mail, "rule@x.com")
      << "a role of the database does not answer for it";
}

TEST(Rules, AGlueRuleFindsWhatDbtTellsOfAsAthena) {
  const Catalog catalog = Mesh("rules: [{match: {platform: glue, database: lake}, set: {domain: Lake}}]")
                              .add(table("athena:awsdatacatalog.lake.t"), kDbt)
                              .build();
  EXPECT_EQ(the(catalog, "t").domain, "Lake");
}

}  // namespace
}  // namespace waymark
