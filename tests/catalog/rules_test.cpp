#include "waymark/base/strings.h"
#include "waymark/model/asset_json.h"

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
            (std::vector<std::pair<std::string, std::string>>{{"rule database *_raw", "raw"}}));
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

// Assets as they would be written, without their keys.
std::vector<std::string> written(const Catalog& catalog) {
  std::vector<std::string> lines;
  for (const Asset& asset : catalog.assets) lines.push_back(asset_to_json(asset));
  return lines;
}

TEST(Rules, ARulePutInAboveChangesOnlyWhatItSpeaksOf) {
  const std::string rules = R"(
  - {match: {platform: snowflake, database: FIN}, set: {domain: Finance}}
  - {match: {platform: snowflake, database: FIN}, set: {layer: raw}}
  - {match: {}, set: {environment: prod}, access: {level: confidential}}
)";
  const auto build = [](const std::string& yaml) {
    return Mesh(yaml).add(table("snowflake:FIN.S.T"), kSnowflake).add(table("glue:lake.u"), kGlue).build();
  };
  const Catalog before = build("rules:" + rules);
  const Catalog after = build("rules:\n  - {match: {database: other}, set: {domain: Other}}" + rules);
  EXPECT_EQ(written(before), written(after));
  EXPECT_EQ(history(the(before, "T"), "domain").at(0).first, "rule platform snowflake, database FIN");
  EXPECT_EQ(history(the(before, "T"), "layer").at(0).first,
            "rule platform snowflake, database FIN: layer raw");
  EXPECT_EQ(the(before, "u").access.rule, "rule for everything");
}

TEST(Rules, AreCalledByTheirNameWhereTheyHaveOne) {
  const Catalog catalog = Mesh("rules: [{name: Money, match: {database: FIN}, set: {domain: Finance}}]")
                              .add(table("snowflake:FIN.S.T"), kSnowflake)
                              .build();
  EXPECT_EQ(history(the(catalog, "T"), "domain").at(0).first, "Money");
}

TEST(Rules, OneNameForTwoIsRefused) {
  const Result<Config> twice = parse_config(
      "rules:\n  - {name: A, match: {}, set: {layer: raw}}\n  - {name: A, match: {}, set: {layer: "
      "processed}}\n",
      "waymark.yaml");
  ASSERT_FALSE(twice.has_value());
  EXPECT_TRUE(contains(twice.error().message, "line 2")) << twice.error().message;
}

}  // namespace
}  // namespace waymark
