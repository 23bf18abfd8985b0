#include <gmock/gmock.h>

#include "api_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::ElementsAre;

TEST(SearchAnswer, HasItsMembersInOrder) {
  Api api({full_table()});
  EXPECT_THAT(member_names(api.search({{"q", "orders"}})),
              ElementsAre("query", "total", "total_is", "page", "size", "pages", "took_ms", "generation",
                          "as_of", "hits", "facets", "notes"));
}

TEST(SearchAnswer, OneCutShortByTimeSaysSoAndIsNothingToKeep) {
  Api api({full_table()});
  api.settings().search_enough = std::chrono::milliseconds(0);
  const ApiResponse answer = api.get("/api/v1/search", {{"q", "orders"}});
  const Json found = Json::parse(answer.body);
  EXPECT_EQ(found["total_is"], "at_least");
  EXPECT_EQ(found["hits"].size(), 1u);
  EXPECT_EQ(found["facets"], Json::object());
  EXPECT_EQ(found["notes"][0]["code"], "partial");
  EXPECT_EQ(header(answer, "Cache-Control"), "no-store");
  EXPECT_EQ(header(answer, "ETag"), "");
  api.settings().search_enough = std::chrono::minutes(5);
  EXPECT_EQ(api.search({{"q", "orders"}})["total_is"], "exact");
  EXPECT_NE(header(api.get("/api/v1/search", {{"q", "orders"}}), "ETag"), "");
}

TEST(SearchAnswer, OneThatTakesTooLongIsGivenUp) {
  Api api({full_table()});
  api.settings().search_too_long = std::chrono::milliseconds(0);
  const ApiResponse answer = api.get("/api/v1/search", {{"q", "orders"}});
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(Json::parse(answer.body)["code"], "search_timeout");
  EXPECT_NE(header(answer, "Retry-After"), "");
}

TEST(SearchAnswer, AHitHasItsMembersInOrder) {
  Api api({full_table()});
  const Json hit = api.search({{"q", "order email"}})["hits"][0];
  EXPECT_THAT(
      member_names(hit),
      ElementsAre("key", "type", "name", "title", "ref", "qualified_name", "path", "owner", "platform",
                  "description", "tags", "certification", "sensitivity", "criticality", "lifecycle",
                  "freshness", "activity", "has", "contract", "highlight", "matched", "why", "url"));
}

TEST(SearchAnswer, AHitSaysWhatIsKnown) {
  Api api({full_table()});
  const Json hit = api.search({{"q", "orders"}})["hits"][0];
  EXPECT_EQ(hit["ref"], "snowflake:PROD.SALES.FCT_ORDERS");
  EXPECT_EQ(hit["path"], Json::parse(R"([{"key":")" + domain_key("Sales") + R"(","name":"Sales"},{"key":")" +
                                     domain_key("Sales/Orders") + R"(","name":"Orders"},{"key":")" +
                                     asset_key('p', "orders 360") + R"(","name":"Orders 360"}])"));
  EXPECT_EQ(
      hit["freshness"],
      Json::parse(R"({"state":"on_time","updated_at":"2026-10-31T23:00:00Z","promised_within_s":86400})"));
  EXPECT_EQ(hit["activity"], Json::parse(R"({"level":"today","queries_30d":1840,"users_30d":37})"));
  EXPECT_EQ(hit["has"], Json::parse(R"({"contract":true,"lineage":false,"columns":2})"));
  EXPECT_EQ(hit["url"], "/asset/" + hit["key"].get<std::string>());
  EXPECT_EQ(hit["highlight"]["title"], Json::parse(R"([{"t":"Orders","m":1}])"));
}

TEST(SearchAnswer, UnknownUseIsLeftOut) {
  Api api({table("A.B.C")});
  const Json hit = api.search({})["hits"][0];
  EXPECT_FALSE(hit["activity"].contains("queries_30d"));
  EXPECT_FALSE(hit.contains("title"));
  EXPECT_FALSE(hit.contains("owner"));
}

