// Words written together, synonyms, languages: what stands for what was typed.
#include <gmock/gmock.h>

#include "index_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class WordsTest : public testing::Test {
 protected:
  SearchResult run(const std::string& text, const Access& access = Access::all(), Spell spell = Spell::Auto) {
    if (!index_) index_ = std::make_unique<SearchIndex>(folder_.path());
    auto viewer = index_->view(access);
    EXPECT_TRUE(viewer) << viewer.error().message;
    auto found = viewer->search({.text = text, .spell = spell, .now = viewer->now()});
    EXPECT_TRUE(found) << found.error().message;
    return found ? *found : SearchResult{};
  }
  std::vector<std::string> search(const std::string& text, const Access& access = Access::all()) {
    std::vector<std::string> names;
    const SearchResult found = run(text, access);
    for (const Hit& hit : found.hits) names.push_back(hit.asset.name);
    return names;
  }
  void publish_with(std::vector<Asset> assets, WordSettings words = {}) {
    publish_assets(std::move(assets), folder_.path(), {.words = std::move(words)});
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<SearchIndex> index_;
};

Asset glossary_term(const std::string& name, std::vector<std::string> synonyms) {
  Asset term = table("GLOSSARY." + name);
  term.type = AssetType::GlossaryTerm;
  term.title = name;
  term.synonyms = std::move(synonyms);
  return term;
}

TEST_F(WordsTest, GluedNamesAreFoundByTheirWordsAndByThemselves) {
  publish_with(
      {table("FIBEN.FINANCIALSERVICEACCOUNT"), table("FIBEN.LOSS"), table("SALES.CUSTOMER_LEDGERS")});
  EXPECT_THAT(search("service account"), ElementsAre("FINANCIALSERVICEACCOUNT"));
  EXPECT_THAT(search("financialserviceaccount"), ElementsAre("FINANCIALSERVICEACCOUNT"));
  EXPECT_THAT(search("acc"), ElementsAre("FINANCIALSERVICEACCOUNT"));
  const SearchResult found = run("account");
  ASSERT_EQ(found.hits.size(), 1U);
  EXPECT_EQ(found.hits[0].name.back().text, "ACCOUNT");
  EXPECT_TRUE(found.hits[0].name.back().marked);
}

TEST_F(WordsTest, AWordOfAColumnBeginsNoPhrase) {
  Asset drivers = table("FLEET.DRIVER");
  Column column;
  column.path = "product";
  drivers.columns = {column};
  publish_with({drivers, table("FLEET.PRODUCT_DRIVER")});
  EXPECT_THAT(search("\"product driver\""), ElementsAre("PRODUCT_DRIVER"));
}

TEST_F(WordsTest, AGluedQueryIsCutWhereNothingIsCalledSo) {
  Asset ledgers = table("SALES.LEDGERS");
  ledgers.description = "What each customer owes.";
  publish_with({ledgers, table("SALES.OTHER")});
  const SearchResult found = run("customerledgers");
  ASSERT_EQ(found.hits.size(), 1U);
  EXPECT_EQ(found.hits[0].asset.name, "LEDGERS");
  EXPECT_FALSE(found.spell);
}

TEST_F(WordsTest, AnAssetsOwnWordsCutItsName) {
  Asset sums = table("ZYNDAR.ZYNDARKLONTS");
  sums.description = "All klonts of zyndar.";
  publish_with({sums, table("OTHER.ZYNDARBLOMPS")});
  EXPECT_THAT(search("klonts"), ElementsAre("ZYNDARKLONTS"));
  EXPECT_EQ(run("klonts").hits[0].name.back().text, "KLONTS");
}

TEST_F(WordsTest, SynonymsOfTheInstallationFindEachOther) {
  publish_with({table("A.CUSTOMER_LIST"), table("A.CLIENT_MAP"), table("A.CUST_AGG"), table("A.OTHER")},
               {.equal = {{"customer", "client"}}, .short_for = {{"cust", "customer"}}});
  EXPECT_THAT(search("client"), ElementsAre("CLIENT_MAP", "CUSTOMER_LIST"));  // As typed before a synonym.
  EXPECT_THAT(search("customer"), ElementsAre("CUSTOMER_LIST", "CLIENT_MAP"));
  EXPECT_THAT(search("cust"), Contains("CUSTOMER_LIST"));
  EXPECT_THAT(search("customer"), Not(Contains("CUST_AGG")));  // One way.
  const SearchResult clients = run("client");
  for (const Hit& hit : clients.hits)
    if (hit.asset.name == "CUSTOMER_LIST") {
      EXPECT_THAT(hit.why, Contains("synonym customer"));
    } else {
      EXPECT_THAT(hit.why, Not(Contains("synonym customer")));
    }
}

TEST_F(WordsTest, ASynonymIsNeverAboveTheExactName) {
  Asset famous = table("A.CUSTOMER");
  famous.importance = 1;
  famous.description = "customer client customer client";
  publish_with({famous, table("B.CLIENT")}, {.equal = {{"customer", "client"}}});
  EXPECT_EQ(search("client").front(), "CLIENT");
}

