#include "waymark/model/keys.h"

namespace waymark {
namespace {

using Parts = std::vector<std::string>;

TEST(AssetKey, IsALetterAndThirteenCharactersOfTheDigest) {
  const std::string key = asset_key('t', "snowflake////prod.sales.orders");
  EXPECT_EQ(key.size(), 15u);
  EXPECT_EQ(key.substr(0, 2), "t_");
  EXPECT_TRUE(looks_like_key(key));
  EXPECT_EQ(key, asset_key('t', "snowflake////prod.sales.orders"));
  EXPECT_NE(key, asset_key('t', "snowflake////prod.sales.order"));
}

TEST(AssetKey, NeverChangesItsBits) {
  // base32(SHA-256("abc")) begins "xj4bnp4pahh6u…": addresses of earlier releases must keep working.
  EXPECT_EQ(asset_key('t', "abc"), "t_xj4bnp4pahh6u");
}

TEST(AssetKey, OtherTextsAreNotKeys) {
  EXPECT_FALSE(looks_like_key(""));
  EXPECT_FALSE(looks_like_key("t_xj4bnp4pahh6"));   // Too short.
  EXPECT_FALSE(looks_like_key("z_xj4bnp4pahh6u"));  // No type has this letter.
  EXPECT_FALSE(looks_like_key("t_XJ4BNP4PAHH6U"));  // Upper case.
  EXPECT_FALSE(looks_like_key("t_xj4bnp4pahh61"));  // 1 is not in the alphabet.
  EXPECT_FALSE(looks_like_key("t-xj4bnp4pahh6u"));
}

TEST(Platforms, HaveOneSpellingEach) {
  EXPECT_EQ(normal_platform("Snowflake"), "snowflake");
  EXPECT_EQ(normal_platform("PostgreSQL"), "postgres");
  EXPECT_EQ(normal_platform("AWS Glue"), "glue");
  EXPECT_EQ(normal_platform("unity-catalog"), "databricks");
  EXPECT_EQ(normal_platform("Some New Thing"), "some new thing");
}

TEST(Platforms, EnginesOnTheGlueCatalogAreOneFamily) {
  for (const char* platform : {"glue", "Athena", "hive", "spark", "trino"})
    EXPECT_EQ(platform_family(platform), "glue");
  EXPECT_EQ(platform_family("snowflake"), "snowflake");
}

TEST(MatchKey, IgnoresCaseAndQuotes) {
  const PhysicalName plain{"snowflake", "acme", {"PROD", "SALES", "ORDERS"}};
  const PhysicalName quoted{"Snowflake", "ACME", {"\"prod\"", "`sales`", "[orders]"}};
  EXPECT_EQ(match_key(plain), "snowflake//acme//prod.sales.orders");
  EXPECT_EQ(match_key(quoted), match_key(plain));
}

TEST(MatchKey, IgnoresCaseBeyondAscii) {
  EXPECT_EQ(normal_name({"snowflake", "", {"CLIENTES_ESPAÑA"}}), "clientes_españa");
  EXPECT_EQ(normal_name({"postgres", "", {"ЗАКАЗЫ", "ΤΙΜΕΣ×"}}), "заказы.τιμεσ×");
  EXPECT_EQ(normal_name({"x", "", {"\xC3"}}), "\xC3");  // Half a letter stays.
}

TEST(MatchKey, AFolderIsTheSameWithAndWithoutItsSlash) {
  EXPECT_EQ(match_key({"s3", "", {"lake/orders/"}}), match_key({"s3", "", {"lake/orders"}}));
}

TEST(MatchKey, TheCatalogBeforeAGlueDatabaseIsLeftOut) {
  const std::string glue = match_key({"glue", "1", {"sales_lake", "orders"}});
  EXPECT_EQ(match_key({"athena", "1", {"AwsDataCatalog", "sales_lake", "orders"}}), glue);
  EXPECT_EQ(match_key({"spark", "1", {"spark_catalog", "sales_lake", "orders"}}), glue);
  EXPECT_NE(match_key({"trino", "1", {"postgres", "sales_lake", "orders"}}), glue);
}

TEST(MatchKey, ADatabaseNamedLikeACatalogKeepsItsName) {
  EXPECT_EQ(normal_name({"hive", "", {"hive", "orders"}}), "hive.orders");
  EXPECT_EQ(normal_name({"snowflake", "", {"HIVE", "SALES", "ORDERS"}}), "hive.sales.orders");
  EXPECT_EQ(normal_name({"glue", "", {"awsdatacatalog", "orders"}}), "orders");
}

TEST(SplitQualified, CutsAtDotsOutsideQuotes) {
  EXPECT_EQ(split_qualified("PROD.SALES.ORDERS"), (Parts{"PROD", "SALES", "ORDERS"}));
  EXPECT_EQ(split_qualified("PROD.\"my.schema\".`or.ders`"), (Parts{"PROD", "my.schema", "or.ders"}));
  EXPECT_EQ(split_qualified("\"say \"\"hi\"\"\".t"), (Parts{"say \"hi\"", "t"}));
  EXPECT_EQ(split_qualified("orders"), (Parts{"orders"}));
  EXPECT_EQ(split_qualified(""), Parts{});
}

TEST(ParsePhysical, ReadsPlatformAndParts) {
  const PhysicalName table = parse_physical("Snowflake:PROD.SALES.\"my.orders\"");
  EXPECT_EQ(table.platform, "snowflake");
  EXPECT_EQ(table.parts, (Parts{"PROD", "SALES", "my.orders"}));
  EXPECT_EQ(parse_physical("glue://sales_lake.orders").parts, (Parts{"sales_lake", "orders"}));
}

TEST(ParsePhysical, TopicsAndPathsKeepTheirDots) {
  EXPECT_EQ(parse_physical("kafka:orders.created.v1").parts, (Parts{"orders.created.v1"}));
  EXPECT_EQ(parse_physical("s3://lake/orders/2026.csv").parts, (Parts{"lake/orders/2026.csv"}));
}

TEST(ParsePhysical, WithoutAPlatformOnlyThePartsAreKnown) {
  const PhysicalName table = parse_physical("sales.orders");
  EXPECT_EQ(table.platform, "");
  EXPECT_EQ(table.parts, (Parts{"sales", "orders"}));
  EXPECT_TRUE(parse_physical("").empty());
}

TEST(DomainKey, FoldsCaseAndTellsNamesakesApart) {
  EXPECT_EQ(domain_key("Sales/Orders"), domain_key("sales/orders"));
  EXPECT_NE(domain_key("Sales/Orders"), domain_key("Finance/Orders"));
  EXPECT_EQ(domain_key("Sales")[0], 'd');
}

TEST(PersonKey, GoesByMailThenByName) {
  const Owner ana{.id = "", .name = "Ana", .mail = "Ana@Example.com"};
  const Owner same{.id = "", .name = "Ana García", .mail = "ana@example.com"};
  EXPECT_EQ(person_key(ana), person_key(same));
  EXPECT_NE(person_key(ana), person_key({.id = "", .name = "Ana", .mail = ""}));
  EXPECT_EQ(person_key(ana)[0], 'u');
}

}  // namespace
}  // namespace waymark
