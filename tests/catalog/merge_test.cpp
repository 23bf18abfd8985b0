#include <algorithm>
#include <filesystem>
#include <random>

#include <unistd.h>

#include "waymark/base/strings.h"
#include "waymark/catalog/assets_on_disk.h"
#include "waymark/model/asset_json.h"
#include "waymark/model/keys.h"

#include "catalog/tangled_mesh.h"

namespace waymark {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::vector<std::string> names_of(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns) names.push_back(column.path);
  return names;
}

TEST(Merge, AGlueTableAndItsDbtModelOnAthenaAreOne) {
  Fragment glue = table("glue:sales_lake.order_lines", "111122223333",
                        "arn:aws:glue:eu:111122223333:table/sales_lake/order_lines");
  Fragment dbt = table("athena:awsdatacatalog.sales_lake.order_lines", "", "dbt::model.shop.order_lines");
  dbt.facts.description = "Lines of orders.";
  const Catalog catalog = Mesh().add(glue, kGlue).add(dbt, kDbt).build();
  ASSERT_EQ(catalog.assets.size(), 1u);
  EXPECT_EQ(catalog.assets[0].platform, "glue");
  EXPECT_EQ(catalog.assets[0].instance, "111122223333");
  EXPECT_EQ(catalog.assets[0].description, "Lines of orders.");
  EXPECT_EQ(catalog.assets[0].sources.size(), 2u);
}

TEST(Merge, SnowflakeDbtAndDataHubInDifferentCaseAreOneWithWinnersAndLosers) {
  Fragment snowflake = table("snowflake:PROD.SALES.FCT_ORDERS", "acme");
  snowflake.facts.description = "A technical comment that is much longer than all the others are.";
  snowflake.facts.columns = {{.path = "ORDER_ID", .type = "NUMBER(38,0)"},
                             {.path = "Total", .type = "FLOAT"}};
  snowflake.facts.tags = {"zeta", "PII"};
  Fragment dbt = table("snowflake:prod.sales.fct_orders");
  dbt.facts.description = "From dbt.";
  dbt.facts.columns = {{.path = "order_id", .type = "int", .description = "Key."},
                       {.path = "extra", .type = "text"}};
  dbt.facts.tags = {"daily", "pii"};
  Fragment datahub = table("snowflake:Prod.Sales.fct_orders", "",
                           "urn:li:dataset:(urn:li:dataPlatform:snowflake,Prod.Sales.fct_orders,PROD)");
  datahub.facts.description = "One row per order.";
  const Catalog catalog = Mesh().add(dbt, kDbt).add(datahub, kDataHub).add(snowflake, kSnowflake).build();
  ASSERT_EQ(catalog.assets.size(), 1u);
  const Asset& asset = catalog.assets[0];
  EXPECT_EQ(asset.name, "FCT_ORDERS");
  EXPECT_EQ(asset.description, "One row per order.");
  EXPECT_EQ(history(asset, "description").at(0),
            (std::pair<std::string, std::string>("datahub", "One row per order.")));
  EXPECT_EQ(history(asset, "description").at(1).first, "dbt");
  EXPECT_EQ(history(asset, "description").at(2).first, "snowflake");
  EXPECT_EQ(names_of(asset.columns), (std::vector<std::string>{"ORDER_ID", "Total", "extra"}));
  EXPECT_EQ(asset.columns[0].type, "NUMBER(38,0)");
  EXPECT_EQ(asset.columns[0].description, "Key.");
  EXPECT_EQ(asset.tags, (std::vector<std::string>{"daily", "pii", "zeta"}));
  EXPECT_EQ(asset.key, asset_key('t', "snowflake//acme//prod.sales.fct_orders"));
  EXPECT_NE(std::find(asset.aliases.begin(), asset.aliases.end(),
                      asset_key('t', "snowflake////prod.sales.fct_orders")),
            asset.aliases.end());
}

