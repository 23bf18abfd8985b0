#include <random>
#include <thread>

#include <gmock/gmock.h>

#include "index_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<Asset> small_mesh() {
  std::vector<Asset> assets = {table("PROD.SALES.FCT_CUSTOMER_ORDERS", "Sales/Orders"),
                               table("DEV.SALES.FCT_CUSTOMER_ORDERS", "Sales/Orders"),
                               table("PROD.SALES.FCT_CUSTOMER_ORDERS_BKP", "Sales/Orders"),
                               table("PROD.OPS.ROSTER", "Sales Ops"), table("PROD.FIN.PAYMENTS", "Finance")};
  assets[0].importance = 0.9;
  assets[0].description = "One row per confirmed order, with the customer it belongs to.";
  assets[0].columns.resize(2);
  assets[0].columns[0].path = "orderTotal";
  assets[0].columns[1].path = "email_address";
  assets[0].columns[1].tags = {"pii"};
  assets[0].tags = {"gold", "pii"};
  assets[2].lifecycle = "deprecated";
  assets[3].description = "Who works when. Mentions customer orders in passing.";
  assets[4].access = {3, {"finance"}, ""};
  return assets;
}

class SearchTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    publish_assets(small_mesh(), folder_->path());
    index_ = new SearchIndex(folder_->path());
  }
  static void TearDownTestSuite() {
    delete index_;
    delete folder_;
  }
  static SearchResult run(SearchRequest request, const Access& access = Access::all()) {
    auto viewer = index_->view(access);
    EXPECT_TRUE(viewer) << viewer.error().message;
    request.now = viewer->now();
    auto found = viewer->search(request);
    EXPECT_TRUE(found) << found.error().message;
    return found ? *found : SearchResult{};
  }
  static std::vector<std::string> names(const SearchResult& found) {
    std::vector<std::string> out;
    for (const Hit& hit : found.hits) out.push_back(hit.asset.qualified_name);
    return out;
  }
  static std::vector<std::string> search(const std::string& text) { return names(run({.text = text})); }

  static TemporaryFolder* folder_;
  static SearchIndex* index_;
};
TemporaryFolder* SearchTest::folder_ = nullptr;
SearchIndex* SearchTest::index_ = nullptr;

TEST_F(SearchTest, AnExactNameIsAboveEverythingAndUseBreaksItsTies) {
  EXPECT_THAT(search("fct_customer_orders"),
              ElementsAre("PROD.SALES.FCT_CUSTOMER_ORDERS", "DEV.SALES.FCT_CUSTOMER_ORDERS",
                          "PROD.SALES.FCT_CUSTOMER_ORDERS_BKP"));
  EXPECT_EQ(search("prod/sales/fct_customer_orders").front(), "PROD.SALES.FCT_CUSTOMER_ORDERS");
  EXPECT_EQ(search("DEV.SALES.FCT_CUSTOMER_ORDERS").front(), "DEV.SALES.FCT_CUSTOMER_ORDERS");
}

TEST_F(SearchTest, OneThingWrittenFourWaysIsOneQuery) {
  const auto expected = search("fct customer orders");
  for (const char* spelling : {"fct-customer-orders", "FctCustomerOrders", "fct_customer_orders"})
    EXPECT_EQ(search(spelling), expected) << spelling;
}

TEST_F(SearchTest, GluedAndSplitColumnNamesAreFoundWithTheColumnAsReason) {
  for (const char* text : {"ordertotal", "order total", "orderTotal"}) {
    const SearchResult found = run({.text = text});
    ASSERT_FALSE(found.hits.empty()) << text;
    ASSERT_FALSE(found.hits.front().columns.empty()) << text;
    EXPECT_EQ(found.hits.front().columns.front().path, "orderTotal") << text;
    EXPECT_THAT(found.hits.front().why, Contains("column: orderTotal")) << text;
  }
}

TEST_F(SearchTest, ADomainContainsItsSubdomainsAndNotItsNamesakes) {
  const SearchResult found = run({.filters = {{find_field("domain"), {"sales"}, false}}});
  EXPECT_EQ(found.total, 3u);
  EXPECT_THAT(names(found), testing::Not(Contains("PROD.OPS.ROSTER")));
}

