// traps_merged_test.cpp - the traps that only show when several files become one catalog: order and spelling,
// texts of all kinds, lineage into the unknown, trees of domains that are none.
#include "waymark/model/asset_json.h"

#include "export_folder.h"

namespace waymark {
namespace {

class TrapsMerged : public ExportFolder {};

std::vector<std::string> lines_of(const Catalog& catalog) {
  std::vector<std::string> lines;
  for (const Asset& asset : catalog.assets) lines.push_back(asset_to_json(asset));
  return lines;
}

std::string aspect(const std::string& type, const std::string& urn, const std::string& name,
                   const std::string& json) {
  return R"({"entityType":")" + type + R"(","entityUrn":")" + urn +
         R"(","changeType":"UPSERT","aspectName":")" + name + R"(","aspect":{"json":)" + json + "}}";
}
std::string dataset(const std::string& name) {
  return "urn:li:dataset:(urn:li:dataPlatform:hive," + name + ",PROD)";
}
std::string upstream(const std::string& of, const std::string& from) {
  return aspect("dataset", dataset(of), "upstreamLineage",
                R"({"upstreams":[{"dataset":")" + dataset(from) + R"(","type":"TRANSFORMED"}]})");
}
std::string domain(const std::string& id, const std::string& name, const std::string& parent) {
  return aspect("domain", "urn:li:domain:" + id, "domainProperties",
                R"({"name":")" + name + "\"" +
                    (parent.empty() ? "" : R"(,"parentDomain":"urn:li:domain:)" + parent + "\"") + "}");
}
std::string list(const std::vector<std::string>& records) { return "[" + join(records, ",\n") + "]"; }

TEST_F(TrapsMerged, Trap06_OneThingInThreeFilesIsOneAssetInAnyOrderAndSpelling) {
  write("tables.csv",
        "TABLE_CATALOG,TABLE_SCHEMA,TABLE_NAME,COMMENT,ROW_COUNT\nPROD,SALES,ORDERS,From the warehouse,12\n");
  write("manifest.json", R"({
    "metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "adapter_type": "snowflake"},
    "nodes": {"model.p.orders": {"unique_id":"model.p.orders","resource_type":"model","name":"orders","database":"prod","schema":"sales","description":"From dbt","tags":["nightly"]}}})");
  write("datahub.json",
        list({aspect("dataset", "urn:li:dataset:(urn:li:dataPlatform:snowflake,Prod.Sales.Orders,PROD)",
                     "datasetProperties", R"({"description":"From the catalog"})")}));
  std::vector<std::string> names = {"datahub.json", "manifest.json", "tables.csv"};
  const Catalog first = catalog_of(names, "acme");
  ASSERT_EQ(first.assets.size(), 1u);
  EXPECT_EQ(first.assets[0].sources.size(), 3u);
  EXPECT_EQ(first.assets[0].name, "ORDERS");
  EXPECT_EQ(first.assets[0].description, "From the catalog");
  while (std::next_permutation(names.begin(), names.end())) {
    EXPECT_EQ(lines_of(catalog_of(names, "acme")), lines_of(first)) << join(names, " ");
  }
}

TEST_F(TrapsMerged, Trap08_DescriptionsOfAllKindsAreKeptOrCutAndTold) {
  const auto package = [](const std::string& id, const std::string& notes) {
    return R"({"id":")" + id + R"(","name":")" + id +
           R"(","title":"T","resources":[],"num_resources":0,"notes":)" + notes + "}\n";
  };
  write("packages.jsonl", package("null", "null") + package("empty", "\"\"") +
                              package("long", "\"" + std::string(68 * 1024, 'x') + "\"") +
                              package("html", "\"<p>One <b>two</b></p><p>three</p>\"") +
                              package("markdown", "\"# Head\\n* point **bold**\"") +
                              package("entities", "\"a &amp; b &lt;c&gt; &#8364;\"") +
                              package("right", "\"\\u0628\\u064a\\u0627\\u0646\\u0627\\u062a\"") +
                              package("emoji", "\"\\ud83d\\ude00 smile\"") +
                              package("tricks", "\"one\\u202etwo\\u200b\\u0007\""));
  const Catalog catalog = catalog_of({"packages.jsonl"});
  const auto text = [&](std::string_view name) {
    const Asset* asset = find_asset(catalog, name);
    return asset == nullptr ? std::string("missing") : asset->description;
  };
  EXPECT_EQ(text("null"), "");
  EXPECT_EQ(text("empty"), "");
  EXPECT_EQ(text("long").size(), 32u * 1024);
  EXPECT_EQ(noted(catalog, "cut_description"), 1u);
  EXPECT_EQ(text("html"), "One two\nthree");
  EXPECT_EQ(text("markdown"), "# Head\n* point **bold**");
  EXPECT_EQ(text("entities"), "a & b <c> €");
  EXPECT_EQ(text("right"), "بيانات");
  EXPECT_EQ(text("emoji"), "😀 smile");
  EXPECT_EQ(text("tricks"), "onetwo");
}

