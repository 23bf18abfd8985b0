#include "waymark/model/asset_json.h"

#include "waymark/model/asset_bytes.h"
#include "waymark/model/heavy_facts.h"

namespace waymark {
namespace {

Time at(std::int64_t seconds) { return Time(Seconds(seconds)); }

Contract full_contract() {
  Contract contract;
  contract.format = "odcs";
  contract.version = "1.0.0";
  contract.status = "active";
  ContractObject object;
  object.target = {"urn:x", {"snowflake", "acme", {"PROD", "SALES", "ORDERS"}}, "orders"};
  object.name = "orders";
  object.columns = {{.path = "id", .type = "int"}};
  object.required = {"id"};
  contract.objects = {object};
  contract.promises = {{"freshness", "24 h", Seconds(86400)}, {"availability", "99.9 %", std::nullopt}};
  contract.original = "kind: DataContract\n\t\"quoted\" \\ back\x01";
  return contract;
}

Column full_column() {
  return {.path = "customer.email",
          .title = "E-mail",
          .type = "text",
          .description = "Where the receipt went",
          .tags = {"PII"},
          .terms = {"Customer"},
          .sensitivity = "confidential",
          .key_role = "foreign",
          .nullable = false};
}

// Every member set to something else than its default.
Asset full_asset() {
  Asset a;
  a.type = AssetType::View;
  a.name = "FCT_ORDERS", a.title = "Orders", a.qualified_name = "PROD.SALES.FCT_ORDERS",
  a.platform = "snowflake";
  a.instance = "acme", a.environment = "prod", a.description = "证券 \U0001F600 line\nbreak";
  a.columns = {full_column(), {.path = "b", .nullable = true}, {.path = "c"}};
  a.domain = "Sales/Orders", a.products = {"Orders 360"};
  a.owners = {{"urn:ana", "Ana", "ana@example.com", OwnerKind::Business, true, true},
              {"", "Bo", "", OwnerKind::Unknown}};
  a.sensitivity = "confidential", a.sensitivity_word = "C3", a.criticality = "high",
  a.certification = "certified";
  a.lifecycle = "production", a.layer = "raw", a.tags = {"b", "a"}, a.terms = {"Order"},
  a.synonyms = {"sale"};
  a.created = at(1), a.updated = at(2), a.changed = at(3), a.accessed = at(4);
  a.usage = {0, 37}, a.popular_queries = {"select 1"}, a.quality = Quality{0, 2},
  a.fresh_within = Seconds(3600);
  a.contract = full_contract();
  a.members = {{{"id", {"glue", "", {"d", "t"}}, "n"}, "output"}, {{"", {}, "only name"}, ""}};
  a.url = "https://example.com/t", a.extra = {{"k", "1"}, {"a", "2"}, {"k", ""}};
  a.key = "t_x", a.match_key = "snowflake//acme//prod.sales.fct_orders", a.aliases = {"t_y"};
  a.sources = {{"snow", "snowflake", "TABLES.csv row 1", "snowflake:PROD", at(9)},
               {"dbt", "dbt", "", "", std::nullopt}};
  a.history = {{"description", {{"dbt", "one"}, {"snow", ""}}}};
  a.access = {0, {"finance"}, "rule 3"};
  a.stub = true, a.domain_inherited = true, a.sensitivity_from = "column customer.email";
  a.product_keys = {"p_1"}, a.within = {"d_1", "p_1"}, a.owner_keys = {"u_1"}, a.term_keys = {"g_1"};
  a.contract_keys = {"x_1"}, a.contract_state = "broken", a.contract_findings = {"column id is missing"};
  a.upstream = {{"t_u", "data", {"dbt", "snow"}, "id\torder_id", Time(Seconds(86'400))}}, a.downstream = {{"r_d", "dashboard", {}}};
  a.importance = 0.1 + 0.2;
  return a;
}

void expect_same(const PhysicalName& a, const PhysicalName& b) {
  EXPECT_EQ(a.platform, b.platform);
  EXPECT_EQ(a.instance, b.instance);
  EXPECT_EQ(a.parts, b.parts);
}

void expect_same(const Ref& a, const Ref& b) {
  EXPECT_EQ(a.id, b.id);
  expect_same(a.physical, b.physical);
  EXPECT_EQ(a.name, b.name);
}

void expect_same(const Contract& a, const Contract& b) {
  EXPECT_EQ(std::tie(a.format, a.version, a.status, a.promises, a.original),
            std::tie(b.format, b.version, b.status, b.promises, b.original));
  ASSERT_EQ(a.objects.size(), b.objects.size());
  for (std::size_t i = 0; i < a.objects.size(); ++i) {
    expect_same(a.objects[i].target, b.objects[i].target);
    EXPECT_EQ(a.objects[i].name, b.objects[i].name);
    EXPECT_EQ(a.objects[i].columns, b.objects[i].columns);
    EXPECT_EQ(a.objects[i].required, b.objects[i].required);
  }
}

TEST(AssetJson, EveryMemberOfTheFactsComesBack) {
  const Asset a = full_asset();
  const auto read = asset_from_json(asset_to_json(a));
  ASSERT_TRUE(read) << read.error().message;
  const Asset& b = *read;
  EXPECT_EQ(std::tie(a.type, a.name, a.title, a.qualified_name, a.platform, a.instance, a.environment,
                     a.description),
            std::tie(b.type, b.name, b.title, b.qualified_name, b.platform, b.instance, b.environment,
                     b.description));
  EXPECT_EQ(a.columns, b.columns);
  EXPECT_EQ(a.owners, b.owners);
  EXPECT_EQ(
      std::tie(a.domain, a.products, a.sensitivity, a.sensitivity_word, a.criticality, a.certification),
      std::tie(b.domain, b.products, b.sensitivity, b.sensitivity_word, b.criticality, b.certification));
  EXPECT_EQ(std::tie(a.lifecycle, a.layer, a.tags, a.terms, a.synonyms, a.created, a.updated, a.changed,
                     a.accessed),
            std::tie(b.lifecycle, b.layer, b.tags, b.terms, b.synonyms, b.created, b.updated, b.changed,
                     b.accessed));
  EXPECT_EQ(std::tie(a.usage, a.popular_queries, a.quality, a.fresh_within, a.url, a.extra),
            std::tie(b.usage, b.popular_queries, b.quality, b.fresh_within, b.url, b.extra));
  ASSERT_TRUE(b.contract);
  expect_same(*a.contract, *b.contract);
  ASSERT_EQ(a.members.size(), b.members.size());
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    expect_same(a.members[i].asset, b.members[i].asset);
    EXPECT_EQ(a.members[i].port, b.members[i].port);
  }
}

TEST(AssetJson, EveryMemberOfTheAssetComesBack) {
  const Asset a = full_asset();
  const auto read = asset_from_json(asset_to_json(a));
  ASSERT_TRUE(read) << read.error().message;
  const Asset& b = *read;
  EXPECT_EQ(std::tie(a.key, a.match_key, a.aliases, a.sources),
            std::tie(b.key, b.match_key, b.aliases, b.sources));
  ASSERT_EQ(b.history.size(), 1u);
  EXPECT_EQ(a.history[0].field, b.history[0].field);
  EXPECT_EQ(a.history[0].values, b.history[0].values);
  EXPECT_EQ(a.access, b.access);
  EXPECT_EQ(a.access.rule, b.access.rule);
  EXPECT_EQ(std::tie(a.stub, a.domain_inherited, a.sensitivity_from, a.product_keys, a.within, a.owner_keys),
            std::tie(b.stub, b.domain_inherited, b.sensitivity_from, b.product_keys, b.within, b.owner_keys));
  EXPECT_EQ(
      std::tie(a.term_keys, a.contract_keys, a.contract_state, a.contract_findings, a.upstream, a.downstream),
      std::tie(b.term_keys, b.contract_keys, b.contract_state, b.contract_findings, b.upstream,
               b.downstream));
  EXPECT_EQ(a.importance, b.importance);
}

TEST(AssetJson, IsOneLineAndTheSameBytesAgain) {
  const std::string text = asset_to_json(full_asset());
  EXPECT_EQ(text.find('\n'), std::string::npos);
  EXPECT_EQ(asset_to_json(*asset_from_json(text)), text);
}

TEST(AssetJson, WhatIsEmptyIsAbsent) {
  EXPECT_EQ(asset_to_json(Asset{}), R"({"type":"table","access":{"level":1}})");
}

TEST(AssetJson, BytesThatAreNoTextAreReplaced) {
  Asset asset;
  asset.name = "a\xFF\xFE z\xC3\xA9";
  const auto read = asset_from_json(asset_to_json(asset));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->name, "a\xEF\xBF\xBD z\xC3\xA9");
}

TEST(AssetJson, MembersInAnyOrderWithBlanksAndUnknownOnesAreRead) {
  const auto read = asset_from_json(
      " { \"url\" : \"u\", \"new\" : [ {\"a\": null}, -1.5e3 ], \"name\" : \"\\u00e9\\ud83d\\ude00\" } ");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->url, "u");
  EXPECT_EQ(read->name, "é😀");
}

TEST(AssetJson, EveryCutIsAnError) {
  const std::string text = asset_to_json(full_asset());
  for (std::size_t size = 0; size < text.size(); ++size)
    ASSERT_FALSE(asset_from_json(text.substr(0, size))) << size;
}

TEST(AssetJson, AnyChangedByteIsReadOrRefused) {
  const std::string text = asset_to_json(full_asset());
  for (std::size_t i = 0; i < text.size(); ++i)
    for (const char byte : {'"', '\\', '{', ']', 'u', '9', '\0'}) {
      std::string changed = text;
      changed[i] = byte;
      const auto read = asset_from_json(changed);
      ASSERT_TRUE(!read || asset_from_json(asset_to_json(*read))) << i;
    }
}

TEST(AssetJson, DeepNestingIsRefused) {
  EXPECT_FALSE(asset_from_json("{\"new\":" + std::string(100'000, '[')));
}

TEST(AssetJson, OtherTextIsAnError) {
  for (const char* text : {"", "[]", "{", R"({"name":3})", R"({"columns":[3]})", "{} {}"})
    EXPECT_FALSE(asset_from_json(text)) << text;
}

TEST(AssetBytes, AWholeAssetComesBackAlsoIntoAUsedRoom) {
  const Asset full = full_asset();
  Asset room;
  ASSERT_TRUE(asset_from_bytes(asset_to_bytes(full), room));
  EXPECT_EQ(asset_to_json(room), asset_to_json(full));
  ASSERT_TRUE(asset_from_bytes(asset_to_bytes(Asset()), room));
  EXPECT_EQ(asset_to_json(room), asset_to_json(Asset()));
}

TEST(AssetBytes, CutBytesAreRefused) {
  const std::string bytes = asset_to_bytes(full_asset());
  Asset room;
  for (std::size_t size = 0; size < bytes.size(); ++size)
    ASSERT_FALSE(asset_from_bytes(std::string_view(bytes).substr(0, size), room)) << size;
}

TEST(HeavyFacts, ALightAssetBecomesWholeAgain) {
  const Asset full = full_asset();
  Asset light = full;
  const std::string bytes = take_heavy(light);
  EXPECT_TRUE(light.columns.empty() && light.description.empty() && light.history.empty());
  EXPECT_EQ(light.key, full.key);
  ASSERT_TRUE(give_heavy(bytes, light));
  EXPECT_EQ(asset_to_json(light), asset_to_json(full));
}

TEST(HeavyFacts, WhatWasAddedMeanwhileStaysInFront) {
  Asset asset = full_asset();
  const std::string bytes = take_heavy(asset);
  asset.history = {{"description", {{"rule x", "new"}}}, {"domain", {{"rule x", "Sales"}}}};
  asset.aliases = {"t_z", "t_y"};
  ASSERT_TRUE(give_heavy(bytes, asset));
  ASSERT_EQ(asset.history.size(), 2u);
  EXPECT_EQ(asset.history[0].values.front().second, "new");
  EXPECT_EQ(asset.history[0].values.size(), 3u);
  EXPECT_EQ(asset.aliases, (std::vector<std::string>{"t_y", "t_z"}));
}

}  // namespace
}  // namespace waymark