TEST(Merge, TheSameNameInTwoAccountsIsTwoThings) {
  const Catalog catalog = Mesh()
                              .add(table("glue:lake.customers", "111"), kGlue)
                              .add(table("glue:lake.customers", "222"), kGlue)
                              .build();
  EXPECT_EQ(catalog.assets.size(), 2u);
  EXPECT_EQ(noted(catalog, "instance_unclear"), 0u);
}

TEST(Merge, AThirdThatDoesNotSayWhereStaysAloneAndIsReported) {
  const Catalog catalog = Mesh()
                              .add(table("glue:lake.customers", "111"), kGlue)
                              .add(table("glue:lake.customers", "222"), kGlue)
                              .add(table("athena:lake.customers"), kDbt)
                              .add(table("athena:lake.customers"), kDataHub)
                              .build();
  EXPECT_EQ(catalog.assets.size(), 3u);
  EXPECT_EQ(noted(catalog, "instance_unclear"), 1u);
  for (const Asset& asset : catalog.assets)
    EXPECT_EQ(
        std::count(asset.aliases.begin(), asset.aliases.end(), asset_key('t', "glue////lake.customers")), 0);
}

TEST(Merge, AnIdTellsWhereAThingLivesThatDoesNotSayItself) {
  Fragment there = table("glue:lake.customers", "111", "arn:1");
  Fragment unsaid = table("athena:lake.customers", "", "dbt:1");
  unsaid.other_ids = {"arn:1"};
  const Catalog catalog =
      Mesh().add(there, kGlue).add(table("glue:lake.customers", "222"), kGlue).add(unsaid, kDbt).build();
  EXPECT_EQ(catalog.assets.size(), 2u);
  EXPECT_EQ(noted(catalog, "instance_unclear"), 0u);
}

TEST(Merge, AnAccountThatOnlyADeletedRecordNamesDoesNotCount) {
  Fragment dropped = table("glue:lake.customers", "222");
  dropped.deleted = true;
  const Catalog catalog = Mesh()
                              .add(table("glue:lake.customers", "111"), kGlue)
                              .add(dropped, kGlue)
                              .add(table("athena:lake.customers"), kDbt)
                              .build();
  EXPECT_EQ(catalog.assets.size(), 1u);
  EXPECT_EQ(noted(catalog, "deleted"), 1u);
}

TEST(Merge, ATableDroppedAndMadeAgainIsThere) {
  Fragment dropped = table("snowflake:A.B.C", "", "snowflake-table-id:1");
  dropped.deleted = true;
  dropped.facts.description = "The old one.";
  const Catalog catalog = Mesh()
                              .add(dropped, kSnowflake)
                              .add(table("snowflake:A.B.C", "", "snowflake-table-id:2"), kSnowflake)
                              .build();
  ASSERT_EQ(catalog.assets.size(), 1u);
  EXPECT_EQ(catalog.assets[0].description, "");
}

TEST(Merge, PlatformsCanBeMadeToShareTheirTables) {
  EXPECT_EQ(Mesh().add(table("emr:lake.t"), kGlue).add(table("glue:lake.t"), kGlue).build().assets.size(),
            2u);
  EXPECT_EQ(Mesh("same_platform: [[glue, emr]]")
                .add(table("emr:lake.t"), kGlue)
                .add(table("glue:lake.t"), kGlue)
                .build()
                .assets.size(),
            1u);
}

TEST(Merge, UseIsTheMostThatAnySourceSaysAndNeverTheSum) {
  Fragment a = table("snowflake:A.B.C"), b = a;
  a.facts.usage = {.queries_30d = 500, .users_30d = 3};
  b.facts.usage = {.queries_30d = 480, .users_30d = 7};
  a.facts.updated = Time(Seconds(100)), b.facts.updated = Time(Seconds(200));
  const Catalog catalog = Mesh().add(a, kSnowflake).add(b, kDataHub).build();
  EXPECT_EQ(catalog.assets[0].usage, (Usage{500, 7}));
  EXPECT_EQ(catalog.assets[0].updated, Time(Seconds(200)));
}

