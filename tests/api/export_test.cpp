// Exports over the API: all that a search finds, each once, in three formats.
#include <set>

#include <gmock/gmock.h>

#include "waymark/base/strings.h"

#include "api_fixture.h"
#include "dcat3_terms.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kExport = "/api/v1/export";

Caller exporter() {
  Caller caller = Api::everybody();
  caller.scopes = {"catalog:read", "catalog:export"};
  return caller;
}

std::string streamed(const ApiResponse& answer) {
  EXPECT_EQ(answer.status, 200) << answer.body;
  std::string text;
  if (!answer.stream) {
    ADD_FAILURE() << "the answer does not stream";
    return text;
  }
  EXPECT_TRUE(answer.stream([&](std::string_view piece) {
    text += piece;
    return true;
  }));
  return text;
}

std::string exported(Api& api, NameValues query, const Caller& caller = exporter()) {
  return streamed(api.get(kExport, std::move(query), caller));
}

std::vector<Json> lines_of(const std::string& text) {
  std::vector<Json> lines;
  for (const std::string& line : split(text, '\n'))
    if (!line.empty()) lines.push_back(Json::parse(line));
  return lines;
}

// More than one page of what the writer reads at a time.
std::vector<Asset> many_tables(int count) {
  std::vector<Asset> assets;
  for (int i = 0; i < count; ++i)
    assets.push_back(table("PROD.MANY.T" + std::to_string(i), i % 3 == 0 ? "Sales/Orders" : "Finance"));
  return assets;
}

TEST(Export, HasAllResultsOnceEachAndSaysHowMany) {
  Api api(many_tables(2345));
  const NameValues query = {{"domain", "Sales"}};
  const auto total = api.search(query)["total"].get<std::size_t>();
  std::vector<Json> lines = lines_of(exported(api, query));
  const Json end = lines.back();
  lines.pop_back();
  std::set<std::string> keys;
  for (const Json& line : lines) EXPECT_TRUE(keys.insert(line["key"]).second) << line;
  EXPECT_EQ(keys.size(), total);
  EXPECT_EQ(end["_end"], true);
  EXPECT_EQ(end["count"], total);
  EXPECT_FALSE(end["generation"].get<std::string>().empty());
}

TEST(Export, TakesTheWordsTheFiltersAndTheOrderOfASearch) {
  Api api({table("PROD.SALES.ORDERS", "Sales"), table("PROD.SALES.ORDER_LINES", "Sales"),
           table("PROD.FIN.ORDERS_PAID", "Finance"), table("PROD.SALES.RETURNS", "Sales")});
  const auto names = [&](NameValues query) {
    std::vector<std::string> found;
    for (const Json& line : lines_of(exported(api, std::move(query))))
      if (line.contains("name")) found.push_back(line["name"]);
    return found;
  };
  EXPECT_THAT(names({{"q", "orders"}, {"domain", "Sales"}, {"sort", "-name"}}),
              ElementsAre("ORDERS", "ORDER_LINES"));
  EXPECT_THAT(names({{"q", "order"}, {"not.domain", "Sales"}}), ElementsAre("ORDERS_PAID"));
}

TEST(Export, GivesWhatTheCallerMaySeeAndNeedsTheScope) {
  Asset secret = table("PROD.FIN.CARD_NUMBERS", "Finance");
  secret.access.level = 3;
  Asset open = table("PROD.FIN.RATES", "Finance");
  open.access.level = 0;
  Api api({secret, open});
  Caller reader = Api::level("public");
  expect_problem(api.get(kExport, {}, reader), 403, "insufficient_scope");
  reader.scopes.emplace_back("catalog:export");
  for (const char* format : {"ndjson", "csv", "dcat"}) {
    const std::string text = exported(api, {{"format", format}}, reader);
    EXPECT_THAT(text, HasSubstr("RATES"));
    EXPECT_THAT(text, Not(HasSubstr("CARD_NUMBERS"))) << format;
    EXPECT_THAT(exported(api, {{"format", format}}), HasSubstr("CARD_NUMBERS")) << format;
  }
}

