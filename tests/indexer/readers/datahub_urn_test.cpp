// datahub_urn_test.cpp - urns taken apart, and the physical names in them.
#include "indexer/readers/shared/datahub_urn.h"

namespace waymark::datahub {
namespace {

using Parts = std::vector<std::string>;

TEST(DatahubUrn, PartsAreToldByDepth) {
  const Urn field =
      parse_urn("urn:li:schemaField:(urn:li:dataset:(urn:li:dataPlatform:s3,a(b),c/d,PROD),x,y)");
  EXPECT_EQ(field.type, "schemaField");
  EXPECT_EQ(field.parts, (Parts{"urn:li:dataset:(urn:li:dataPlatform:s3,a(b),c/d,PROD)", "x", "y"}));
  EXPECT_EQ(parse_urn("urn:li:corpuser:ana@example.com").parts, (Parts{"ana@example.com"}));
  EXPECT_EQ(parse_urn("arn:aws:glue:x").type, "");
  EXPECT_EQ(parse_urn("urn:li:dataset").type, "");
}

PhysicalName physical(const std::string& platform, const std::string& name, std::string_view instance = "") {
  return physical_of(parse_urn("urn:li:dataset:(urn:li:dataPlatform:" + platform + "," + name + ",PROD)"),
                     instance);
}

TEST(DatahubUrn, ThePlatformInstanceIsNoPartOfTheName) {
  EXPECT_EQ(physical("kafka", "eu.orders.v1", "eu").parts, (Parts{"orders.v1"}));
  EXPECT_EQ(physical("kafka", "eu.orders.v1", "us").parts, (Parts{"eu.orders.v1"}));
  EXPECT_EQ(physical("kafka", "europe.orders", "eu").parts, (Parts{"europe.orders"}));
  EXPECT_EQ(physical("snowflake", "db.schema.t").parts, (Parts{"db", "schema", "t"}));
}

TEST(DatahubUrn, OnePartTooManyIsTheInstance) {
  EXPECT_EQ(physical("snowflake", "acme.db.schema.t").instance, "acme");
  EXPECT_EQ(physical("snowflake", "acme.db.schema.t").parts, (Parts{"db", "schema", "t"}));
  EXPECT_EQ(physical("glue", "acme.lake.t").parts, (Parts{"lake", "t"}));
  EXPECT_EQ(physical("looker", "a.b.c.d").parts.size(), 4U);  // Nobody knows how many are usual there.
}

TEST(DatahubUrn, FieldPathsLoseTheirTypesOnly) {
  EXPECT_EQ(field_path("[version=2.0].[type=struct].[type=string].name"), "name");
  EXPECT_EQ(field_path("[version=2.0].[key=True].[type=struct].[type=array].[type=struct].a.[type=int].b"),
            "a.b");
  EXPECT_EQ(field_path("order_details.count"), "order_details.count");
  EXPECT_EQ(field_path("[version=2.0].[type=struct]"), "");
}

TEST(DatahubUrn, PlatformsAreFoundInsideUrns) {
  EXPECT_EQ(platform_of("urn:li:dataPlatform:postgresql"), "postgres");
  EXPECT_EQ(platform_of("urn:li:dataset:(urn:li:dataPlatform:dbt,a.b.c,PROD)"), "dbt");
  EXPECT_EQ(platform_of("urn:li:corpuser:ana"), "");
}

}  // namespace
}  // namespace waymark::datahub