TEST(Merge, ASourcesOwnPrecedenceGoesBeforeThatOfItsKind) {
  Fragment a = table("snowflake:A.B.C"), b = a;
  a.facts.title = "From Snowflake", b.facts.title = "From DataHub";
  SourceInfo strong = kSnowflake;
  strong.precedence = 35;
  EXPECT_EQ(Mesh().add(a, kSnowflake).add(b, kDataHub).build().assets[0].title, "From DataHub");
  EXPECT_EQ(Mesh().add(a, strong).add(b, kDataHub).build().assets[0].title, "From Snowflake");
}

TEST(Merge, OneSourceInTwoFormatsIsTwoVoices) {
  Fragment a = table("snowflake:A.B.C"), b = a;
  a.facts.title = "One", b.facts.title = "Two";
  SourceInfo snowflake = kSnowflake, dbt = kDbt;
  snowflake.name = dbt.name = "exports";
  EXPECT_EQ(history(Mesh().add(a, snowflake).add(b, dbt).build().assets[0], "title"),
            (Pairs{{"exports (dbt)", "Two"}, {"exports (snowflake)", "One"}}));
}

TEST(Merge, ProductsAndTermsOfOneNameAreOneAcrossSources) {
  const Catalog catalog = Mesh()
                              .add(named(AssetType::DataProduct, "Customer Orders", "urn:1"), kDataHub)
                              .add(named(AssetType::DataProduct, "customer orders", "odps:7"), kOdcs)
                              .build();
  ASSERT_EQ(catalog.assets.size(), 1u);
  EXPECT_EQ(catalog.assets[0].key, asset_key('p', "data_product//customer orders"));
}

TEST(Merge, TwoProductsOfOneNameInOneSourceStayTwo) {
  const Catalog catalog = Mesh()
                              .add(named(AssetType::DataProduct, "Orders", "urn:1"), kDataHub)
                              .add(named(AssetType::DataProduct, "Orders", "urn:2"), kDataHub)
                              .build();
  EXPECT_EQ(catalog.assets.size(), 2u);
  EXPECT_EQ(noted(catalog, "name_unclear"), 1u);
}

TEST(Merge, DashboardsOfOneNameStayApart) {
  const SourceInfo tableau = source("tableau");
  const Catalog catalog = Mesh()
                              .add(named(AssetType::Dashboard, "Weekly", "tableau:1"), tableau)
                              .add(named(AssetType::Dashboard, "Weekly", "tableau:2"), kDataHub)
                              .build();
  EXPECT_EQ(catalog.assets.size(), 2u);
}

TEST(Merge, PeopleAreOneByMailAndTwoByTwoMails) {
  const auto person = [](std::string name, std::string mail, std::string id) {
    Fragment fragment = named(AssetType::Person, name, id);
    if (!mail.empty()) fragment.facts.owners = {{.name = name, .mail = mail}};
    return fragment;
  };
  EXPECT_EQ(Mesh()
                .add(person("Ana", "ana@x.com", "a:1"), kDataHub)
                .add(person("Ana Ruiz", "ANA@x.com", "b:1"), kGlue)
                .build()
                .assets.size(),
            1u);
  EXPECT_EQ(Mesh()
                .add(person("Ana", "ana@x.com", "a:1"), kDataHub)
                .add(person("Ana", "ana@y.com", "b:1"), kGlue)
                .build()
                .assets.size(),
            2u);
  EXPECT_EQ(Mesh()
                .add(person("Ana", "ana@x.com", "a:1"), kDataHub)
                .add(person("Ana", "", "b:1"), kGlue)
                .build()
                .assets.size(),
            1u);
}