TEST(Export, IsKeptByNobodyAndSavedUnderAName) {
  Api api({table("PROD.SALES.ORDERS")});
  const ApiResponse answer = api.get(kExport, {{"format", "csv"}}, exporter());
  EXPECT_EQ(header(answer, "Cache-Control"), "no-store");
  EXPECT_EQ(header(answer, "ETag"), "");
  EXPECT_THAT(header(answer, "Content-Disposition"), HasSubstr("waymark.csv"));
  EXPECT_THAT(answer.content_type, HasSubstr("text/csv"));
  const ApiResponse again = api.ask({.path = kExport, .if_none_match = "*"}, exporter());
  EXPECT_EQ(again.status, 200);
}

// A reader that has gone away ends the work.
TEST(Export, BreaksOffWhenNobodyReadsAnyMore) {
  Api api(many_tables(3000));
  const ApiResponse answer = api.get(kExport, {}, exporter());
  int pieces = 0;
  EXPECT_FALSE(answer.stream([&](std::string_view) { return ++pieces < 2; }));
  EXPECT_EQ(pieces, 2);
}

TEST(Export, PiecesAreSmall) {
  Api api(many_tables(3000));
  std::size_t largest = 0;
  EXPECT_TRUE(api.get(kExport, {}, exporter()).stream([&](std::string_view piece) {
    largest = std::max(largest, piece.size());
    return true;
  }));
  EXPECT_LT(largest, 100'000u);
}

TEST(Export, NoCellOfCsvIsAFormula) {
  const std::vector<std::string> names = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1",
                                          "\r=1", "\uff1d1+1"};
  std::vector<Asset> assets;
  for (const std::string& name : names) {
    Asset asset = table("PROD.X." + std::to_string(assets.size()));
    asset.name = asset.title = asset.description = name;
    asset.tags = {name};
    asset.owners = {{.name = name}};
    assets.push_back(asset);
  }
  Api api(assets);
  const std::string csv = exported(api, {{"format", "csv"}});
  // Every cell is in quotes, so a cell begins where a quote stands at the beginning or behind a comma or a
  // line's end.
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r", "\uff1d"}) {
    EXPECT_THAT(csv, Not(HasSubstr(",\"" + start)));
    EXPECT_THAT(csv, Not(HasSubstr("\r\n\"" + start)));
  }
  EXPECT_THAT(csv, HasSubstr("\"'=1+1\""));
  EXPECT_THAT(csv, HasSubstr("\"'\t=1\""));
}

TEST(Export, ACsvEndsWithItsLengthWhenAsked) {
  Api api(many_tables(7));
  EXPECT_TRUE(exported(api, {{"format", "csv"}, {"trailer", "1"}}).ends_with("\r\n#end,7\r\n"));
  EXPECT_THAT(exported(api, {{"format", "csv"}}), Not(HasSubstr("#end")));
}

TEST(Export, RefusesWhatItCannotGiveBeforeItBegins) {
  Api api(many_tables(30));
  const auto refused = [&](NameValues query) { return api.get(kExport, std::move(query), exporter()); };
  expect_problem(refused({{"format", "xlsx"}}), 400, "bad_value");
  expect_problem(refused({{"trailer", "1"}}), 400, "bad_value");
  expect_problem(refused({{"size", "10"}}), 400, "unknown_parameter");
  expect_problem(refused({{"type", "column"}, {"format", "csv"}}), 400, "bad_value");
  expect_problem(refused({{"similar_to", "t_aaaaaaaaaaaaa"}}), 400, "bad_value");
  api.settings().most_exported = 29;
  const ApiResponse large = refused({});
  expect_problem(large, 400, "export_too_large");
  EXPECT_THAT(large.body, HasSubstr("30 results"));
}

TEST(Export, ColumnsGoOutAsLines) {
  Api api({full_table()});
  const std::vector<Json> lines = lines_of(exported(api, {{"type", "column"}}));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_TRUE(lines[0]["key"].get<std::string>().starts_with("c_"));
  EXPECT_EQ(lines[2]["count"], 2);
}

