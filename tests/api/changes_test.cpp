// What changed: /changes from a cursor on, /activity newest first, Atom, and who sees which event.
#include <fstream>

#include <gmock/gmock.h>

#include "waymark/base/files.h"

#include "api_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> lines(const Json& page) {
  std::vector<std::string> out;
  for (const Json& item : page["items"])
    out.push_back(item["change"].get<std::string>() +
                  (item.contains("name") ? " " + item["name"].get<std::string>() : ""));
  return out;
}

Asset domain_asset(const std::string& path) {
  Asset asset;
  asset.type = AssetType::Domain;
  asset.name = path.substr(path.rfind('/') + 1);
  asset.qualified_name = path;
  asset.match_key = "domain//" + path;
  asset.key = domain_key(path);
  return asset;
}

class Changes : public testing::Test {
 protected:
  static Asset orders(const std::string& description, const std::string& domain = "Sales/Orders") {
    Asset asset = table("PROD.SALES.ORDERS", domain);
    asset.description = description;
    asset.owners = {{.name = "Ana"}};
    asset.sources = {{"warehouse", "snowflake", "TABLES.csv row 1", "", {}}};
    return asset;
  }
  Api api{{orders("One."), table("PROD.FIN.LEDGER", "Finance"), table("PROD.SALES.OLD", "Sales")}};

  void second_run() {
    Asset ledger = table("PROD.FIN.LEDGER", "Finance");
    ledger.columns = {{.path = "amount", .type = "NUMBER"}};
    api.publish_again({orders("Two."), ledger, table("PROD.WEB.CLICKS", "Marketing")},
                      "2026-11-02T10:00:00Z");
  }
};

TEST_F(Changes, AreToldOldestFirstFromTheCursorOn) {
  const Json first = api.json("/api/v1/changes");
  EXPECT_THAT(lines(first), ElementsAre("index_run"));
  EXPECT_EQ(first["more"], false);
  second_run();
  std::string cursor = first["cursor"];
  std::vector<std::string> all;
  for (int i = 0; i < 10; ++i) {
    const Json page = api.json("/api/v1/changes", {{"cursor", cursor}, {"size", "2"}});
    for (std::string& line : lines(page)) all.push_back(std::move(line));
    cursor = page["cursor"];
    if (page["more"] == false) break;
  }
  EXPECT_THAT(all, testing::UnorderedElementsAre("added CLICKS", "removed OLD", "description_changed ORDERS",
                                                 "schema_changed LEDGER", "index_run"));
  EXPECT_EQ(all.back(), "index_run");
  EXPECT_TRUE(api.json("/api/v1/changes", {{"cursor", cursor}})["items"].empty());
  EXPECT_EQ(api.json("/api/v1/changes", {{"cursor", cursor}})["cursor"], cursor);
  EXPECT_THAT(lines(api.json("/api/v1/changes", {{"types", "added,removed"}})),
              testing::UnorderedElementsAre("added CLICKS", "removed OLD"));
}

TEST_F(Changes, ACursorOutlivesTheServerAndExpiresWithItsEvents) {
  second_run();
  const std::string cursor = api.json("/api/v1/changes", {{"size", "3"}})["cursor"];
  SearchIndex restarted(api.folder());
  const ApiResponse later = handle({.path = "/api/v1/changes", .query = {{"cursor", cursor}}}, restarted,
                                   Api::everybody(), {.version = "test"});
  EXPECT_EQ(later.body, api.get("/api/v1/changes", {{"cursor", cursor}}).body);
  expect_problem(api.get("/api/v1/changes", {{"cursor", "none"}}), 400, "bad_value");
  std::filesystem::remove_all(api.folder() / "history");
  std::this_thread::sleep_for(std::chrono::milliseconds(250));
  expect_problem(api.get("/api/v1/changes", {{"cursor", cursor}}), 410, "cursor_expired");
}

TEST_F(Changes, ActivityIsNewestFirstAndFiltered) {
  second_run();
  EXPECT_EQ(lines(api.json("/api/v1/activity")).front(), "index_run");
  const auto activity = [&](NameValues query) {
    return lines(api.json("/api/v1/activity", std::move(query)));
  };
  EXPECT_THAT(activity({{"domain", "sales"}}),
              testing::UnorderedElementsAre("description_changed ORDERS", "removed OLD"));
  EXPECT_THAT(activity({{"domain", "Sale"}}), ElementsAre());
  EXPECT_THAT(activity({{"owner", "ana"}}), ElementsAre("description_changed ORDERS"));
  EXPECT_THAT(activity({{"kind", "schema_changed"}}), ElementsAre("schema_changed LEDGER"));
  EXPECT_THAT(activity({{"type", "dashboard"}}), ElementsAre());
  EXPECT_THAT(activity({{"since", "2026-11-02"}}), Not(ElementsAre()));
  EXPECT_THAT(activity({{"before", "2026-11-02"}}), ElementsAre("index_run"));
  const Json page = api.json("/api/v1/activity", {{"size", "2"}});
  EXPECT_EQ(page["more"], true);
  EXPECT_EQ(lines(api.json("/api/v1/activity", {{"size", "2"}, {"cursor", page["cursor"]}})).size(), 2u);
  expect_problem(api.get("/api/v1/activity", {{"kind", "schema"}}), 400, "bad_value");
}