TEST(Merge, OwnersKnownByIdGetTheirNameAndMailFromTheirRecord) {
  Fragment person = named(AssetType::Person, "Ana Ruiz", "urn:li:corpuser:ana");
  person.facts.owners = {{.name = "Ana Ruiz", .mail = "ana@x.com"}};
  Fragment by_id = table("snowflake:A.B.C"), by_mail = by_id;
  by_id.facts.owners = {{.id = "urn:li:corpuser:ana", .kind = OwnerKind::Business}};
  by_mail.facts.owners = {{.mail = "ana@x.com"}};
  const Catalog catalog = Mesh().add(person, kDataHub).add(by_id, kDataHub).add(by_mail, kDbt).build();
  const Asset& asset = the(catalog, "C");
  ASSERT_EQ(asset.owners.size(), 1u);
  EXPECT_EQ(asset.owners[0].name, "Ana Ruiz");
  EXPECT_EQ(asset.owners[0].mail, "ana@x.com");
  EXPECT_EQ(asset.owners[0].kind, OwnerKind::Business);
  EXPECT_EQ(asset.owner_keys, (std::vector<std::string>{the(catalog, "Ana Ruiz").key}));
}

// "finance-data" of one system is urn:li:corpGroup:finance-data, "Finance Data", of another.
TEST(Merge, OwnersAreKnownByWhatTheySignInWith) {
  const Fragment team = named(AssetType::Team, "Finance Data", "urn:li:corpGroup:finance-data");
  Fragment owned = table("snowflake:A.B.C");
  owned.facts.owners = {{.name = "finance-data", .team = true}};
  const Catalog catalog = Mesh().add(team, kDataHub).add(owned, kDbt).build();
  EXPECT_EQ(the(catalog, "C").owner_keys, (std::vector<std::string>{the(catalog, "Finance Data").key}));
  EXPECT_EQ(the(catalog, "C").owners.at(0).name, "Finance Data");

  // Two who go by it: nobody can tell which is meant.
  const Fragment other = named(AssetType::Person, "Fin Anced", "okta:finance-data");
  const Catalog unclear = Mesh().add(team, kDataHub).add(other, kGlue).add(owned, kDbt).build();
  EXPECT_NE(the(unclear, "C").owner_keys, (std::vector<std::string>{the(unclear, "Finance Data").key}));
}

TEST(Merge, TheNewestVersionOfAContractSpeaks) {
  const auto version = [](std::string number, std::string file) {
    Fragment fragment = named(AssetType::Contract, "Orders", "odcs:1");
    fragment.facts.contract = Contract{.format = "odcs", .version = number};
    return std::pair(fragment, source("odcs", SourceKind::Contract, file));
  };
  const auto [old, old_file] = version("1.9.0", "a.yaml");
  const auto [recent, recent_file] = version("1.10.0", "b.yaml");
  EXPECT_EQ(Mesh().add(old, old_file).add(recent, recent_file).build().assets.at(0).contract->version,
            "1.10.0");
}

TEST(Lineage, EndsMeetByIdPhysicalNameAndName) {
  Mesh mesh;
  mesh.add(table("snowflake:A.B.C", "acme", "id:c"), kSnowflake)
      .add(table("snowflake:A.B.D", "acme"), kSnowflake);
  mesh.add(named(AssetType::Dashboard, "Weekly", "tableau:1"), kDataHub);
  mesh.add(edge(id_ref("id:c"), physical_ref("snowflake:a.b.d")), kDbt);
  mesh.add(edge(physical_ref("snowflake:a.b.c"), physical_ref("snowflake:a.b.d", "acme"), "job"), kDataHub);
  mesh.add(edge(id_ref("id:c"), physical_ref("snowflake:A.B.D")), kSnowflake);
  mesh.add(edge(physical_ref("snowflake:A.B.D"), {.name = "weekly"}), kDataHub);
  const Catalog catalog = mesh.build();
  ASSERT_EQ(catalog.assets.size(), 3u);
  const Asset& d = the(catalog, "D");
  const std::string c = the(catalog, "C").key;
  EXPECT_EQ(d.upstream, (std::vector<Neighbour>{{c, "data", {"dbt", "snowflake"}}, {c, "job", {"datahub"}}}));
  EXPECT_EQ(d.downstream, (std::vector<Neighbour>{{the(catalog, "Weekly").key, "data", {"datahub"}}}));
  EXPECT_EQ(the(catalog, "C").downstream.size(), 2u);
}