std::vector<Asset> one_of_each() {
  std::vector<Asset> assets = {full_table()};
  assets[0].url = "https://warehouse.example/tables/FCT_ORDERS";
  assets[0].terms = {"Order"};
  assets[0].term_keys = {asset_key('g', "order")};
  for (const TypeInfo& type : asset_types()) {
    if (type.type == AssetType::Column) continue;
    Asset asset = full_table();
    asset.type = type.type;
    asset.name = asset.title = std::string(type.label);
    asset.match_key = "test//" + std::string(type.name);
    asset.key = asset_key(type.letter, asset.match_key);
    asset.url = "javascript:alert(1)";
    asset.owners = {{.name = "Data \"team\"", .mail = "no mail <x>", .team = true},
                    {.mail = "bo@example.com"}};
    asset.owner_keys.clear();
    assets.push_back(asset);
  }
  return assets;
}

TEST(Export, DcatIsACatalogOfDcat3Terms) {
  for (const char* public_url : {"", "https://data.example/catalog"}) {
    Api api(one_of_each());
    api.set_public_url(public_url);
    const Json catalog = Json::parse(exported(api, {{"format", "dcat"}}));
    std::vector<std::string> faults;
    add_dcat_faults(catalog, "", faults);
    EXPECT_THAT(faults, IsEmpty());
    EXPECT_EQ(catalog["@type"], "dcat:Catalog");
    EXPECT_EQ(catalog["@context"]["dcat"], "http://www.w3.org/ns/dcat#");
    EXPECT_EQ(catalog["@context"]["dcterms"], "http://purl.org/dc/terms/");
    // Each prefix is told, and each thing is there once.
    std::set<std::string> ids;
    for (const char* list : {"dcat:dataset", "dcat:resource"})
      for (const Json& thing : catalog[list]) EXPECT_TRUE(ids.insert(thing["@id"]).second) << thing;
    EXPECT_EQ(ids.size(), one_of_each().size());
  }
}

TEST(Export, DcatTellsWhatIsKnownOfATable) {
  Api api(one_of_each());
  api.set_public_url("https://data.example");
  const Json catalog =
      Json::parse(exported(api, {{"format", "dcat"}, {"q", "fct_orders"}, {"type", "table"}}));
  EXPECT_FALSE(catalog.contains("dcat:resource"));
  Json orders;
  for (const Json& one : catalog["dcat:dataset"])
    if (one["dcterms:title"] == "Orders") orders = one;
  const Asset asset = one_of_each()[0];
  EXPECT_EQ(orders["@id"], "https://data.example/asset/" + asset.key);
  EXPECT_EQ(orders["dcterms:description"], "One row per confirmed order.");
  EXPECT_THAT(orders["dcat:keyword"], ElementsAre("gold"));
  EXPECT_EQ(orders["dcat:theme"][0]["skos:prefLabel"], "Sales/Orders");
  EXPECT_EQ(orders["dcat:theme"][1]["skos:prefLabel"], "Order");
  EXPECT_EQ(orders["dcterms:publisher"]["foaf:name"], "Dana Roth");
  EXPECT_EQ(orders["dcat:contactPoint"][0]["vcard:hasEmail"]["@id"], "mailto:dana@example.com");
  EXPECT_EQ(orders["dcterms:modified"]["@value"], "2026-10-31T23:00:00Z");
  EXPECT_EQ(orders["dcterms:accessRights"]["rdfs:label"], "internal");
  EXPECT_EQ(orders["dcat:distribution"]["dcat:accessURL"]["@id"],
            "https://warehouse.example/tables/FCT_ORDERS");
}

TEST(Export, AnEmptyDcatCatalogIsWhole) {
  Api api({table("PROD.SALES.ORDERS")});
  const Json catalog =
      Json::parse(exported(api, {{"format", "dcat"}, {"q", "nothinglikeit"}, {"spell", "off"}}));
  std::vector<std::string> faults;
  add_dcat_faults(catalog, "", faults);
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_THAT(catalog["dcat:dataset"], IsEmpty());
}

}  // namespace
}  // namespace waymark