TEST_F(WordsTest, ATermsOtherNamesReachWhatIsLinkedToItOrCalledSo) {
  Asset linked = table("A.ORDERS");
  linked.terms = {"Customer Lifetime Value"};
  publish_with({glossary_term("Customer Lifetime Value", {"CLV", "LTV"}), linked,
                table("A.customer_lifetime_value"), table("A.CLV_DAILY"), table("A.OTHER")});
  EXPECT_THAT(search("clv"), UnorderedElementsAre("Customer Lifetime Value", "ORDERS",
                                                  "customer_lifetime_value", "CLV_DAILY"));
  EXPECT_EQ(search("clv").front(), "Customer Lifetime Value");
  EXPECT_THAT(search("customer lifetime value"), Contains("CLV_DAILY"));
  const SearchResult found = run("clv");
  for (const Hit& hit : found.hits)
    if (hit.asset.name == "ORDERS") {
      EXPECT_THAT(hit.why, Contains("synonym CLV"));
    }
}

TEST_F(WordsTest, AHiddenTermsSynonymDoesNotWork) {
  Asset hidden = glossary_term("Customer Lifetime Value", {"CLV"});
  hidden.access = {3, {"finance"}, ""};
  publish_with({hidden, table("A.customer_lifetime_value"), table("A.OTHER")});
  const Access nobody{.clearance = 1};
  EXPECT_THAT(search("clv", nobody), IsEmpty());
  EXPECT_THAT(search("clv"), Contains("customer_lifetime_value"));
}

TEST_F(WordsTest, FacetsCountWhatSynonymsFind) {
  Asset view = table("A.CLIENT_MAP");
  view.type = AssetType::View;
  publish_with({table("A.CUSTOMER_LIST"), view, table("A.OTHER")}, {.equal = {{"customer", "client"}}});
  const SearchResult found = run("client");
  EXPECT_EQ(found.total, 2U);
  EXPECT_EQ(run("client type:view").total, 1U);
  EXPECT_EQ(run("client type:table").total, 1U);
}

TEST_F(WordsTest, TheLanguageDecidesEndingsAndWhichWordsOnlyAsk) {
  Asset orders = table("A.BESTAND");
  orders.description = "Alle Bestellungen der Kunden.";
  publish_with({orders, table("A.OTHER")}, {.language = "german"});
  EXPECT_THAT(search("welche bestellung"), ElementsAre("BESTAND"));
  EXPECT_EQ(run("welche bestellung").match, "all");
}

TEST_F(WordsTest, AnotherLanguageWritesTheIndexAnew) {
  const std::vector<Asset> assets = {table("A.ORDERS")};
  TemporaryFolder folder;
  publish_assets(assets, folder.path());
  EXPECT_FALSE(publish_assets(assets, folder.path()).published);
  const PublishReport again = publish_assets(assets, folder.path(), {.words = {.language = "german"}});
  EXPECT_TRUE(again.published);
  EXPECT_TRUE(again.rebuilt);
  EXPECT_TRUE(publish_assets(assets, folder.path(), {.words = {.language = "german", .equal = {{"a", "b"}}}})
                  .published);
}

TEST_F(WordsTest, APipelineIsNoNameForWhatItCarries) {
  Asset load = table("JOBS.load_till_receipts");
  load.type = AssetType::Pipeline;
  Asset receipts = table("CORE.fct_store_receipts");
  receipts.description = "Each receipt of a till, line by line.";
  publish_with({load, receipts, table("A.OTHER")});
  EXPECT_THAT(search("till receipts"), ElementsAre("fct_store_receipts", "load_till_receipts"));
  EXPECT_EQ(search("load till receipts").front(), "load_till_receipts");
}

TEST_F(WordsTest, WhoOwnsSomethingAsksForItByItsName) {
  Asset history = table("PRODUCTS.Price History");
  history.type = AssetType::DataProduct;
  Asset rows = table("CORE.fct_price_history");
  rows.importance = 1;
  publish_with({history, rows, table("A.OTHER")});
  EXPECT_EQ(search("who owns the price history").front(), "Price History");
}

TEST_F(WordsTest, AMistypedPluralIsCorrectedToAPlural) {
  publish_with({table("RAW.exchange_rate"), table("RAW.employee"), table("RAW.mend_repairs")});
  EXPECT_EQ(run("exchange rats").spell.value_or(Correction{}).text, "exchange rates");
  EXPECT_EQ(run("emplyoees").spell.value_or(Correction{}).text, "employees");
  EXPECT_EQ(run("mens repairs").spell.value_or(Correction{}).text, "mend repairs");
  EXPECT_EQ(run("exchange_rats").spell.value_or(Correction{}).text, "exchange_rate");
}

TEST_F(WordsTest, ALongTextIsShownWhereMostOfTheWordsStand) {
  Asset long_text = table("A.LONG");
  const std::string filler(600, 'x');
  long_text.description = "Zebras. " + filler + " then zebras cross rivers in summer. " + filler + " rivers";
  publish_with({long_text, table("A.OTHER")});
  const auto shown = [&](const std::string& text) {
    const SearchResult found = run(text);
    std::string description;
    for (const Segment& segment : found.hits.at(0).description) description += segment.text;
    return description;
  };
  EXPECT_NE(shown("zebras rivers").find("then zebras cross rivers"), std::string::npos);
  EXPECT_TRUE(shown("zebras").starts_with("Zebras."));
}

}  // namespace
}  // namespace waymark