TEST(SearchAnswer, AnInheritedDomainSaysSo) {
  Asset asset = table("A.B.C", "Sales");
  asset.domain_inherited = true;
  Api api({asset});
  EXPECT_EQ(api.search({})["hits"][0]["domain_inherited"], true);
}

TEST(SearchAnswer, ALongDescriptionIsCutAtAWord) {
  Asset asset = table("A.B.C");
  for (int i = 0; i < 100; ++i) asset.description += "wörter ";
  Api api({asset});
  const std::string text = api.search({})["hits"][0]["description"];
  EXPECT_TRUE(text.ends_with("wörter...")) << text;
  EXPECT_LE(text.size(), 400u);
}

TEST(SearchAnswer, FieldsChoosesMembersAndKeepsTheKey) {
  Api api({full_table()});
  EXPECT_THAT(member_names(api.search({{"fields", "name,url"}})["hits"][0]),
              ElementsAre("key", "name", "url"));
}

TEST(SearchAnswer, ExplainedPartsAddUpToTheScore) {
  Api api({full_table(), table("A.B.ORDERS_OLD")});
  const Json answer = api.search({{"q", "orders confirmed"}, {"explain", "1"}});
  ASSERT_FALSE(answer["hits"].empty());
  for (const Json& hit : answer["hits"]) {
    double sum = 0;
    for (const Json& part : hit["explain"]) sum += part["value"].get<double>();
    EXPECT_NEAR(sum, hit["score"].get<double>(), 1e-6);
  }
}

TEST(SearchAnswer, NothingFoundOffersWaysOutWithTheirCounts) {
  Api api({full_table()});
  const Json answer = api.search({{"q", "orders"}, {"platform", "kafka"}});
  EXPECT_EQ(answer["total"], 0);
  EXPECT_EQ(answer["notes"][0]["code"], "no_results");
  EXPECT_EQ(answer["exits"][0],
            Json::parse(
                R"({"kind":"drop_filter","field":"platform","value":"kafka","values":["kafka"],"total":1})"));
}

TEST(SearchAnswer, AFacetCountIsTheTotalOneGetsByChoosingIt) {
  Api api({full_table(), table("A.B.C", "Sales"), table("A.B.D", "Finance")});
  const Json facets = api.search({{"facets", "domain,platform"}})["facets"];
  EXPECT_THAT(member_names(facets), ElementsAre("domain", "platform"));
  for (const auto& [field, facet] : facets.items())
    for (const Json& value : facet["values"])
      EXPECT_EQ(api.search({{field, value["value"]}, {"size", "0"}})["total"], value["count"])
          << field << " " << value;
  EXPECT_EQ(facets["domain"]["values"][0]["key"], domain_key("Sales"));
}

TEST(SearchAnswer, SizeZeroCountsOnly) {
  Api api({full_table()});
  const Json answer = api.search({{"size", "0"}});
  EXPECT_EQ(answer["total"], 1);
  EXPECT_EQ(answer["pages"], 0);
  EXPECT_TRUE(answer["hits"].empty());
}

TEST(SearchAnswer, PagesTogetherAreTheWholeResult) {
  std::vector<Asset> assets;
  for (int i = 0; i < 23; ++i) assets.push_back(table("A.B.T" + std::to_string(i)));
  Api api(assets);
  std::set<std::string> keys;
  for (int page = 1; page <= 3; ++page) {
    const Json answer = api.search({{"page", std::to_string(page)}, {"size", "10"}});
    for (const Json& hit : answer["hits"]) keys.insert(hit["key"]);
  }
  EXPECT_EQ(keys.size(), 23u);
}

TEST(SearchAnswer, AMinusSignTurnsTheOrderRound) {
  Api api({table("A.B.ALPHA"), table("A.B.BETA")});
  EXPECT_EQ(api.search({{"sort", "name"}})["hits"][0]["name"], "ALPHA");
  EXPECT_EQ(api.search({{"sort", "-name"}})["hits"][0]["name"], "BETA");
}

