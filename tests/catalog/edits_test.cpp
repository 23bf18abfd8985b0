// Edits of workbooks in the merge: laid over what others say, whatever the order they come in.
#include <gmock/gmock.h>

#include "waymark/catalog/derive.h"
#include "waymark/catalog/workbook.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Fragment orders(const std::string& description, const std::string& id = "") {
  Fragment fragment;
  fragment.self.physical = {.platform = "snowflake", .instance = "", .parts = {"prod", "sales", "orders"}};
  fragment.self.id = id;
  fragment.facts.description = description;
  fragment.facts.tags = {"gold"};
  return fragment;
}

Fragment edit(const std::string& field, const std::string& cell, const std::string& written = "") {
  Fragment fragment;
  fragment.self.physical = {.platform = "snowflake", .instance = "", .parts = {"PROD", "SALES", "ORDERS"}};
  fragment.place = "Assets row 2";
  if (cell == kClearCell)
    fragment.cleared = {field};
  else
    EXPECT_TRUE(find_editable(field)->take(cell, fragment.facts));
  if (!written.empty()) fragment.facts.extra = {{field, written}};
  return fragment;
}

SourceInfo source(const std::string& name, SourceKind kind, const std::string& format) {
  return {
      .name = name, .format = format, .kind = kind, .precedence = {}, .file = name + ".file", .defaults = {}};
}
const SourceInfo kCatalog = source("catalog", SourceKind::Technical, "snowflake");
const SourceInfo kEdits = source("edits", SourceKind::Workbook, std::string(kWorkbookReader));

struct Said {
  Fragment fragment;
  SourceInfo source;
};

Catalog merged(std::vector<Said> said) {
  Merger merger{Config{}};
  for (Said& one : said) merger.add(std::move(one.fragment), one.source);
  auto catalog = build_catalog(merger.finish(), Config{});
  EXPECT_TRUE(catalog) << catalog.error().message;
  EXPECT_TRUE(make_whole(*catalog));
  return std::move(*catalog);
}

const Asset& table(const Catalog& catalog) {
  for (const Asset& asset : catalog.assets)
    if (asset.type == AssetType::Table) return asset;
  ADD_FAILURE() << "no table";
  static const Asset none;
  return none;
}

std::vector<std::string> notes(const Catalog& catalog, const std::string& kind) {
  for (const MergeNote& note : catalog.notes)
    if (note.kind == kind) return note.examples;
  return {};
}

TEST(Edits, CountBeforeEverySourceInAnyOrder) {
  const Catalog one = merged({{orders("old"), kCatalog}, {edit("description", "new"), kEdits}});
  const Catalog other = merged({{edit("description", "new"), kEdits}, {orders("old"), kCatalog}});
  EXPECT_EQ(table(one).description, "new");
  EXPECT_EQ(table(other).description, "new");
  EXPECT_EQ(table(one).key, table(other).key);
  EXPECT_TRUE(is_edited(table(one), *find_editable("description")));
  EXPECT_FALSE(is_edited(table(one), *find_editable("tags")));
  EXPECT_EQ(upstream_of(table(one), *find_editable("description")), "old");
}

TEST(Edits, MakeNothingAndJoinNothing) {
  const Catalog catalog = merged({{edit("description", "new"), kEdits}});
  EXPECT_TRUE(catalog.assets.empty());
  EXPECT_THAT(notes(catalog, "workbook_row_unmatched"), ElementsAre(HasSubstr("Assets row 2")));
}

TEST(Edits, AListIsTheWholeList) {
  const Catalog catalog = merged({{orders("x"), kCatalog}, {edit("tags", "silver\neu"), kEdits}});
  EXPECT_THAT(table(catalog).tags, ElementsAre("silver", "eu"));
  EXPECT_THAT(table(merged({{orders("x"), kCatalog}, {edit("tags", std::string(kClearCell)), kEdits}})).tags,
              IsEmpty());
}

