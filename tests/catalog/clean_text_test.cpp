#include "waymark/base/strings.h"

#include "catalog/catalog_fixture.h"

namespace waymark {
namespace {

TEST(Texts, InvisibleAndDirectionChangingCharactersAreTakenOutAndCounted) {
  Fragment t = table("s:a.T");
  t.facts.title = "Or\u200bders\u202e \x07now";
  t.facts.description = "one\ntwo\tthree\r\nfour \U000E0041\uFEFFfive";
  t.facts.tags = {"می\u200cخواهم", "a\u200db"};
  const Catalog catalog = Mesh().add(t, kSnowflake).build();
  const Asset& asset = the(catalog, "T");
  EXPECT_EQ(asset.title, "Orders now");
  EXPECT_EQ(asset.description, "one\ntwo\tthree\nfour five");
  EXPECT_EQ(sorted(asset.tags), sorted({"می\u200cخواهم", "ab"}));
  EXPECT_EQ(noted(catalog, "text_cleaned"), 3u);
}

TEST(Texts, BytesThatAreNoUtf8BecomeReplacementCharacters) {
  Fragment t = table("s:a.T");
  t.facts.title = "caf\xE9 au lait";
  EXPECT_EQ(the(Mesh().add(t, kSnowflake).build(), "T").title, "caf\uFFFD au lait");
}

TEST(Texts, NamesThatDifferInvisiblyStayTwoThingsThatCanBeToldApart) {
  const Catalog catalog =
      Mesh().add(table("s:a.orders"), kSnowflake).add(table("s:a.or\u200bders"), kSnowflake).build();
  ASSERT_EQ(catalog.assets.size(), 2u);
  EXPECT_EQ(catalog.assets[0].name, catalog.assets[1].name);
  EXPECT_NE(catalog.assets[0].match_key, catalog.assets[1].match_key);
  EXPECT_TRUE(contains(catalog.assets[0].match_key + catalog.assets[1].match_key, "\\u{200b}"));
}

TEST(Texts, WhatIsTooLongIsCutAndCounted) {
  Fragment t = table("s:a.T");
  t.facts.description = std::string(300'000, 'd') + "é";
  t.facts.title = std::string(5'000, 'n');
  for (int i = 0; i < 10'000; ++i) t.facts.tags.push_back("tag" + std::to_string(i));
  for (int i = 0; i < 50'000; ++i)
    t.facts.columns.push_back({.path = "c" + std::to_string(i), .type = "int"});
  const Catalog catalog = Mesh().add(t, kSnowflake).add(table("s:a.U"), kSnowflake).build();
  const Asset& asset = the(catalog, "T");
  EXPECT_EQ(asset.description.size(), 32u * 1024);
  EXPECT_EQ(asset.title.size(), 1024u);
  EXPECT_EQ(asset.tags.size(), 256u);
  ASSERT_EQ(asset.columns.size(), 50'000u);
  EXPECT_EQ(asset.columns[19'999].type, "int");
  EXPECT_EQ(asset.columns[20'000].type, "");
  EXPECT_EQ(asset.columns[49'999].path, "c49999");
  for (const std::string_view kind : {"cut_description", "cut_name", "cut_list", "cut_columns"})
    EXPECT_EQ(noted(catalog, kind), 1u) << kind;
}

}  // namespace
}  // namespace waymark
