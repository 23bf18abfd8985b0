// Event feeds add up: what they told survives their export files.
#include <gmock/gmock.h>

#include "indexer/readers/shared/event_hash.h"
#include "ingest_fixture.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using namespace testing_support;

// Rows of ACCESS_HISTORY: who read ORDERS on which days.
std::string history(const std::vector<std::pair<std::string, std::string>>& day_and_user) {
  std::string text =
      "QUERY_ID,QUERY_START_TIME,USER_NAME,DIRECT_OBJECTS_ACCESSED,BASE_OBJECTS_ACCESSED,OBJECTS_MODIFIED\n";
  for (const auto& [day, user] : day_and_user)
    text += "q-" + day + user + "," + day + " 10:00:00.000 +0000," + user +
            R"(,"[{""objectId"":2,""objectName"":""PROD.SALES.ORDERS"",""objectDomain"":""Table""}]")"
            R"(,"[{""objectId"":2,""objectName"":""PROD.SALES.ORDERS"",""objectDomain"":""Table""}]",[])"
            "\n";
  return text;
}

std::int64_t queries(const Exports& exports) {
  const auto orders = published_asset(exports.index(), "ORDERS");
  EXPECT_TRUE(orders);
  return orders ? orders->usage.queries_30d.value_or(-1) : -1;
}

std::size_t days(const Exports& exports) {
  const auto orders = published_asset(exports.index(), "ORDERS");
  return orders ? orders->activity.size() : 0;
}

const std::vector<std::pair<std::string, std::string>> kOctober = {
    {"2026-10-20", "ANA"}, {"2026-10-20", "BO"}, {"2026-10-21", "ANA"}};

TEST(Feeds, EventsOutliveTheirFile) {
  const Exports exports;
  exports.write("history/october.csv", history(kOctober));
  exports.run();
  EXPECT_EQ(queries(exports), 3);
  exports.remove("history/october.csv");
  exports.write("history/november.csv", history({{"2026-11-01", "CY"}}));
  exports.run();
  EXPECT_EQ(queries(exports), 4);
  EXPECT_EQ(days(exports), 3u);
}

TEST(Feeds, TellingTwiceChangesNothing) {
  const Exports exports;
  exports.write("a.csv", history(kOctober));
  exports.run();
  const std::string content = exports.content();
  exports.write("b.csv", history({kOctober[0], kOctober[1]}));  // Overlaps.
  exports.remove("a.csv");
  exports.run();
  EXPECT_EQ(queries(exports), 3);
  exports.remove("b.csv");
  exports.write("a.csv", history(kOctober));
  exports.run();
  EXPECT_EQ(exports.content(), content);
}

TEST(Feeds, AFileThatGrowsIsCountedOnce) {
  const Exports exports;
  std::vector<std::pair<std::string, std::string>> told;
  for (int day = 10; day < 20; ++day) {
    told.emplace_back("2026-10-" + std::to_string(day), "ANA");
    exports.write("a.csv", history(told));
    exports.run();
    EXPECT_EQ(queries(exports), day - 9);
  }
  const auto kept = fs::directory_iterator(exports.index() / "history" / "feeds");
  EXPECT_EQ(std::distance(begin(kept), end(kept)), 1);
}

// Whoever has the index folder cannot find out who read what by hashing every name there is.
TEST(Feeds, UsersAreKeptUnderASaltOfTheIndex) {
  const Exports exports;
  exports.write("a.csv", history(kOctober));
  exports.run();
  exports.write("b.csv", history({{"2026-10-22", "ANA"}}));
  exports.run();
  const auto orders = published_asset(exports.index(), "ORDERS");
  ASSERT_TRUE(orders);
  EXPECT_EQ(orders->usage.users_30d, 2);  // The same person in two runs.
  const std::uint64_t ana = event_hash({"snowflake user", "ANA"});
  const std::string_view bare(reinterpret_cast<const char*>(&ana), sizeof ana);
  std::size_t looked_at = 0;
  for (const auto& entry : fs::recursive_directory_iterator(exports.index())) {
    if (!entry.is_regular_file()) continue;
    const auto bytes = read_file(entry.path());
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->find(bare), std::string::npos) << entry.path();
    ++looked_at;
  }
  EXPECT_GT(looked_at, 5u);
  const fs::perms open = fs::status(exports.index() / "history/salt").permissions();
  EXPECT_EQ(open, fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Feeds, HistoryIsKept90DaysOfEventTime) {
  const Exports exports;
  exports.write("a.csv", history({{"2026-06-01", "ANA"}, {"2026-10-01", "ANA"}}));
  exports.run();
  const auto size = [&] {
    return fs::file_size(*fs::directory_iterator(exports.index() / "history" / "feeds"));
  };
  const auto before = size();
  exports.write("a.csv", history({{"2026-11-01", "ANA"}}));
  exports.run();
  EXPECT_EQ(days(exports), 2u) << "October is within 90 days of November, June is not";
  exports.write("a.csv", history({{"2027-06-01", "ANA"}}));
  exports.run();
  EXPECT_EQ(days(exports), 1u);
  EXPECT_LT(size(), before + 1);
}

