#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "catalog/catalog_fixture.h"

namespace waymark {
namespace {

TEST(Inheritance, StatedThenRuleThenProductThenContainerThenDefault) {
  const auto build = [](int strongest) {
    Fragment t = table("snowflake:DB.S.T");
    if (strongest == 0) t.facts.domain = "Stated";
    SourceInfo from = kSnowflake;
    from.defaults.domain = "Default";
    Mesh mesh(strongest <= 1 ? "rules: [{match: {name: T}, set: {domain: Ruled}}]" : "");
    mesh.add(t, from);
    if (strongest <= 2) mesh.add(with_domain(product("P", {"snowflake:DB.S.T"}), "Of product"), kDataHub);
    if (strongest <= 3) mesh.add(with_domain(container("snowflake:DB"), "Of container"), kDataHub);
    const Catalog catalog = mesh.build();
    return std::pair(the(catalog, "T").domain, the(catalog, "T").domain_inherited);
  };
  EXPECT_EQ(build(0), (std::pair<std::string, bool>("Stated", false)));
  EXPECT_EQ(build(1), (std::pair<std::string, bool>("Ruled", false)));
  EXPECT_EQ(build(2), (std::pair<std::string, bool>("Of product", true)));
  EXPECT_EQ(build(3), (std::pair<std::string, bool>("Of container", true)));
  EXPECT_EQ(build(4), (std::pair<std::string, bool>("Default", false)));
}

TEST(Inheritance, OwnersOfAProductGoToItsMembersAndAreMarked) {
  const Catalog catalog =
      Mesh()
          .add(table("snowflake:DB.S.T"), kSnowflake)
          .add(with_owner(table("snowflake:DB.S.U"), "bo@x.com"), kSnowflake)
          .add(with_owner(product("P", {"snowflake:db.s.t", "snowflake:db.s.u"}), "ana@x.com"), kDataHub)
          .build();
  ASSERT_EQ(the(catalog, "T").owners.size(), 1u);
  EXPECT_EQ(the(catalog, "T").owners[0].mail, "ana@x.com");
  EXPECT_TRUE(the(catalog, "T").owners[0].inherited);
  ASSERT_EQ(the(catalog, "U").owners.size(), 1u);
  EXPECT_FALSE(the(catalog, "U").owners[0].inherited);
  EXPECT_EQ(the(catalog, "T").product_keys, (std::vector<std::string>{the(catalog, "P").key}));
  EXPECT_TRUE(holds(the(catalog, "T").products, "P"));
  EXPECT_EQ(the(catalog, "P").members.at(0).asset.id, the(catalog, "T").key);
}

TEST(Inheritance, AThingThatNamesItsProductIsAMemberLikeOneThatTheProductNames) {
  Fragment t = table("snowflake:DB.S.T");
  t.facts.products = {"p"};
  const Catalog catalog = Mesh().add(t, kSnowflake).add(with_domain(product("P"), "Sales"), kDataHub).build();
  EXPECT_EQ(the(catalog, "T").domain, "Sales");
  EXPECT_EQ(the(catalog, "T").products, (std::vector<std::string>{"P"}));
  ASSERT_EQ(the(catalog, "P").members.size(), 1u);
  EXPECT_EQ(the(catalog, "P").members[0].asset.id, the(catalog, "T").key);
}

TEST(Inheritance, AnInputPortIsNotAPartOfTheProduct) {
  Fragment p = with_domain(product("P", {"snowflake:DB.S.T"}), "Sales");
  p.facts.members[0].port = "input";
  const Catalog catalog = Mesh().add(table("snowflake:DB.S.T"), kSnowflake).add(p, kDataHub).build();
  EXPECT_EQ(the(catalog, "T").domain, "");
  EXPECT_EQ(the(catalog, "P").members.size(), 1u);
}

TEST(Domains, EveryPathUsedIsADomainWithThoseAboveIt) {
  const Catalog catalog = Mesh("domains: [{path: Sales, description: All we sell., owner: ana@x.com}]")
                              .add(with_domain(table("glue:l.t"), "sales/Orders/EU"), kGlue)
                              .build();
  EXPECT_EQ(all(catalog, AssetType::Domain).size(), 3u);
  EXPECT_EQ(the(catalog, "t").domain, "Sales/Orders/EU") << "spelled like the domain that is described";
  EXPECT_EQ(the(catalog, "EU").within, sorted({domain_key("Sales"), domain_key("Sales/Orders")}));
  EXPECT_EQ(the(catalog, "Sales").description, "All we sell.");
  EXPECT_EQ(the(catalog, "Sales").owners.at(0).mail, "ana@x.com");
}

TEST(People, EveryOwnerIsAPersonOnce) {
  Fragment t = table("glue:l.t"), u = table("glue:l.u");
  t.facts.owners = {{.name = "Ana Ruiz", .mail = "ana@x.com"}, {.name = "SYSADMIN", .kind = OwnerKind::Role}};
  u.facts.owners = {{.mail = "ANA@x.com"}};
  const Catalog catalog = Mesh().add(t, kGlue).add(u, kGlue).build();
  EXPECT_EQ(all(catalog, AssetType::Person).size(), 1u);
  EXPECT_EQ(all(catalog, AssetType::Team).size(), 1u);
  EXPECT_EQ(the(catalog, "u").owners.at(0).name, "Ana Ruiz");
  EXPECT_EQ(the(catalog, "u").owner_keys, (std::vector<std::string>{the(catalog, "Ana Ruiz").key}));
}

TEST(Products, AreAListOfMembersOrASavedQuery) {
  const Catalog catalog = Mesh(R"(
rules: [{match: {schema: gold}, set: {layer: aggregated, domain: Sales/Orders}}, {match: {schema: raw}, set: {domain: Sales/Orders}}]
products:
  - {name: Listed, domain: Sales, owner: ana@x.com, certification: certified, assets: ["snowflake:db.raw.a", "snowflake:db.raw.missing"]}
  - {name: Asked, query: "domain:sales -layer:raw layer:aggregated"}
  - {name: Empty, query: "domain:Nowhere"}
)")
                              .add(table("snowflake:DB.RAW.A"), kSnowflake)
                              .add(table("snowflake:DB.GOLD.B"), kSnowflake)
                              .build();
  EXPECT_EQ(the(catalog, "A").products, (std::vector<std::string>{"Listed"}));
  EXPECT_EQ(the(catalog, "B").products, (std::vector<std::string>{"Asked"}));
  EXPECT_EQ(the(catalog, "Listed").certification, "certified");
  EXPECT_EQ(the(catalog, "A").owners.at(0).mail, "ana@x.com");
  EXPECT_EQ(noted(catalog, "member_unknown"), 1u);
  EXPECT_EQ(noted(catalog, "query_matched_nothing"), 1u);
}

TEST(Sensitivity, IsWhatWasStatedElseTheWorstColumn) {
  Fragment stated = table("s:a.STATED"), derived = table("s:a.DERIVED"), tagged = table("s:a.TAGGED");
  stated.facts.sensitivity = "public";
  stated.facts.columns = derived.facts.columns = {
      {.path = "id"}, {.path = "email", .tags = {"PII"}}, {.path = "zip", .sensitivity = "internal"}};
  tagged.facts.tags = {"sensitivity:highly restricted"};
  const Catalog catalog =
      Mesh().add(stated, kSnowflake).add(derived, kSnowflake).add(tagged, kSnowflake).build();
  EXPECT_EQ(the(catalog, "STATED").sensitivity, "public");
  EXPECT_EQ(the(catalog, "DERIVED").sensitivity, "confidential");
  EXPECT_EQ(the(catalog, "DERIVED").sensitivity_from, "column email");
  EXPECT_EQ(the(catalog, "TAGGED").sensitivity, "restricted");
}

TEST(Sensitivity, OfAProductIsTheWorstOfTheMembersThatAllItsReadersMaySee) {
  Fragment seen = table("s:a.SEEN"), hidden = table("s:a.HIDDEN"), plain = table("s:a.PLAIN");
  seen.facts.sensitivity = "confidential";
  hidden.facts.sensitivity = "restricted";
  const auto build = [&](std::string_view yaml) {
    return Mesh(yaml)
        .add(seen, kSnowflake)
        .add(hidden, kSnowflake)
        .add(plain, kSnowflake)
        .add(product("P", {"s:a.SEEN", "s:a.HIDDEN", "s:a.PLAIN"}), kDataHub)
        .build();
  };
  EXPECT_EQ(the(build(""), "P").sensitivity, "restricted");
  const Catalog guarded = build("rules: [{match: {sensitivity: restricted}, access: {level: restricted}}]");
  EXPECT_EQ(the(guarded, "P").sensitivity, "confidential");
  EXPECT_EQ(the(guarded, "P").sensitivity_from, the(guarded, "SEEN").key);
  EXPECT_EQ(the(guarded, "PLAIN").sensitivity, "") << "it does not flow down again";
}

TEST(Importance, UseTrustAndCareRaiseItAndItStaysBetweenNoughtAndOne) {
  const auto importance = [](auto change) {
    Fragment t = table("s:a.T");
    change(t.facts);
    return the(Mesh().add(t, kSnowflake).build(), "T").importance;
  };
  const double plain = importance([](Facts&) {});
  const double robot = importance([](Facts& f) { f.usage = {.queries_30d = 50'000, .users_30d = 1}; });
  const double people = importance([](Facts& f) { f.usage = {.queries_30d = 5'000, .users_30d = 120}; });
  const double cared = importance([](Facts& f) {
    f.usage = {.queries_30d = 5'000, .users_30d = 120}, f.certification = "certified",
    f.description = std::string(80, 'x'), f.criticality = "critical";
  });
  const double old = importance([](Facts& f) {
    f.usage = {.queries_30d = 5'000, .users_30d = 120}, f.certification = "certified",
    f.lifecycle = "deprecated";
  });
  EXPECT_LT(plain, robot);
  EXPECT_LT(robot, people);
  EXPECT_LT(people, cared);
  EXPECT_LT(old, people / 2);
  EXPECT_GE(plain, 0);
  EXPECT_LE(cared, 1);
}

TEST(Addresses, LinksAreFilledInAndEncodedAndNeverReplaceASourcesOwn) {
  const std::string_view yaml =
      "links: {snowflake: {open: \"https://app.example.com/{database}/{schema}/{name}\"}}";
  Fragment own = table("snowflake:DB.S.OWN");
  own.facts.url = "https://own.example.com";
  const Catalog catalog = Mesh(yaml)
                              .add(table("snowflake:DB.S.A b/c"), kSnowflake)
                              .add(own, kSnowflake)
                              .add(table("glue:l.t"), kGlue)
                              .build();
  EXPECT_EQ(the(catalog, "A b/c").url, "https://app.example.com/DB/S/A%20b%2Fc");
  EXPECT_EQ(the(catalog, "OWN").url, "https://own.example.com");
  EXPECT_EQ(the(catalog, "t").url, "");
}

TEST(Addresses, RenamedThingsAnswerToTheirOldKeys) {
  const Catalog catalog =
      Mesh(R"(
renamed_from:
  - {old: "domain:Sales/Returns", new: "domain:Sales/Refunds"}
  - {old: "snowflake:db.s.old", new: "snowflake:db.s.new"}
  - {old: "product:A", new: "product:Nobody"}
)")
          .add(with_domain(table("snowflake:DB.S.NEW", "acme"), "Sales/Refunds/EU"), kSnowflake)
          .build();
  EXPECT_TRUE(holds(the(catalog, "Sales/Refunds").aliases, domain_key("Sales/Returns")));
  EXPECT_TRUE(holds(the(catalog, "EU").aliases, domain_key("Sales/Returns/EU")));
  EXPECT_TRUE(holds(the(catalog, "NEW").aliases, asset_key('t', "snowflake//acme//db.s.old")));
  EXPECT_EQ(noted(catalog, "renamed_unknown"), 1u);
}

}  // namespace
}  // namespace waymark
