#include "waymark/base/strings.h"
#include "waymark/model/asset_json.h"

#include "catalog/catalog_fixture.h"

namespace waymark {
namespace {

constexpr std::string_view kAccess = R"(
rules:
  - {match: {type: domain, name: Finance}, access: {level: confidential, groups: [finance]}}
  - {match: {type: data_product, name: Secret}, access: {level: restricted, groups: [secret]}}
  - {match: {name: OPEN}, access: {level: public}}
  - {match: {sensitivity: restricted}, access: {level: restricted}}
)";

TEST(Access, FlowsDownFromDomainsAndProductsAndOnlyGetsStricter) {
  const Catalog catalog = Mesh(kAccess)
                              .add(with_domain(table("s:a.BILLS"), "Finance/Payments"), kSnowflake)
                              .add(with_domain(table("s:a.OPEN"), "Finance"), kSnowflake)
                              .add(table("s:a.PLAIN"), kSnowflake)
                              .add(with_domain(product("Secret", {"s:a.BILLS"}), "Finance"), kDataHub)
                              .build();
  EXPECT_EQ(the(catalog, "PLAIN").access, (AccessClass{.level = 1}));
  EXPECT_EQ(the(catalog, "PLAIN").access.rule, "default_level");
  EXPECT_EQ(the(catalog, "OPEN").access, (AccessClass{.level = 2, .groups = {"finance"}}))
      << "a rule on the table cannot open what its domain closes";
  EXPECT_EQ(the(catalog, "Secret").access, (AccessClass{.level = 3, .groups = {"finance & secret"}}));
  EXPECT_EQ(the(catalog, "BILLS").access, (AccessClass{.level = 3, .groups = {"finance & secret"}}));
  EXPECT_EQ(catalog.classes.size(), 3u);
}

TEST(Access, IsNeverRaisedByContent) {
  Fragment t = table("s:a.T");
  t.facts.columns = {{.path = "card", .type = "text", .sensitivity = "restricted"}};
  const Catalog catalog = Mesh(kAccess).add(t, kSnowflake).build();
  EXPECT_EQ(the(catalog, "T").sensitivity, "restricted");
  EXPECT_EQ(the(catalog, "T").access, (AccessClass{.level = 1}));
}

TEST(Access, WhatIsOnlyNamedIsKnownToThoseWhoSeeSomethingThatNamesIt) {
  Fragment hidden = with_owner(with_domain(table("s:a.HIDDEN"), "Cellar/Deep"), "zoe@x.com");
  Mesh mesh("rules: [{match: {name: HIDDEN}, access: {level: restricted, groups: [cellar]}}]");
  mesh.add(hidden, kSnowflake).add(table("s:a.SEEN"), kSnowflake);
  mesh.add(edge(physical_ref("s:a.STUB"), physical_ref("s:a.HIDDEN")), kDbt);
  const Catalog catalog = mesh.build();
  const AccessClass cellar{.level = 3, .groups = {"cellar"}};
  for (const std::string_view name : {"Cellar", "Deep", "zoe@x.com", "STUB"})
    EXPECT_EQ(the(catalog, name).access, cellar) << name;
  const Catalog both = Mesh("rules: [{match: {name: HIDDEN}, access: {level: restricted, groups: [cellar]}}]")
                           .add(hidden, kSnowflake)
                           .add(with_owner(with_domain(table("s:a.SEEN"), "cellar"), "zoe@x.com"), kSnowflake)
                           .build();
  EXPECT_EQ(the(both, "zoe@x.com").access, (AccessClass{.level = 1}));
  EXPECT_EQ(the(both, "cellar").access, (AccessClass{.level = 1}))
      << "spelled as by those whom all its readers see";
  EXPECT_EQ(the(both, "Deep").access, cellar);
}

TEST(Access, NothingIsToldOfWhatSomeReadersMayNotKnow) {
  Fragment t = table("s:a.OPEN");
  t.term_ids = {"term:1"};
  t.facts.owners = {{.id = "urn:li:corpuser:u1"}};
  Fragment term = named(AssetType::GlossaryTerm, "Merger Plan", "term:1"),
           person = named(AssetType::Person, "Secret Agent", "urn:li:corpuser:u1");
  const Catalog catalog = Mesh(R"(
rules:
  - {match: {name: OPEN}, access: {level: public}}
  - {match: {type: [glossary_term, person]}, access: {level: restricted}}
)")
                              .add(t, kSnowflake)
                              .add(term, kDataHub)
                              .add(person, kDataHub)
                              .add(with_domain(product("Inner", {"s:a.OPEN"}), "Inside"), kDataHub)
                              .build();
  const std::string text = asset_to_json(the(catalog, "OPEN"));
  for (const std::string_view word : {"Merger Plan", "Secret Agent", "Inner", "Inside"})
    EXPECT_FALSE(contains(text, word)) << word << " in " << text;
  EXPECT_TRUE(the(catalog, "OPEN").term_keys.empty());
  EXPECT_TRUE(the(catalog, "OPEN").product_keys.empty());
}

TEST(Access, WhatAThingLiesInGivesItNothingThatItsReadersMayNotKnow) {
  Fragment contract = named(AssetType::Contract, "Inner contract", "odcs:1");
  contract.facts.contract = Contract{.format = "odcs", .version = "1"};
  contract.facts.contract->objects = {
      {.target = physical_ref("s:a.b.OPEN"), .name = "o", .columns = {{.path = "x"}}}};
  contract.facts.fresh_within = Seconds(60);
  const Catalog catalog = Mesh("rules: [{match: {name: OPEN}, access: {level: public}}]")
                              .add(table("s:a.b.OPEN"), kSnowflake)
                              .add(with_owner(container("s:a.b"), "container@x.com"), kSnowflake)
                              .add(contract, kOdcs)
                              .add(with_owner(product("Inner", {"s:a.b.OPEN"}), "product@x.com"), kDataHub)
                              .build();
  const Asset& open = the(catalog, "OPEN");
  EXPECT_TRUE(open.owners.empty());
  EXPECT_TRUE(open.within.empty());
  EXPECT_TRUE(open.contract_keys.empty());
  EXPECT_EQ(open.contract_state, "");
  EXPECT_FALSE(open.fresh_within.has_value());
}

TEST(Access, AtMostSixtyFourClassesAndTheRestIsStricter) {
  std::string yaml = "rules:\n";
  for (int i = 0; i < 80; ++i)
    yaml +=
        "  - {match: {name: T" + std::to_string(i) + "}, access: {groups: [g" + std::to_string(i) + "]}}\n";
  Mesh many(yaml);
  for (int i = 0; i < 80; ++i) many.add(table("s:a.T" + std::to_string(i)), kSnowflake);
  const Catalog catalog = many.build();
  EXPECT_LE(catalog.classes.size(), kMaxClasses);
  EXPECT_GT(noted(catalog, "access_classes_joined"), 0u);
  for (const Asset& asset : catalog.assets) {
    const AccessClass own{.level = 1, .groups = {"g" + asset.name.substr(1)}};
    EXPECT_TRUE(covers(own, asset.access)) << asset.name;
  }
}

TEST(Access, CoversMeansThatEveryReaderOfOneReadsTheOther) {
  const AccessClass open{.level = 1}, fin{.level = 1, .groups = {"fin"}},
      fin_or_hr{.level = 1, .groups = {"fin", "hr"}}, both{.level = 1, .groups = {"fin & hr"}};
  EXPECT_TRUE(covers(open, fin));
  EXPECT_FALSE(covers(fin, open));
  EXPECT_TRUE(covers(fin_or_hr, fin));
  EXPECT_FALSE(covers(fin, fin_or_hr));
  EXPECT_TRUE(covers(fin, both) && covers(fin_or_hr, both));
  EXPECT_FALSE(covers(both, fin));
  EXPECT_FALSE(covers({.level = 2}, open));
}

}  // namespace
}  // namespace waymark