TEST_F(SearchTest, FieldValuesInTheTextAreFilters) {
  const SearchResult found = run({.text = "domain:Sales/Orders -lifecycle:deprecated orders"});
  EXPECT_EQ(found.text, "orders");
  ASSERT_EQ(found.filters.size(), 2u);
  EXPECT_EQ(found.total, 2u);
}

TEST_F(SearchTest, NoInputBreaksTheParser) {
  for (std::string text : {":",
                           ")(",
                           "[",
                           "]",
                           "+",
                           "&",
                           "\"",
                           "\"\"",
                           "\\",
                           "*",
                           "-",
                           "AND",
                           "NOT",
                           "foo AND",
                           "(a",
                           "name:",
                           "((((((((((((((((((((a",
                           "OR OR OR",
                           "a* b*",
                           "-(a OR b) c",
                           "NOT NOT NOT orders",
                           "\xff\xfe",
                           "--",
                           "- -",
                           "domain:",
                           "domain:\"",
                           "()"}) {
    SCOPED_TRACE(text);
    run({.text = text});
  }
  run({.text = std::string(2000, 'a')});
  run({.text = std::string(1000, '(')});
  std::string many;
  for (int i = 0; i < 500; ++i) many += "w" + std::to_string(i) + " ";
  run({.text = many + "orders"});
  EXPECT_EQ(search("orders").size(), 4u);
}

TEST_F(SearchTest, RandomBytesNeverBreakIt) {
  std::mt19937 random(7);
  const std::string alphabet = "ab \"()-*:ORANDNT.\xc3\xa9_";
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (std::size_t i = random() % 40; i > 0; --i) text += alphabet[random() % alphabet.size()];
    SCOPED_TRACE(text);
    run({.text = text});
  }
}

TEST_F(SearchTest, OperatorsDoWhatTheySay) {
  EXPECT_THAT(search("orders -bkp"), testing::Not(Contains("PROD.SALES.FCT_CUSTOMER_ORDERS_BKP")));
  EXPECT_THAT(search("roster OR payments"), UnorderedElementsAre("PROD.OPS.ROSTER", "PROD.FIN.PAYMENTS"));
  EXPECT_THAT(search("\"confirmed order\""), ElementsAre("PROD.SALES.FCT_CUSTOMER_ORDERS"));
  EXPECT_THAT(search("\"order confirmed\""), IsEmpty());
  EXPECT_THAT(search("rost*"), ElementsAre("PROD.OPS.ROSTER"));
  EXPECT_THAT(search("customer (roster OR bkp)"),
              UnorderedElementsAre("PROD.OPS.ROSTER", "PROD.SALES.FCT_CUSTOMER_ORDERS_BKP"));
}

TEST_F(SearchTest, AnUnclosedQuoteIsReadAsWordsAndSaid) {
  const SearchResult found = run({.text = "\"customer orders"});
  EXPECT_GT(found.total, 0u);
  ASSERT_EQ(found.notes.size(), 1u);
  EXPECT_EQ(found.notes.front().code, "read_as_words");
}

TEST_F(SearchTest, AnUnknownFieldIsTextWithAWarning) {
  const SearchResult found = run({.text = "foo:bar"});
  ASSERT_FALSE(found.notes.empty());
  EXPECT_EQ(found.notes.front().code, "unknown_field");
  EXPECT_THAT(found.notes.front().text, testing::HasSubstr("domain"));
}

TEST_F(SearchTest, MostWordsThenAnyWhenNothingHasThemAll) {
  const SearchResult found = run({.text = "roster zebra"});
  EXPECT_TRUE(found.relaxed);
  EXPECT_EQ(found.match, "any");
  EXPECT_THAT(names(found), ElementsAre("PROD.OPS.ROSTER"));
  EXPECT_EQ(run({.text = "roster zebra", .match = Match::All}).total, 0u);
}

