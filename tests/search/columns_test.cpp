// Columns as results, what is alike and values named in a text, on made-up catalogs: totals against a slow
// count, and nothing of what a caller may not see.
#include <gmock/gmock.h>

#include "waymark/model/column_key.h"

#include "random_catalog.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;

const Access kCallers[] = {Access::all(), Access{1, {}, false}, Access{2, {"finance"}, false}};

std::vector<Filter> of_columns() { return {{find_field("type"), {"column"}, false}}; }

bool has_word(const Column& column, const std::string& stem, const Analyzer& analyzer) {
  std::vector<std::pair<std::string, TextKind>> texts = {
      {column.path, TextKind::Name}, {column.title, TextKind::Name}, {column.description, TextKind::Prose}};
  for (const std::string& tag : column.tags) texts.emplace_back(tag, TextKind::Name);
  for (const std::string& term : column.terms) texts.emplace_back(term, TextKind::Name);
  for (const auto& [text, kind] : texts)
    for (const Token& token : analyzer.analyze(text, kind))
      if (token.term == stem || token.folded == stem) return true;
  return false;
}

std::size_t slow_count(const std::vector<Asset>& assets, const Access& access, const std::string& word) {
  const Analyzer analyzer;
  const std::string stem = analyzer.stem(fold(word));
  std::size_t count = 0;
  for (const Asset& asset : assets)
    if (access.may_see(asset.access))
      for (const Column& column : asset.columns) count += has_word(column, stem, analyzer) ? 1 : 0;
  return count;
}

TEST(ColumnsAsRows, TotalsAreThoseOfASlowCount) {
  RandomCatalog catalog(5, 120);
  catalog.edit(400);
  TemporaryFolder folder;
  publish_assets(catalog.assets(), folder.path());
  SearchIndex index(folder.path());
  std::size_t found_any = 0;
  for (const Access& access : kCallers) {
    const auto view = index.view(access);
    ASSERT_TRUE(view);
    for (const std::string& word : RandomCatalog::words()) {
      SearchRequest request{.text = word, .filters = of_columns(), .limit = 100, .spell = Spell::Off};
      request.now = view->now();
      const auto found = view->search(request);
      ASSERT_TRUE(found) << found.error().message;
      EXPECT_EQ(found->total, slow_count(catalog.assets(), access, word)) << word;
      EXPECT_TRUE(found->exact);
      found_any += found->total;
      for (const Hit& hit : found->hits) {
        ASSERT_TRUE(hit.column);
        EXPECT_LT(*hit.column, hit.asset.columns.size());
      }
    }
  }
  EXPECT_GT(found_any, 0u);
}

TEST(ColumnsAsRows, AnEmptyTextGivesEveryColumn) {
  RandomCatalog catalog(6, 80);
  TemporaryFolder folder;
  publish_assets(catalog.assets(), folder.path());
  SearchIndex index(folder.path());
  const auto view = index.view(Access::all());
  ASSERT_TRUE(view);
  std::size_t columns = 0;
  for (const Asset& asset : catalog.assets()) columns += asset.columns.size();
  const auto found = view->search({.filters = of_columns(), .limit = 0, .now = view->now()});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->total, columns);
}

TEST(ColumnsAsRows, EveryColumnIsFoundByItsKeyByWhoMaySeeIt) {
  RandomCatalog catalog(7, 100);
  TemporaryFolder folder;
  publish_assets(catalog.assets(), folder.path());
  SearchIndex index(folder.path());
  std::size_t hidden = 0;
  for (const Access& access : kCallers) {
    const auto view = index.view(access);
    ASSERT_TRUE(view);
    for (const Asset& asset : catalog.assets())
      for (std::size_t i = 0; i < asset.columns.size(); ++i) {
        const auto found = view->column(column_key(asset.key, asset.columns[i].path));
        ASSERT_TRUE(found);
        if (!access.may_see(asset.access)) {
          ++hidden;
          EXPECT_FALSE(*found);
          continue;
        }
        ASSERT_TRUE(*found) << asset.columns[i].path;
        EXPECT_EQ((*found)->asset.key, asset.key);
        EXPECT_EQ(asset.columns[(*found)->column].path, asset.columns[i].path);
      }
  }
  EXPECT_GT(hidden, 0u);
}

std::string told(const Viewer& viewer, SearchRequest request) {
  request.now = viewer.now();
  request.explain = true;
  const auto found = viewer.search(request);
  if (!found) return found.error().message;
  std::string text = std::to_string(found->total);
  for (const Hit& hit : found->hits) {
    text += "\n" + hit.asset.key + " " + std::to_string(hit.score);
    for (const std::string& why : hit.why) text += ", " + why;
  }
  for (const Offer& offer : found->offers)
    text += "\n" + offer.field + " " + offer.value + " " + std::to_string(offer.total);
  return text;
}

TEST(WhatIsAlike, AndOffersTellNothingOfWhatIsHidden) {
  RandomCatalog catalog(8, 100);
  std::vector<Asset> everything = catalog.assets(), visible;
  const Access caller{1, {}, false};
  for (const Asset& asset : everything)
    if (caller.may_see(asset.access)) visible.push_back(asset);
  ASSERT_LT(visible.size(), everything.size());
  TemporaryFolder whole, part;
  publish_assets(everything, whole.path());
  publish_assets(visible, part.path());
  SearchIndex first(whole.path()), second(part.path());
  const auto a = first.view(caller), b = second.view(caller);
  ASSERT_TRUE(a && b);
  for (const Asset& asset : everything)
    EXPECT_EQ(told(*a, {.similar_to = asset.key}), told(*b, {.similar_to = asset.key}));
  for (const std::string text :
       {"certified orders of sales", "tables payments", "ledger finance", "orders payments"})
    EXPECT_EQ(told(*a, {.text = text}), told(*b, {.text = text})) << text;
}

TEST(WhatIsAlike, NeverTheThingItselfNorAStub) {
  std::vector<Asset> assets;
  for (int i = 0; i < 12; ++i) assets.push_back(table("DB.S.TIDE_GAUGE_" + std::to_string(i), "Sea"));
  assets[1].stub = true;
  assets.push_back(table("DB.S.PAYROLL", "People"));
  TemporaryFolder folder;
  publish_assets(assets, folder.path());
  SearchIndex index(folder.path());
  const auto view = index.view(Access::all());
  ASSERT_TRUE(view);
  const auto found = view->search({.limit = 50, .similar_to = assets[0].key, .now = view->now()});
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->total, 10u);
  for (const Hit& hit : found->hits) {
    EXPECT_NE(hit.asset.key, assets[0].key);
    EXPECT_FALSE(hit.asset.stub);
    EXPECT_NE(hit.asset.name, "PAYROLL");
    EXPECT_THAT(hit.why, Contains("same domain"));
  }
  EXPECT_FALSE(view->search({.similar_to = "t_aaaaaaaaaaaaa", .now = view->now()}));
}

}  // namespace
}  // namespace waymark