std::string event(const std::string& day, const std::string& change) {
  return R"({"eventType":"COMPLETE","eventTime":")" + day + R"(T10:00:00Z","run":{"runId":"r-)" + day +
         R"("},"job":{"namespace":"etl","name":"load"},"inputs":[],"outputs":[{"namespace":"bigquery","name":)"
         R"("p.sales.orders","facets":{)" +
         change +
         R"(}}],"producer":"x"})"
         "\n";
}
const std::string kDrop = R"("lifecycleStateChange":{"lifecycleStateChange":"DROP"})";

TEST(Feeds, WhatWasDroppedDoesNotComeBackWithItsHistory) {
  const Exports exports;
  exports.write("glue/a.json", glue_export("sales", {"other"}));
  exports.write("feed/a.json", event("2026-10-20", ""));
  exports.run();
  EXPECT_TRUE(published_asset(exports.index(), "orders"));
  exports.write("feed/a.json", event("2026-10-21", kDrop));
  exports.run();
  EXPECT_FALSE(published_asset(exports.index(), "orders"));
  exports.remove("feed/a.json");
  exports.run();
  EXPECT_FALSE(published_asset(exports.index(), "orders"));
  exports.write("feed/a.json", event("2026-10-22", ""));
  exports.run();
  EXPECT_TRUE(published_asset(exports.index(), "orders")) << "made again after the drop";
}

TEST(Feeds, ASourceWithHistoryIsNotGoneWhenItsFilesAre) {
  const Exports exports;
  exports.write("feed/a.csv", history(kOctober));
  exports.write("glue/a.json", glue_export("sales", {"orders"}));
  const char* yaml = "sources:\n- {name: feed, path: feed/*.csv}\n- {name: glue, path: glue}\n";
  Exports::run(exports.configured(yaml));
  exports.remove("feed/a.csv");
  const IngestReport report = Exports::run(exports.configured(yaml));
  EXPECT_TRUE(report.refused.empty()) << report_text(report, false);
  EXPECT_EQ(queries(exports), 3);
}

TEST(Feeds, AnEmptiedFolderStillHasItsHistory) {
  const Exports exports;
  exports.write("a.csv", history(kOctober));
  exports.run();
  const std::string content = exports.content();
  exports.remove("a.csv");
  const IngestReport report = exports.run();
  EXPECT_TRUE(report.refused.empty()) << report_text(report, false);
  EXPECT_EQ(queries(exports), 3);
  exports.write("a.csv", history(kOctober));
  exports.run();
  EXPECT_EQ(exports.content(), content);
}

TEST(Feeds, TornHistoryCostsHistoryAndNothingElse) {
  const Exports exports;
  exports.write("a.csv", history(kOctober));
  exports.run();
  const fs::path kept = *fs::directory_iterator(exports.index() / "history" / "feeds");
  fs::resize_file(kept, fs::file_size(kept) / 2);
  exports.write("a.csv", history({{"2026-11-01", "CY"}}));
  exports.run();
  EXPECT_EQ(queries(exports), 1);
  EXPECT_TRUE(FragmentFile::open(kept, FragmentCheck::Everything));
}

TEST(Feeds, ADryRunLeavesTheHistoryAsItIs) {
  const Exports exports;
  exports.write("a.csv", history(kOctober));
  exports.run();
  const fs::path kept = *fs::directory_iterator(exports.index() / "history" / "feeds");
  const std::string before = *read_file(kept);
  exports.write("a.csv", history({{"2026-11-01", "CY"}}));
  IngestOptions options = exports.options();
  options.dry_run = true;
  EXPECT_EQ(Exports::run(options).published.changed, 1u);
  EXPECT_EQ(*read_file(kept), before);
}

}  // namespace
}  // namespace waymark
