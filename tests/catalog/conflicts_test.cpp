// Sources that contradict each other on what a person should settle.
#include "waymark/model/conflicts.h"

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

#include "catalog/catalog_fixture.h"

namespace waymark {
namespace {

const SourceInfo kWorkbook = source("workbook", SourceKind::Workbook);

bool has_conflict(const Asset& asset) { return holds(find_field("has")->values(asset), "conflict"); }

std::string example(const Catalog& catalog) {
  for (const MergeNote& note : catalog.notes)
    if (note.kind == "conflict") return note.examples.empty() ? "" : note.examples.front();
  return {};
}

TEST(Conflicts, AreCountedAndSayWhoWinsAndWhoSaysOtherwise) {
  Fragment strong = with_domain(table("snowflake:p.s.t"), "Sales");
  strong.facts.criticality = "high";
  Fragment weak = with_domain(table("snowflake:p.s.t"), "Finance");
  weak.facts.criticality = "low";
  const Catalog catalog = Mesh().add(weak, kDbt).add(strong, kDataHub).build();
  EXPECT_EQ(noted(catalog, "conflict"), 2u);
  EXPECT_EQ(example(catalog), "t: criticality is \"high\" (datahub); dbt says \"low\"");
  EXPECT_TRUE(has_conflict(the(catalog, "t")));
  EXPECT_FALSE(holds(find_field("missing")->values(the(catalog, "t")), "conflict"));
}

TEST(Conflicts, SpellingAndAMoreExactDomainAreNone) {
  const Catalog catalog = Mesh()
                              .add(with_domain(table("snowflake:p.s.t"), "Sales"), kDataHub)
                              .add(with_domain(table("snowflake:p.s.t"), "sales/Orders"), kDbt)
                              .build();
  EXPECT_EQ(noted(catalog, "conflict"), 0u);
  EXPECT_FALSE(has_conflict(the(catalog, "t")));
}

TEST(Conflicts, NamesakesOfADomainAreNotBelowIt) {
  const Catalog catalog = Mesh()
                              .add(with_domain(table("snowflake:p.s.t"), "Sales"), kDataHub)
                              .add(with_domain(table("snowflake:p.s.t"), "Salesforce"), kDbt)
                              .build();
  EXPECT_EQ(noted(catalog, "conflict"), 1u);
}

TEST(Conflicts, OtherWordsOfADescriptionAreNone) {
  Fragment one = table("snowflake:p.s.t"), other = table("snowflake:p.s.t");
  one.facts.description = "Orders.", other.facts.description = "All orders since 2019.";
  EXPECT_EQ(noted(Mesh().add(one, kDataHub).add(other, kDbt).build(), "conflict"), 0u);
}

TEST(Conflicts, OwnersAreOneOnlyWhereSourcesShareNobody) {
  const auto count = [](Fragment a, Fragment b) {
    return noted(Mesh().add(std::move(a), kDataHub).add(std::move(b), kDbt).build(), "conflict");
  };
  const Fragment t = table("snowflake:p.s.t");
  Fragment by_name = t;
  by_name.facts.owners = {{.name = "Ana Lima"}};
  EXPECT_EQ(count(with_owner(t, "ana@x.com"), with_owner(t, "bo@x.com")), 1u);
  EXPECT_EQ(count(with_owner(t, "ana@x.com"), with_owner(with_owner(t, "bo@x.com"), "ana@x.com")), 0u);
  EXPECT_EQ(count(with_owner(t, "ana.lima@x.com"), by_name), 0u) << "one person by mail and by name";
  EXPECT_EQ(count(with_owner(t, "ana@x.com"), with_owner(t, "LOADER", OwnerKind::Role)), 0u)
      << "a role answers for nothing";
}

// A record can say of itself what it likes: who may know of the thing follows from rules and what it lies in.
TEST(Conflicts, ARecordThatLowersItsOwnLabelIsListedAndLowersNothing) {
  Fragment honest = with_owner(table("snowflake:fin.pay.salaries"), "payroll@x.com");
  honest.facts.sensitivity = "restricted";
  Fragment lowering = with_owner(table("snowflake:fin.pay.salaries"), "sales@x.com");
  lowering.facts.sensitivity = "public";
  const Catalog catalog =
      Mesh("rules: [{match: {database: fin}, access: {level: restricted, groups: [finance]}}]")
          .add(with_owner(container("snowflake:fin"), "finance@x.com"), kSnowflake)
          .add(honest, kSnowflake)
          .add(lowering, kWorkbook)
          .build();
  const Asset& asset = the(catalog, "salaries");
  EXPECT_EQ(asset.access.level, 3);
  EXPECT_EQ(asset.access.groups, (std::vector<std::string>{"finance"}));
  EXPECT_EQ(noted(catalog, "conflict"), 2u) << "owner and sensitivity";
  EXPECT_TRUE(has_conflict(asset));
  EXPECT_EQ(history(asset, "sensitivity").size(), 2u) << "what the weaker source says stays to be seen";
}

TEST(Conflicts, WhatAPersonHasSettledIsNoneAnyMore) {
  const auto build = [](std::string_view yaml) {
    return Mesh(yaml)
        .add(with_domain(product("Orders"), "Sales"), kDataHub)
        .add(with_domain(product("Orders"), "Finance"), kDbt)
        .build();
  };
  EXPECT_EQ(noted(build(""), "conflict"), 1u);
  const Catalog settled = build("products: [{name: Orders, domain: Logistics, assets: []}]");
  EXPECT_EQ(noted(settled, "conflict"), 0u) << "waymark.yaml speaks for this catalog";
  EXPECT_EQ(history(the(settled, "Orders"), "domain").size(), 3u)
      << "and what the others say can still be seen";
}

}  // namespace
}  // namespace waymark