TEST(Lineage, UnknownEndsBecomeStubsWhereTheyHaveANameAndLoopsGo) {
  Mesh mesh;
  mesh.add(table("snowflake:A.B.C"), kSnowflake);
  mesh.add(edge(physical_ref("snowflake:A.B.GONE"), physical_ref("snowflake:A.B.C")), kDbt);
  mesh.add(edge(physical_ref("snowflake:a.b.gone"), physical_ref("snowflake:A.B.C")), kDataHub);
  mesh.add(edge(id_ref("urn:li:dashboard:(looker,weekly)"), physical_ref("snowflake:A.B.C")), kDataHub);
  mesh.add(edge(id_ref("9f6d7e8a-1c2b-4d3e-8f90-a1b2c3d4e5f6"), physical_ref("snowflake:A.B.C")), kDataHub);
  mesh.add(edge(physical_ref("snowflake:A.B.C"), physical_ref("snowflake:a.b.c")), kDbt);
  const Catalog catalog = mesh.build();
  ASSERT_EQ(catalog.assets.size(), 3u);
  EXPECT_EQ(noted(catalog, "lineage_loop"), 1u);
  EXPECT_EQ(noted(catalog, "lineage_unresolved"), 1u);
  EXPECT_TRUE(the(catalog, "weekly").stub);
  EXPECT_EQ(the(catalog, "weekly").type, AssetType::Dashboard);
  const auto stub = std::find_if(catalog.assets.begin(), catalog.assets.end(),
                                 [](const Asset& a) { return lower(a.name) == "gone"; });
  ASSERT_NE(stub, catalog.assets.end());
  EXPECT_TRUE(stub->stub);
  EXPECT_LT(stub->importance, 0.05);
  EXPECT_EQ(stub->key, asset_key('t', "snowflake////a.b.gone"));
}

TEST(Lineage, ADeletedEndTakesItsEdgesWithIt) {
  Fragment gone = table("snowflake:A.B.GONE");
  gone.deleted = true;
  const Catalog catalog =
      Mesh()
          .add(gone, kSnowflake)
          .add(table("snowflake:A.B.C"), kSnowflake)
          .add(edge(physical_ref("snowflake:A.B.GONE"), physical_ref("snowflake:A.B.C")), kDbt)
          .build();
  ASSERT_EQ(catalog.assets.size(), 1u);
  EXPECT_TRUE(catalog.assets[0].upstream.empty());
}

TEST(Domains, PathsComeFromParentsInAnyOrderAndMeetPlainPaths) {
  Fragment orders = named(AssetType::Domain, "Orders", "d:2"),
           sales = named(AssetType::Domain, "Sales", "d:1");
  orders.parent_id = "d:1";
  Fragment in_orders = table("snowflake:A.B.C"), by_path = table("snowflake:A.B.D");
  in_orders.domain_id = "d:2";
  by_path.facts.domain = "sales / orders";
  const Catalog catalog =
      Mesh().add(orders, kDataHub).add(in_orders, kDataHub).add(sales, kDataHub).add(by_path, kDbt).build();
  EXPECT_EQ(all(catalog, AssetType::Domain).size(), 2u);
  EXPECT_EQ(the(catalog, "C").domain, "Sales/Orders");
  EXPECT_EQ(the(catalog, "D").domain, "Sales/Orders");
  EXPECT_EQ(the(catalog, "Sales/Orders").domain, "Sales");
  EXPECT_EQ(the(catalog, "C").within, the(catalog, "D").within);
  EXPECT_EQ(the(catalog, "C").within.size(), 2u);
}