TEST(SearchAnswer, UpdatedAfterTakesDatesTimesAndAges) {
  Asset old = table("A.B.OLD");
  old.updated = parse_time("2026-01-01T00:00:00Z");
  Api api({full_table(), old});
  for (const char* moment : {"2026-10-01", "2026-10-31T00:00:00Z", "7d", "24h"})
    EXPECT_EQ(api.search({{"updated_after", moment}})["total"], 1) << moment;
  EXPECT_EQ(api.search({{"updated_before", "30d"}})["hits"][0]["name"], "OLD");
}

TEST(SearchAnswer, OwnersAndDomainsCanBeNamedByKey) {
  Asset person;
  person.type = AssetType::Person;
  person.name = "Dana Roth";
  person.key = full_table().owner_keys.front();
  Api api({full_table(), table("A.B.C"), person});
  EXPECT_EQ(api.search({{"owner", person.key}})["hits"][0]["name"], "FCT_ORDERS");
  EXPECT_EQ(api.search({{"domain", domain_key("Sales")}})["total"], 1);
}

TEST(SearchAnswer, TheOrderOfFiltersChangesNothing) {
  Api api({full_table(), table("A.B.C", "Finance")});
  const auto without_time = [](Json answer) { return answer.erase("took_ms"), answer; };
  EXPECT_EQ(
      without_time(api.search({{"domain", "Sales"}, {"not.platform", "kafka"}, {"domain", "Finance"}})),
      without_time(api.search({{"not.platform", "kafka"}, {"domain", "Finance"}, {"domain", "Sales"}})));
}

TEST(SearchAnswer, GetAndPostAgree) {
  Api api({full_table(), table("A.B.C", "Finance")});
  Json posted = Json::parse(
      api.post(
             "/api/v1/search",
             R"({"q":"orders","domain":["Sales","Finance"],"size":5,"facets":["type","tag"],"explain":true})")
          .body);
  Json got = api.search({{"q", "orders"},
                         {"domain", "Sales"},
                         {"domain", "Finance"},
                         {"size", "5"},
                         {"facets", "type,tag"},
                         {"explain", "1"}});
  posted.erase("took_ms");
  got.erase("took_ms");
  EXPECT_EQ(posted.dump(), got.dump());
}

TEST(SuggestAnswer, GivesItemsAndATotal) {
  Api api({full_table()});
  const Json answer = api.json("/api/v1/suggest", {{"q", "ord"}, {"kinds", "asset"}});
  ASSERT_EQ(answer["items"].size(), 1u);
  EXPECT_THAT(member_names(answer["items"][0]),
              ElementsAre("kind", "key", "type", "text", "segments", "sub", "url"));
  EXPECT_EQ(answer["total"], 1);
  EXPECT_TRUE(api.json("/api/v1/suggest", {{"q", std::string(65, 'a')}})["items"].empty());
}

TEST(FacetAnswer, ReachesEveryValueByPage) {
  std::vector<Asset> assets;
  for (int i = 0; i < 25; ++i) {
    assets.push_back(table("A.B.T" + std::to_string(i)));
    assets.back().tags = {"tag" + std::to_string(i)};
  }
  Api api(assets);
  const Json first = api.json("/api/v1/facets/tag");
  EXPECT_EQ(first["values"].size(), 20u);
  EXPECT_EQ(first["more"], 5);
  EXPECT_EQ(api.json("/api/v1/facets/tag", {{"page", "2"}})["values"].size(), 5u);
  EXPECT_EQ(api.json("/api/v1/facets/tag", {{"prefix", "tag24"}})["values"].size(), 1u);
  expect_problem(api.get("/api/v1/facets/nothing"), 404, "not_found");
}

}  // namespace
}  // namespace waymark