TEST_F(SearchTest, AMisspeltQueryIsCorrectedAndSaysSo) {
  const SearchResult found = run({.text = "custmer ordres"});
  ASSERT_TRUE(found.spell);
  EXPECT_TRUE(found.spell->applied);
  EXPECT_EQ(found.spell->text, "customer orders");
  EXPECT_EQ(found.spell->total, found.total);
  EXPECT_GT(found.total, 0u);
}

TEST_F(SearchTest, WordsThatAskDoNotHideAName) {
  for (const char* text : {"where is fct_customer_orders", "which are the fct customer orders"}) {
    const SearchResult found = run({.text = text});
    ASSERT_FALSE(found.hits.empty()) << text;
    EXPECT_EQ(found.hits.front().asset.qualified_name, "PROD.SALES.FCT_CUSTOMER_ORDERS") << text;
    EXPECT_THAT(found.hits.front().why, Contains("exact name")) << text;
  }
}

TEST_F(SearchTest, MistypedNamesAreFoundAmongNamesAndWords) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"fct_customer_ordrs", "fct_customer_orders"},  // A name with one letter less.
      {"fct_custmer_oders", "fct_customer_orders"},
      {"fctcustomerordres", "fct_customer_orders"},  // Glued, two letters swapped.
      {"custommer orders", "customer orders"},       // One word is right.
      {"rostter", "roster"}};
  for (const auto& [typed, meant] : cases) {
    const SearchResult found = run({.text = typed});
    ASSERT_TRUE(found.spell) << typed;
    EXPECT_TRUE(found.spell->applied) << typed;
    EXPECT_EQ(found.spell->text, meant) << typed;
    EXPECT_GT(found.total, 0u) << typed;
  }
  // One word that nothing is near to does not keep the other from being corrected.
  EXPECT_EQ(run({.text = "rostter zebra"}).spell->text, "roster zebra");
  // What is found as typed is answered as typed.
  EXPECT_FALSE(run({.text = "roster"}).spell);
}

TEST_F(SearchTest, WhatMayNotBeSeenIsNotThere) {
  const Access low{1, {}, false};
  EXPECT_EQ(run({.text = "payments"}, low).total, 0u);
  EXPECT_FALSE(run({.text = "paymnts"}, low).spell);
  const SearchResult all = run({.facets = {find_field("domain")}}, low);
  EXPECT_EQ(all.total, 4u);
  for (const FacetCount& value : all.facets.front().values) EXPECT_NE(value.value, "Finance");
  EXPECT_EQ(run({.text = "payments"}, Access{3, {"finance"}, false}).total, 1u);
  EXPECT_EQ(run({.text = "payments"}, Access{3, {"sales"}, false}).total, 0u);
  auto viewer = index_->view(low);
  EXPECT_FALSE(viewer->asset(asset_key('t', "snowflake//PROD.FIN.PAYMENTS"))->has_value());
  EXPECT_EQ(*viewer->resolve("snowflake//PROD.FIN.PAYMENTS"), "");
  EXPECT_THAT(viewer->suggest({.text = "pay", .now = viewer->now()})->items, IsEmpty());
}

TEST(Access, AJoinedGroupAsksForAllItsParts) {
  const AccessClass joined{2, {"audit & finance"}, ""};
  EXPECT_TRUE((Access{2, {"finance", "audit"}, false}.may_see(joined)));
  EXPECT_FALSE((Access{2, {"finance"}, false}.may_see(joined)));
  EXPECT_FALSE((Access{1, {"finance", "audit"}, false}.may_see(joined)));
}

TEST_F(SearchTest, SuggestionsPutTheNameBeforeItsWords) {
  auto viewer = index_->view(Access::all());
  const auto found = viewer->suggest({.text = "fct_cust", .values = false, .now = viewer->now()});
  ASSERT_EQ(found->items.size(), 3u);
  EXPECT_EQ(found->items.front().segments.front().text, "FCT_CUST");
  EXPECT_TRUE(found->items.front().segments.front().marked);
  for (std::size_t length = 2; length <= 8; ++length)
    EXPECT_FALSE(viewer->suggest({.text = std::string("customer").substr(0, length), .now = viewer->now()})
                     ->items.empty());
}