TEST(Domains, ARingIsCutAtOnePlaceAndReported) {
  Fragment a = named(AssetType::Domain, "A", "d:a"), b = named(AssetType::Domain, "B", "d:b"),
           c = named(AssetType::Domain, "C", "d:c");
  a.parent_id = "d:c", b.parent_id = "d:a", c.parent_id = "d:b";
  const Catalog catalog = Mesh().add(c, kDataHub).add(b, kDataHub).add(a, kDataHub).build();
  EXPECT_EQ(noted(catalog, "domain_cycle"), 1u);
  EXPECT_EQ(the(catalog, "C").qualified_name, "A/B/C");
}

TEST(Domains, AThousandLevelsAreBounded) {
  Mesh mesh;
  for (int i = 0; i < 1000; ++i) {
    Fragment fragment = named(AssetType::Domain, "level" + std::to_string(i), "d:" + std::to_string(i));
    if (i > 0) fragment.parent_id = "d:" + std::to_string(i - 1);
    mesh.add(fragment, kDataHub);
  }
  const Catalog catalog = mesh.build();
  EXPECT_EQ(catalog.assets.size(), 1000u);
  EXPECT_GT(noted(catalog, "domain_too_deep"), 0u);
  for (const Asset& asset : catalog.assets) EXPECT_LE(asset.within.size(), 64u);
}

TEST(Keys, ACollisionIsAnErrorThatNamesBoth) {
  Merged merged;
  merged.assets.resize(2);
  merged.assets[0].key = merged.assets[1].key = "t_aaaaaaaaaaaaa";
  merged.assets[0].match_key = "snowflake//one", merged.assets[1].match_key = "snowflake//two";
  const Result<Catalog> catalog = build_catalog(std::move(merged), Config{});
  ASSERT_FALSE(catalog.has_value());
  EXPECT_TRUE(contains(catalog.error().message, "snowflake//one") &&
              contains(catalog.error().message, "snowflake//two"))
      << catalog.error().message;
}

std::string everything(const Pieces& pieces) {
  Mesh mesh(kTangledRules);
  for (const auto& [fragment, from] : pieces.fragments) mesh.add(fragment, from);
  for (const auto& [one, from] : pieces.edges) mesh.add(one, from);
  return written(mesh.build());
}

TEST(Merge, TheOrderOfFilesNeverMatters) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    Pieces pieces = tangled_mesh(seed);
    const std::string expected = everything(pieces);
    std::mt19937 random(seed);
    for (int round = 0; round < 50; ++round) {
      std::shuffle(pieces.fragments.begin(), pieces.fragments.end(), random);
      std::shuffle(pieces.edges.begin(), pieces.edges.end(), random);
      ASSERT_EQ(everything(pieces), expected) << "seed " << seed << ", shuffle " << round;
    }
  }
}

TEST(Merge, FilesOfFragmentsGiveOneResultWhateverTheirOrderTheSpillAndTheThreads) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    FilesOfFragments files(tangled_mesh(seed));
    const std::string expected = files.merged(0, {});
    for (unsigned shuffle = 1; shuffle <= 10; ++shuffle)
      ASSERT_EQ(files.merged(shuffle, {.spill = files.folder(), .threads = 1 + shuffle % 4}), expected)
          << "seed " << seed << ", shuffle " << shuffle;
  }
}

// Enough assets that every thread has some to merge.
TEST(Merge, ThreadsDoNotShowInTheResult) {
  const auto build = [](unsigned threads) {
    Mesh mesh(kTangledRules, {.spill = std::filesystem::temp_directory_path(), .threads = threads});
    for (int i = 0; i < 3'000; ++i) {
      Fragment told = table("snowflake:p.s.t" + std::to_string(i));
      told.facts.description = "Number " + std::to_string(i);
      told.facts.tags = {i % 7 == 0 ? "tag1" : "other"};
      told.term_ids = {"term:" + std::to_string(i % 3)};
      mesh.add(with_domain(told, "Sales"), kSnowflake).add(with_domain(told, "Finance"), kDbt);
    }
    mesh.add(named(AssetType::GlossaryTerm, "One", "term:1"), kDataHub);
    return written(mesh.build());
  };
  const std::string expected = build(1);
  for (const unsigned threads : {2u, 3u, 8u}) ASSERT_EQ(build(threads), expected) << threads << " threads";
}

