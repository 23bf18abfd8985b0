// merge_activity_test.cpp - event feeds add up: told twice, overlapping or in another order, the figures
// stay.
#include <random>

#include "catalog_fixture.h"

namespace waymark {
namespace {

constexpr std::int64_t kToday = 20'750;  // Days since 1970.

Events events(EventKind kind, std::int64_t day, std::vector<std::uint64_t> ids,
              std::vector<std::uint64_t> users = {}) {
  return {.kind = kind, .day = day, .events = std::move(ids), .users = std::move(users)};
}
Events use(std::int64_t day, std::vector<std::uint64_t> ids, std::vector<std::uint64_t> users = {}) {
  return events(EventKind::Use, day, std::move(ids), std::move(users));
}

Fragment told(std::vector<Events> list, std::string_view name = "snowflake:PROD.SALES.ORDERS") {
  Fragment fragment = table(name);
  fragment.events = std::move(list);
  return fragment;
}

const SourceInfo kFeed = source("feed", SourceKind::Technical, "feed/monday.csv");
const SourceInfo kFeedAgain = source("feed", SourceKind::Technical, "feed/tuesday.csv");
const SourceInfo kOtherFeed = source("runs");

Catalog built(const std::vector<std::pair<Fragment, SourceInfo>>& said) {
  Mesh mesh;
  for (const auto& [fragment, from] : said) mesh.add(fragment, from);
  return mesh.build();
}
Asset orders(const std::vector<std::pair<Fragment, SourceInfo>>& said) { return the(built(said), "ORDERS"); }

TEST(Activity, CountsTheDaysAndTheLastThirty) {
  const Asset asset = orders({{told({use(kToday, {1, 2}, {7}), use(kToday - 29, {3}, {8}),
                                     use(kToday - 30, {4}, {9}), events(EventKind::Refresh, kToday, {10})}),
                               kFeed}});
  EXPECT_EQ(asset.usage, (Usage{.queries_30d = 3, .users_30d = 2, .refreshes_30d = 1, .runs_30d = {}}));
  const std::vector<DayOfActivity> days = {{.day = kToday - 30, .uses = 1, .users = 1},
                                           {.day = kToday - 29, .uses = 1, .users = 1},
                                           {.day = kToday, .uses = 2, .users = 1, .refreshes = 1}};
  EXPECT_EQ(asset.activity, days);
}

TEST(Activity, KeepsNinetyDays) {
  const Asset asset =
      orders({{told({use(kToday, {1}), use(kToday - 89, {2}), use(kToday - 90, {3})}), kFeed}});
  ASSERT_EQ(asset.activity.size(), 2u);
  EXPECT_EQ(asset.activity[0].day, kToday - 89);
}

TEST(Activity, SaysNothingNewWhenAFileIsReadTwice) {
  const Fragment fragment = told({use(kToday, {1, 2, 3}, {7, 8}), events(EventKind::Run, kToday, {4})});
  const Asset once = orders({{fragment, kFeed}});
  const Asset twice = orders({{fragment, kFeed}, {fragment, kFeedAgain}});
  EXPECT_EQ(twice.usage, once.usage);
  EXPECT_EQ(twice.activity, once.activity);
}

TEST(Activity, CountsWhatOverlappingExportsShareOnce) {
  const Asset asset = orders({{told({use(kToday - 1, {1, 2}, {7}), use(kToday, {3}, {7})}), kFeed},
                              {told({use(kToday - 1, {2}, {7}), use(kToday, {3, 4}, {8})}), kFeedAgain}});
  EXPECT_EQ(asset.usage.queries_30d, 4);
  EXPECT_EQ(asset.usage.users_30d, 2);
  ASSERT_EQ(asset.activity.size(), 2u);
  EXPECT_EQ(asset.activity[0], (DayOfActivity{.day = kToday - 1, .uses = 2, .users = 1}));
  EXPECT_EQ(asset.activity[1], (DayOfActivity{.day = kToday, .uses = 2, .users = 2}));
}

TEST(Activity, AddsUpOverTime) {
  const Asset asset =
      orders({{told({use(kToday - 1, {1, 2}, {7})}), kFeed}, {told({use(kToday, {3}, {8})}), kFeedAgain}});
  EXPECT_EQ(asset.usage.queries_30d, 3);
  EXPECT_EQ(asset.usage.users_30d, 2);
}

TEST(Activity, CountsAPersonOnceInThirtyDays) {
  const Asset asset =
      orders({{told({use(kToday - 2, {1}, {7}), use(kToday - 1, {2}, {7}), use(kToday, {3}, {7})}), kFeed}});
  EXPECT_EQ(asset.usage.queries_30d, 3);
  EXPECT_EQ(asset.usage.users_30d, 1);
}

TEST(Activity, CountsAFailedRunAmongTheRuns) {
  // Event 2 is told as run by one feed and as failed by another.
  const Asset asset = orders({{told({events(EventKind::Run, kToday, {1, 2})}), kFeed},
                              {told({events(EventKind::FailedRun, kToday, {2, 3})}), kOtherFeed}});
  EXPECT_EQ(asset.usage.runs_30d, 3);
  EXPECT_EQ(asset.activity, (std::vector<DayOfActivity>{{.day = kToday, .runs = 3, .failures = 2}}));
}

TEST(Activity, LeavesUnknownWhatNoFeedTellsOf) {
  const Asset asset = orders({{told({events(EventKind::Refresh, kToday, {1})}), kFeed}});
  EXPECT_EQ(asset.usage, (Usage{.queries_30d = {}, .users_30d = {}, .refreshes_30d = 1, .runs_30d = {}}));
}

TEST(Activity, IsZeroWhereAFeedListenedAndHeardNothing) {
  const Asset asset = orders({{told({use(kToday, {})}), kFeed}});
  EXPECT_EQ(asset.usage.queries_30d, 0);
  EXPECT_EQ(asset.usage.users_30d, 0);
  EXPECT_TRUE(asset.activity.empty());
}

TEST(Activity, DoesNotCountUsersOfAFeedThatNamesNobody) {
  const Asset asset = orders({{told({use(kToday, {1, 2})}), kFeed}});
  EXPECT_EQ(asset.usage.queries_30d, 2);
  EXPECT_FALSE(asset.usage.users_30d);
}

TEST(Activity, GoesByTheNewestDayAnyFeedTellsOf) {
  // A year later nothing has changed: the clock has no say.
  for (const std::int64_t newest : {kToday, kToday + 365}) {
    const Asset asset = orders({{told({use(newest - 40, {1}), use(newest - 10, {2})}), kFeed},
                                {told({use(newest, {3})}, "snowflake:PROD.SALES.OTHER"), kFeed}});
    EXPECT_EQ(asset.usage.queries_30d, 1) << newest;
  }
}

TEST(Activity, TakesNoZeroFromAFeedThatEndedBeforeTheWindow) {
  const Catalog catalog =
      built({{told({use(kToday - 60, {1})}), kFeed},
             {told({events(EventKind::Run, kToday, {2})}, "snowflake:PROD.SALES.OTHER"), kOtherFeed}});
  EXPECT_FALSE(the(catalog, "ORDERS").usage.queries_30d);
  EXPECT_EQ(the(catalog, "ORDERS").activity.size(), 1u);
}

TEST(Activity, LeavesReadyMadeFiguresTheLargerWord) {
  Fragment catalog_says = told({});
  catalog_says.facts.usage = {.queries_30d = 500, .users_30d = 1};
  const Asset asset = orders({{catalog_says, kDataHub}, {told({use(kToday, {1, 2}, {7, 8})}), kFeed}});
  EXPECT_EQ(asset.usage.queries_30d, 500);
  EXPECT_EQ(asset.usage.users_30d, 2);
}

TEST(Activity, KeepsReadyMadeDaysUnlessEventsSayOtherwise) {
  Fragment ready_made = told({});
  ready_made.facts.activity = {{.day = kToday, .uses = 5, .users = 2}};
  EXPECT_EQ(orders({{ready_made, kDataHub}}).activity, ready_made.facts.activity);
  const Asset asset = orders({{ready_made, kDataHub}, {told({use(kToday, {1})}), kFeed}});
  EXPECT_EQ(asset.activity, (std::vector<DayOfActivity>{{.day = kToday, .uses = 1}}));
}

TEST(Activity, DoesNotDependOnTheOrderOfFiles) {
  std::mt19937 random(7);
  std::vector<std::pair<Fragment, SourceInfo>> said;
  for (int file = 0; file < 12; ++file) {
    std::vector<Events> list;
    for (int day = 0; day < 6; ++day) {
      const auto kind = static_cast<EventKind>(random() % 4);
      std::vector<std::uint64_t> ids, users;
      for (int i = 0; i < 5; ++i) ids.push_back(random() % 40), users.push_back(random() % 9);
      list.push_back(events(kind, kToday - static_cast<std::int64_t>(random() % 100), ids, users));
    }
    said.emplace_back(told(list), source("feed", SourceKind::Technical, "feed/" + std::to_string(file)));
  }
  const Asset first = orders(said);
  for (int round = 0; round < 10; ++round) {
    std::shuffle(said.begin(), said.end(), random);
    const Asset again = orders(said);
    EXPECT_EQ(again.usage, first.usage);
    EXPECT_EQ(again.activity, first.activity);
  }
}

TEST(Quality, IsThatOfTheNewestRunWhateverItsFileIsCalled) {
  Fragment older = told({}), newer = told({});
  older.facts.quality = Quality{.passed = 1, .failed = 9};
  older.at = Time(Seconds(1'790'000'000));
  newer.facts.quality = Quality{.passed = 10, .failed = 0};
  newer.at = Time(Seconds(1'790'086'400));
  const SourceInfo first = source("checks", SourceKind::Technical, "checks/a.json"),
                   second = source("checks", SourceKind::Technical, "checks/b.json");
  EXPECT_EQ(orders({{older, first}, {newer, second}}).quality, newer.facts.quality);
  EXPECT_EQ(orders({{newer, first}, {older, second}}).quality, newer.facts.quality);
}

TEST(Config, NamesUsersWhoseReadingIsNoUse) {
  EXPECT_FALSE(config("").ignore_users.empty());
  EXPECT_EQ(config("usage: {ignore_users: [\"BOT_*\"]}").ignore_users, std::vector<std::string>{"BOT_*"});
  EXPECT_TRUE(config("usage: {ignore_users: []}").ignore_users.empty());
  const Config one = config("usage: {ignore_users: [BOT]}\nsources: [{name: a, path: x}]");
  EXPECT_EQ(one.sources.front().ignore_users, std::vector<std::string>{"BOT"});
  EXPECT_NE(one.hash(), config("sources: [{name: a, path: x}]").hash());
}

}  // namespace
}  // namespace waymark