TEST_F(SearchTest, EveryTypedWordMayBeginAWordOfASuggestedName) {
  auto viewer = index_->view(Access::all());
  const auto found = viewer->suggest({.text = "cust ord", .values = false, .now = viewer->now()});
  ASSERT_EQ(found->items.size(), 3u);
  std::string marked;
  for (const Segment& segment : found->items.front().segments)
    if (segment.marked) marked += segment.text + "|";
  EXPECT_EQ(marked, "CUST|ORD|");
  const SearchResult searched = run({.text = "cust ord"});
  ASSERT_GE(searched.hits.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(found->items[i].key, searched.hits[i].asset.key) << i;
  }
}

TEST_F(SearchTest, TagsOfTheAssetAndItsColumnsCountOnce) {
  const SearchResult found = run({.facets = {find_field("tag")}});
  for (const FacetCount& value : found.facets.front().values) EXPECT_EQ(value.count, 1u) << value.value;
}

// Every shown count is the total one gets by choosing that value, for random words and filters.
TEST_F(SearchTest, FacetCountsAreTotalsAfterTheClick) {
  std::mt19937 random(11);
  const char* words[] = {"", "orders", "customer", "prod", "roster OR orders", "sales", "zebra customer"};
  std::vector<const Field*> facets;
  for (const Field& field : fields()) facets.push_back(&field);
  for (int round = 0; round < 60; ++round) {
    SearchRequest request{
        .text = words[random() % std::size(words)], .limit = 0, .facets = facets, .facet_size = 50};
    for (int chosen = static_cast<int>(random() % 3); chosen > 0; --chosen) {
      const SearchResult before = run(request);
      const Facet& facet = before.facets[random() % before.facets.size()];
      if (facet.values.empty()) continue;
      const std::string value = facet.values[random() % facet.values.size()].value;
      auto same = std::find_if(request.filters.begin(), request.filters.end(),
                               [&](const Filter& f) { return f.field == facet.field; });
      if (same == request.filters.end()) request.filters.push_back({facet.field, {value}, false});
    }
    const SearchResult found = run(request);
    for (const Facet& facet : found.facets)
      for (const FacetCount& value : facet.values) {
        SearchRequest clicked = request;
        std::erase_if(clicked.filters, [&](const Filter& filter) { return filter.field == facet.field; });
        clicked.filters.push_back({facet.field, {value.value}, false});
        ASSERT_EQ(run(clicked).total, value.count)
            << request.text << " " << facet.field->name << ":" << value.value;
      }
  }
}

TEST_F(SearchTest, PagesNeitherOverlapNorLeaveOut) {
  const auto all = names(run({.sort = "name"}));
  std::vector<std::string> paged;
  for (std::size_t offset = 0; offset < all.size(); offset += 2)
    for (const std::string& name : names(run({.sort = "name", .offset = offset, .limit = 2})))
      paged.push_back(name);
  EXPECT_EQ(paged, all);
}

TEST_F(SearchTest, ThePartsOfAScoreAddUp) {
  for (const char* text : {"orders", "fct_customer_orders", "", "customer in passing"})
    for (const Hit& hit : run({.text = text, .explain = true}).hits) {
      double sum = 0;
      for (const ScorePart& part : hit.parts) sum += part.value;
      EXPECT_NEAR(sum, hit.score, 1e-6) << text;
    }
}

TEST(SearchIndex, ServesNothingThenWhatIsPublishedThenWhatIsNew) {
  const TemporaryFolder folder;
  SearchIndex index(folder.path());
  const auto nothing = index.view(Access::all());
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::NotFound);
  publish_assets({table("A.B.C")}, folder.path());
  for (int i = 0; i < 100 && !index.refresh(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  auto old = index.view(Access::all());
  ASSERT_TRUE(old);
  EXPECT_EQ(old->size(), 1u);
  publish_assets({table("A.B.C"), table("A.B.D")}, folder.path());
  std::uint64_t size = 0;
  for (int i = 0; i < 100 && size != 2; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    size = index.view(Access::all())->size();
  }
  EXPECT_EQ(size, 2u);
  EXPECT_EQ(old->search({.text = "c", .now = old->now()})->total, 1u);
}

}  // namespace
}  // namespace waymark
