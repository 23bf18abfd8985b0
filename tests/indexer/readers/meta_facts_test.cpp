// meta_facts_test.cpp - free-form attributes: what their keys state, what is kept, and what never comes out.
#include "indexer/readers/shared/meta_facts.h"

#include "waymark/parse/json.h"

#include "indexer/readers/shared/dbt_artefacts.h"
#include "indexer/readers/shared/query_text.h"

namespace waymark {
namespace {

using Texts = std::vector<std::string>;

Facts facts_of(std::string_view meta) {
  Facts facts;
  apply_meta(facts, parse_json(meta).value());
  return facts;
}

TEST(MetaFacts, KeysInAnySpellingStateLevels) {
  EXPECT_EQ(facts_of(R"({"data_classification": "Restricted"})").sensitivity, "restricted");
  EXPECT_EQ(facts_of(R"({"dataClassification": "Internal"})").sensitivity, "internal");
  EXPECT_EQ(facts_of(R"({"governance": {"pii_category": "name"}})").sensitivity, "confidential");
  EXPECT_EQ(facts_of(R"({"has_pii": true})").sensitivity, "confidential");
  EXPECT_EQ(facts_of(R"({"is_sensitive": true})").sensitivity, "confidential");
  EXPECT_EQ(facts_of(R"({"tier": 1})").criticality, "critical");
  EXPECT_EQ(facts_of(R"({"layer": "gold", "maturity": "in prod", "certified": true})").layer, "aggregated");
}

TEST(MetaFacts, ANoStatesNothing) {
  EXPECT_EQ(facts_of(R"({"has_pii": false, "is_sensitive": "no", "certified": false})").sensitivity, "");
  EXPECT_EQ(facts_of(R"({"certified": false})").certification, "");
}

TEST(MetaFacts, OfTwoLevelsTheWorseHolds) {
  EXPECT_EQ(facts_of(R"({"sensitivity": "restricted", "pii": "true"})").sensitivity, "restricted");
  EXPECT_EQ(facts_of(R"({"pii": "true", "sensitivity": "restricted"})").sensitivity, "restricted");
}

TEST(MetaFacts, OwnersComeInManyShapes) {
  const auto owners = [](std::string_view meta) {
    Texts found;
    for (const Owner& owner : facts_of(meta).owners)
      found.push_back(owner.name + "|" + owner.mail + "|" + std::string(to_string(owner.kind)) +
                      (owner.team ? "|team" : ""));
    return found;
  };
  EXPECT_EQ(owners(R"({"owner": "@alice2"})"), (Texts{"alice2||"}));
  EXPECT_EQ(owners(R"({"owner": "Ana Lima <ana@example.com>"})"), (Texts{"Ana Lima|ana@example.com|"}));
  EXPECT_EQ(owners(R"({"business_owner": "bo@example.com"})"), (Texts{"|bo@example.com|business"}));
  EXPECT_EQ(owners(R"({"owners": ["a", {"name": "B", "email": "b@example.com"}, {"name": null}]})"),
            (Texts{"B|b@example.com|", "a||"}));
  EXPECT_EQ(owners(R"({"data_governance.team_owner": "Finance"})"), (Texts{"Finance|||team"}));
  EXPECT_EQ(owners(R"({"owner": {"team": "x"}})"), Texts{});
}

TEST(MetaFacts, SecretsAreNotKept) {
  for (const char* meta : {R"({"api_token": "hunter2"})", R"({"db": {"password": "hunter2"}})",
                           R"({"store": "s3a://key:hunter2@bucket/x"})",
                           R"({"dsn": "host=x;password=hunter2"})", R"({"auth": "AKIAHUNTER2"})"})
    EXPECT_TRUE(facts_of(meta).extra.empty()) << meta;
  EXPECT_EQ(facts_of(R"({"site": "https://example.com/a:b@c"})").extra.size(), 1U);
}

TEST(MetaFacts, UnknownKeysAreKeptFlat) {
  const Facts facts = facts_of(R"({"a": {"b": [1, 2], "c": null}, "d": {}})");
  ASSERT_EQ(facts.extra.size(), 1U);
  EXPECT_EQ(facts.extra[0], (std::pair<std::string, std::string>{"a.b", "1, 2"}));
}

TEST(QueryText, ValuesAreTakenOut) {
  EXPECT_EQ(without_literals("select * from t where mail = 'a@b.c' and n > 12.5"),
            "select * from t where mail = ? and n > ?");
  EXPECT_EQ(without_literals("select 'it''s', 'a\\'b', $$x$$ from t2"), "select ?, ?, ? from t2");
  EXPECT_EQ(without_literals("select $tag$it's $1$tag$ where a = $1"), "select ? where a = $1");
  EXPECT_EQ(without_literals("select 1 -- for ana@example.com\nfrom /*/ hunter2 */ t"), "select ? from t");
  EXPECT_EQ(without_literals("select \"Order Id\", `a b`, \"x\" from col_1"),
            "select ?, `a b`, \"x\" from col_1");
  EXPECT_EQ(without_literals("where name = 'never closed"), "where name = ?");
  EXPECT_EQ(without_literals(""), "");
}

TEST(QueryText, QueriesThatDifferInValuesAreOne) {
  EXPECT_EQ(popular_queries({"select 1", "select 2", "select a"}), (Texts{"select ?", "select a"}));
}

TEST(DbtArtefacts, RelationsAreReadInEveryQuoting) {
  EXPECT_EQ(dbt::relation_parts(R"("db"."my.schema"."t")"), (Texts{"db", "my.schema", "t"}));
  EXPECT_EQ(dbt::relation_parts("`project-1.dataset.t`"), (Texts{"project-1", "dataset", "t"}));
  EXPECT_EQ(dbt::relation_parts("[db].[schema].[t]"), (Texts{"db", "schema", "t"}));
  EXPECT_EQ(dbt::relation_parts(""), Texts{});
}

TEST(DbtArtefacts, TestsAndMacrosCarryNoData) {
  EXPECT_TRUE(dbt::is_data("semantic_model.shop.orders"));
  EXPECT_FALSE(dbt::is_data("test.shop.model.orders"));
  EXPECT_FALSE(dbt::is_data("macro.shop.model"));
}

}  // namespace
}  // namespace waymark