TEST(AssetsOnDisk, AreWhatTheCatalogWas) {
  const Pieces pieces = tangled_mesh(3);
  Config plain = config(kTangledRules);
  const auto build = [&] {
    Merger merger(plain);
    for (const auto& [fragment, from] : pieces.fragments) merger.add(fragment, from);
    for (const auto& [one, from] : pieces.edges) merger.add(one, from);
    return *build_catalog(merger.finish(), plain);
  };
  Catalog whole = build();
  ASSERT_TRUE(make_whole(whole).has_value());
  const auto stored =
      AssetsOnDisk::store(build(), {.spill = std::filesystem::temp_directory_path(), .threads = 2});
  ASSERT_TRUE(stored.has_value()) << stored.error().message;
  ASSERT_EQ(stored->size(), whole.assets.size());
  Asset room;
  for (std::size_t i = 0; i < stored->size(); ++i) {
    EXPECT_EQ(stored->key(i), whole.assets[i].key);
    EXPECT_EQ(stored->access(i), whole.assets[i].access);
    const auto read = stored->whole(i, room);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(asset_to_json(**read), asset_to_json(whole.assets[i]));
  }
}

TEST(Merge, ARecordPutInAboveChangesNoOther) {
  const auto build = [](const std::string& place) {
    Fragment told = table("snowflake:p.s.t");
    told.place = place;
    return the(Mesh().add(told, kSnowflake).build(), "t").sources.at(0).place;
  };
  EXPECT_EQ(build("row 12"), build("row 13"));
  EXPECT_EQ(build("row 12"), "snowflake/export.json");
  EXPECT_EQ(build("TableList[3]"), "snowflake/export.json TableList");
  EXPECT_EQ(build("[3].tables[1]"), "snowflake/export.json");
  EXPECT_EQ(build("Assets row 2"), "snowflake/export.json Assets");
  EXPECT_EQ(build("nodes.model.shop.orders"), "snowflake/export.json nodes.model.shop.orders");
  EXPECT_EQ(build("outline of flows"), "snowflake/export.json outline of flows")
      << "a word that ends in line counts nothing";
}

TEST(Merge, ASpillThatCannotBeWrittenIsAnError) {
  const Config plain;
  Merger merger(plain, {.spill = "/no/such/folder"});
  merger.add(table("snowflake:p.s.t"), kSnowflake);
  const Result<Catalog> catalog = build_catalog(merger.finish(), plain);
  ASSERT_FALSE(catalog.has_value());
  EXPECT_TRUE(contains(catalog.error().message, "/no/such/folder")) << catalog.error().message;
}

// A reference that two sources give to different things: an id is the same thing by the letter, so they
// become one, and what they disagree on shows who said what.
TEST(Merge, AnIdThatTwoSourcesGiveToTwoThingsMakesThemOne) {
  const auto build = [](bool other_order) {
    const Fragment one = with_domain(table("snowflake:p.s.orders", "", "ref:1"), "Sales");
    const Fragment other = with_domain(table("snowflake:p.s.payments", "", "ref:1"), "Finance");
    Mesh mesh;
    if (other_order) mesh.add(other, kDataHub).add(one, kSnowflake);
    if (!other_order) mesh.add(one, kSnowflake).add(other, kDataHub);
    return mesh.build();
  };
  const Catalog catalog = build(false);
  ASSERT_EQ(all(catalog, AssetType::Table).size(), 1u);
  const Asset& asset = *all(catalog, AssetType::Table).front();
  EXPECT_EQ(asset.name, "orders") << "the technical source knows the name";
  EXPECT_EQ(asset.domain, "Finance") << "the business catalog knows the domain";
  EXPECT_TRUE(holds(asset.aliases, asset_key('t', "snowflake////p.s.payments")));
  EXPECT_EQ(noted(catalog, "conflict"), 1u);
  EXPECT_EQ(written(catalog), written(build(true)));
}

}  // namespace
}  // namespace waymark