TEST_F(TrapsMerged, Trap10_LineageMayLeadAnywhere) {
  write("lineage.json",
        list({upstream("s.first", "s.later"),  // Before the thing itself is told of.
              aspect("dataset", dataset("s.later"), "datasetProperties", R"({"description":"told later"})"),
              upstream("s.first", "s.first"), aspect("dataset", dataset("s.own"), "status", "{}"),
              upstream("s.own", "s.own"), upstream("s.a", "s.b"), upstream("s.b", "s.c"),
              upstream("s.c", "s.a"), upstream("s.end", "s.nobody")}));
  const Catalog catalog = catalog_of({"lineage.json"});
  const Asset* stub = find_asset(catalog, "s.nobody");
  ASSERT_NE(stub, nullptr);
  EXPECT_TRUE(stub->stub);
  EXPECT_EQ(stub->downstream.size(), 1u);
  const Asset* own = find_asset(catalog, "s.own");
  ASSERT_NE(own, nullptr);
  EXPECT_TRUE(own->upstream.empty());
  for (const std::string_view name : {"s.a", "s.b", "s.c"}) {
    const Asset* one = find_asset(catalog, name);
    ASSERT_NE(one, nullptr);
    EXPECT_EQ(one->upstream.size(), 1u) << name;
    EXPECT_EQ(one->downstream.size(), 1u) << name;
    EXPECT_FALSE(one->stub);
  }
  ASSERT_NE(find_asset(catalog, "s.later"), nullptr);
  EXPECT_FALSE(find_asset(catalog, "s.later")->stub);
}

TEST_F(TrapsMerged, Trap10_AnEdgeBeforeItsNodesIsTheSameEdge) {
  const std::string told =
      aspect("dataset", dataset("s.later"), "datasetProperties", R"({"description":"told later"})");
  write("before.json", list({upstream("s.first", "s.later"), told}));
  write("after.json", list({told, upstream("s.first", "s.later")}));
  const Catalog before = catalog_of({"before.json"}), after = catalog_of({"after.json"});
  ASSERT_EQ(before.assets.size(), after.assets.size());
  for (std::size_t i = 0; i < before.assets.size(); ++i)
    EXPECT_EQ(before.assets[i].upstream, after.assets[i].upstream);
}

TEST_F(TrapsMerged, Trap11_DomainsComeInAnyOrderAndMayBeATangle) {
  write("domains.json",
        list({domain("5", "Five", "4"), domain("4", "Four", "3"), domain("3", "Three", "2"),
              domain("2", "Two", "1"), domain("1", "One", ""), domain("lost", "Lost", "nobody"),
              domain("x", "Ring A", "y"), domain("y", "Ring B", "x"), domain("m1", "Metrics", "1"),
              domain("m2", "Metrics", "2")}));
  const Catalog catalog = catalog_of({"domains.json"});
  std::vector<std::string> paths;
  for (const Asset& asset : catalog.assets)
    if (asset.type == AssetType::Domain) paths.push_back(asset.qualified_name);
  std::sort(paths.begin(), paths.end());
  EXPECT_EQ(paths, (std::vector<std::string>{"Lost", "One", "One/Metrics", "One/Two", "One/Two/Metrics",
                                             "One/Two/Three", "One/Two/Three/Four", "One/Two/Three/Four/Five",
                                             "Ring A", "Ring A/Ring B"}));
  EXPECT_EQ(noted(catalog, "domain_cycle"), 1u);
  EXPECT_EQ(noted(catalog, "domain_unknown"), 1u);
}

TEST_F(TrapsMerged, Trap12_WhatEverySourceCallsGoneIsLeftOutAndCounted) {
  write("one.jsonl", R"({"id":"1","name":"gone","title":"G","notes":"n","resources":[],"state":"deleted"})");
  write("two.jsonl", R"({"id":"2","name":"here","title":"H","notes":"n","resources":[],"state":"active"})");
  const Catalog catalog = catalog_of({"one.jsonl", "two.jsonl"});
  EXPECT_EQ(find_asset(catalog, "gone"), nullptr);
  EXPECT_NE(find_asset(catalog, "here"), nullptr);
  EXPECT_EQ(noted(catalog, "deleted"), 1u);
}

}  // namespace
}  // namespace waymark