TEST(Edits, AKeyOrAnAliasOfItFindsTheAsset) {
  const Catalog before = merged({{orders("x", "urn:orders"), kCatalog}});
  std::vector<std::string> keys{table(before).key};
  for (const std::string& alias : table(before).aliases)
    if (looks_like_key(alias)) keys.push_back(alias);
  for (const std::string& key : keys) {
    Fragment by_key = edit("description", "by key");
    by_key.self = {.id = key, .physical = {}, .name = "orders"};
    const Catalog catalog = merged({{orders("x", "urn:orders"), kCatalog}, {std::move(by_key), kEdits}});
    EXPECT_EQ(table(catalog).description, "by key") << key;
  }
}

TEST(Edits, OfTwoWorkbooksTheOneWrittenLastCounts) {
  Fragment older = edit("description", "older"), newer = edit("description", "newer");
  older.at = parse_time("2026-01-01T00:00:00Z");
  newer.at = parse_time("2026-02-01T00:00:00Z");
  const Catalog catalog = merged({{orders("x"), kCatalog},
                                  {older, source("a", SourceKind::Workbook, std::string(kWorkbookReader))},
                                  {newer, source("b", SourceKind::Workbook, std::string(kWorkbookReader))}});
  EXPECT_EQ(table(catalog).description, "newer");
  EXPECT_THAT(notes(catalog, "workbooks_differ"), ElementsAre(HasSubstr("\"older\"")));
}

TEST(Edits, WhatChangedBelowOneIsAConflict) {
  const auto conflicts = [](const std::string& written, const std::string& upstream) {
    return notes(merged({{orders(upstream), kCatalog}, {edit("description", "mine", written), kEdits}}),
                 "workbook_conflict");
  };
  EXPECT_THAT(conflicts("old", "old"), IsEmpty());
  EXPECT_THAT(conflicts("old", "mine"), IsEmpty());
  EXPECT_THAT(conflicts("old", "renewed"), ElementsAre(HasSubstr("changed from \"old\" to \"renewed\"")));
  const std::string text(5000, 'x');  // Longer than what a history keeps.
  EXPECT_THAT(conflicts(text.substr(0, 1024), text), IsEmpty());
}

TEST(EditableFields, SayTheSameWhenTheyComeBack) {
  Facts facts;
  facts.domain = "Sales/Orders";
  facts.products = {"One; two", "Three"};
  facts.owners = {{.id = "", .name = "Ana Lima", .mail = "ana@example.com", .kind = OwnerKind::Business},
                  {.id = "", .name = "", .mail = "bo@example.com"},
                  {.id = "", .name = "Orders (EU)", .mail = "", .kind = OwnerKind::Technical, .team = true}};
  facts.criticality = "high";
  facts.sensitivity = "confidential";
  facts.description = "Two\nlines; one | more";
  facts.tags = {"a", "b,c"};
  facts.certification = "in_review";
  facts.lifecycle = "deprecated";
  for (const EditableField& field : editable_fields()) {
    Facts back;
    ASSERT_TRUE(field.take(field.text(facts), back)) << field.name;
    EXPECT_EQ(field.text(back), field.text(facts)) << field.name;
  }
}

TEST(EditableFields, WordsOfClosedListsAreCheckedAndForgiven) {
  Facts facts;
  EXPECT_TRUE(find_editable("certification")->take("In Review", facts));
  EXPECT_EQ(facts.certification, "in_review");
  EXPECT_TRUE(find_editable("criticality")->take("Tier 1", facts));
  EXPECT_EQ(facts.criticality, "critical");
  const Status wrong = find_editable("lifecycle")->take("deprecatd", facts);
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().message, HasSubstr("\"deprecatd\" is no value; did you mean \"deprecated\"?"));
  EXPECT_EQ(facts.lifecycle, "");
}

}  // namespace
}  // namespace waymark