TEST_F(Changes, AnEventTellsWhatWhenAndWhoSaidSo) {
  second_run();
  const Json item = api.json("/api/v1/activity", {{"kind", "description_changed"}})["items"][0];
  EXPECT_EQ(item["at"], "2026-11-02T10:00:00Z");
  EXPECT_EQ(item["source"], "warehouse");
  EXPECT_EQ(item["domain"], "Sales/Orders");
  EXPECT_THAT(item["fields"], ElementsAre("description"));
  EXPECT_EQ(item["details"][0]["before"], "One.");
  EXPECT_EQ(item["details"][0]["after"], "Two.");
  EXPECT_EQ(item["url"], "/asset/" + orders("").key);
  EXPECT_FALSE(api.json("/api/v1/activity", {{"kind", "removed"}})["items"][0].contains("url"));
}

TEST_F(Changes, TheFeedIsWellFormedWithAbsoluteLinks) {
  api.set_public_url("https://host/catalog");
  Asset nasty = orders("Two & <three> \"four\".");
  nasty.title = "Orders & <Returns>";
  api.publish_again({nasty, table("PROD.FIN.LEDGER", "Finance")}, "2026-11-02T10:00:00Z");
  const ApiResponse feed = api.get("/api/v1/activity", {{"format", "atom"}});
  EXPECT_EQ(feed.content_type, "application/atom+xml; charset=utf-8");
  EXPECT_THAT(feed.body, HasSubstr("Two &amp; &lt;three&gt; &quot;four&quot;."));
  EXPECT_THAT(feed.body, HasSubstr("href=\"https://host/catalog/asset/" + nasty.key + "\""));
  EXPECT_THAT(feed.body, HasSubstr("<updated>2026-11-02T10:00:00Z</updated>"));
  const ApiResponse accepted =
      api.ask({.path = "/api/v1/activity", .accept = "application/atom+xml, text/xml;q=0.9"});
  EXPECT_EQ(accepted.body, feed.body);
  // Every element that opens closes, in order.
  std::vector<std::string> open;
  for (std::size_t at = feed.body.find('<', 2); at != std::string::npos; at = feed.body.find('<', at + 1)) {
    const std::size_t end = feed.body.find('>', at);
    std::string tag = feed.body.substr(at + 1, end - at - 1);
    if (tag.ends_with("/")) continue;
    if (tag.starts_with("/")) {
      ASSERT_EQ("/" + open.back(), tag);
      open.pop_back();
    } else {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
  }
  EXPECT_TRUE(open.empty());
}

TEST_F(Changes, TheTagOfAnAnswerHoldsUntilSomethingSeenHappens) {
  const std::string tag = header(api.get("/api/v1/activity"), "ETag");
  EXPECT_EQ(header(api.get("/api/v1/activity"), "ETag"), tag);
  second_run();
  EXPECT_NE(header(api.get("/api/v1/activity"), "ETag"), tag);
}

TEST(ChangesAndAccess, HiddenEventsDoNotExist) {
  const Caller outsider = Api::level("restricted", {"marketing"});
  Asset secret = card_numbers();
  Api all({full_table(), secret});
  Api visible({full_table()});
  Asset changed = full_table();
  changed.description = "Other words.";
  secret.description = "Zanzibar returns.";
  all.publish_again({changed, secret}, "2026-11-02T10:00:00Z");
  visible.publish_again({changed}, "2026-11-02T10:00:00Z");
  secret.description = "Nothing but the secret changed.";
  all.publish_again({changed, secret}, "2026-11-03T10:00:00Z");
  for (const std::string path : {"/api/v1/changes", "/api/v1/activity"}) {
    const ApiResponse there = all.get(path, {}, outsider), without = visible.get(path, {}, outsider);
    EXPECT_EQ(there.body, without.body) << path;
    EXPECT_EQ(header(there, "ETag"), header(without, "ETag")) << path;
  }
  EXPECT_THAT(lines(all.json("/api/v1/activity", {}, outsider)),
              ElementsAre("index_run", "late Orders", "description_changed Orders", "index_run"));
  EXPECT_THAT(lines(all.json("/api/v1/activity", {}, Api::level("confidential", {"finance"}))),
              Contains("description_changed CARD_NUMBERS"));
}

TEST(ChangesAndAccess, WhatWasHiddenThenIsNotToldNow) {
  const Caller reader = Api::level("internal");
  Asset asset = full_table();
  asset.access.level = 3;
  Api api({asset});
  asset.description = "Secret words.";
  api.publish_again({asset}, "2026-11-02T10:00:00Z");
  asset.access.level = 1;
  api.publish_again({asset}, "2026-11-03T10:00:00Z");
  asset.description = "Open words.";
  api.publish_again({asset}, "2026-11-04T10:00:00Z");
  const ApiResponse told = api.get("/api/v1/activity", {}, reader);
  EXPECT_THAT(lines(Json::parse(told.body)), testing::Not(Contains("access_changed Orders")));
  // The step from the secret words to these is told; the words before it were visible when it happened.
  EXPECT_THAT(lines(Json::parse(told.body)), Contains("description_changed Orders"));
  EXPECT_EQ(api.json("/api/v1/activity", {{"kind", "description_changed"}}, reader)["items"].size(), 1u);
  asset.access.level = 3;
  api.publish_again({asset}, "2026-11-05T10:00:00Z");
  EXPECT_THAT(lines(api.json("/api/v1/activity", {}, reader)), Not(Contains("description_changed Orders")));
}

TEST(Gone, WhatWasRemovedIsNamedToWhoCouldSeeIt) {
  Asset secret = card_numbers();
  Api api({full_table(), secret, table("A.B.OLD")});
  api.publish_again({full_table()}, "2026-11-02T10:00:00Z");
  const ApiResponse gone = api.get("/api/v1/assets/" + table("A.B.OLD").key, {}, Api::level("internal"));
  expect_problem(gone, 404, "not_found");
  EXPECT_THAT(gone.body, HasSubstr("\\\"OLD\\\" was removed on 2026-11-02."));
  const auto detail = [&](const std::string& key) {
    return Json::parse(api.get("/api/v1/assets/" + key, {}, Api::level("internal")).body)["detail"];
  };
  EXPECT_EQ(detail(secret.key), detail("t_aaaaaaaaaaaaa"));
}

TEST(Gone, ADomainThatMovedSaysWhereTo) {
  Api api({domain_asset("Sales"), domain_asset("Sales/Returns"), table("A.B.C", "Sales/Returns")});
  api.publish_again({domain_asset("Sales"), domain_asset("Sales/Refunds"), table("A.B.C", "Sales/Refunds")},
                    "2026-11-02T10:00:00Z");
  const Json found = api.search({{"domain", "Sales/Returns"}});
  EXPECT_EQ(found["total"], 0);
  EXPECT_EQ(found["notes"][0]["code"], "gone");
  EXPECT_EQ(
      found["notes"][0]["text"],
      "The domain \"Sales/Returns\" was removed on 2026-11-02. What lay in it is in \"Sales/Refunds\" now.");
  EXPECT_EQ(api.search({{"domain", "Sales/Refunds"}})["total"], 1);
}

TEST(Sorting, ChangedTakesWhatARunSawWhereSourcesDoNotSay) {
  Api api({table("A.B.ONE"), table("A.B.TWO"), table("A.B.THREE")});
  Asset two = table("A.B.TWO");
  two.description = "Words.";
  api.publish_again({table("A.B.ONE"), two, table("A.B.THREE")}, "2026-11-02T10:00:00Z");
  EXPECT_EQ(api.search({{"sort", "changed"}})["hits"][0]["name"], "TWO");
}

TEST(Status, TellsOfTheLastRunToWhoRunsIt) {
  Api api({full_table()});
  std::ofstream(api.folder() / "report.json")
      << R"({"generation":"gen-000001","published":true,"at":"2026-11-01T00:00:00Z","changes":{"added":1},)"
      << R"("totals":{"files":3,"failed":1,"problems":2},"refused":[],"sources":[],)"
      << R"("notes":[{"kind":"workbook_row_unmatched","text":"…","count":3,"examples":["edits.xlsx Assets!7: ORDERS_OLD"]}],)"
      << R"("files":[{"file":"a.csv","outcome":"read"},{"file":"b.json","outcome":"failed","reason":"is cut off"}]})";
  const Json run = api.json("/api/v1/status")["last_run"];
  EXPECT_EQ(run["outcome"], "partly");
  EXPECT_EQ(run["last_error"], "b.json: is cut off");
  EXPECT_EQ(run["files"], 3);
  EXPECT_EQ(run["edits_not_applied"]["count"], 3);
  EXPECT_EQ(run["edits_not_applied"]["examples"][0], "edits.xlsx Assets!7: ORDERS_OLD");
  EXPECT_FALSE(api.json("/api/v1/status", {}, Api::level("restricted")).contains("last_run"));
  EXPECT_THAT(api.json("/api/v1/status")["problems"], testing::IsEmpty());
}

}  // namespace
}  // namespace waymark
