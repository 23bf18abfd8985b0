// The log beside the generations: what a crash leaves, what is told, and when.
#include <fstream>
#include <random>

#include <gmock/gmock.h>

#include "waymark/base/files.h"

#include "random_catalog.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = std::filesystem;

std::vector<std::string> records_in(const fs::path& path) {
  std::vector<std::string> records;
  const auto bytes = read_file(path);
  if (bytes)
    scan_records(*bytes, [&](std::uint64_t, std::string_view payload) { records.emplace_back(payload); });
  return records;
}

TEST(RecordLog, KeepsWhatIsWholeWhereverItIsCut) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "log";
  const std::vector<std::string> written = {"one", "", std::string(300, 'x'), "four"};
  ASSERT_TRUE(RecordLog::open(path)->append(written));
  const std::string whole = *read_file(path);
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, size);
    const std::vector<std::string> before = records_in(path);
    ASSERT_LE(before.size(), written.size());
    for (std::size_t i = 0; i < before.size(); ++i) ASSERT_EQ(before[i], written[i]);
    auto log = RecordLog::open(path);
    ASSERT_TRUE(log) << size;
    ASSERT_EQ(log->problem().empty(), scan_records(whole.substr(0, size), {}).problem.empty()) << size;
    ASSERT_TRUE(log->append(std::vector<std::string>{"after"}));
    std::vector<std::string> expected = before;
    expected.emplace_back("after");
    ASSERT_EQ(records_in(path), expected) << size;
  }
}

TEST(RecordLog, F17_AFlippedByteCostsNothingBeforeIt) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "log";
  const std::vector<std::string> written = {"first", "second", "third"};
  ASSERT_TRUE(RecordLog::open(path)->append(written));
  const std::string whole = *read_file(path);
  for (std::size_t at = 8; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << damaged;
    const std::size_t record = at < 8 + 13 ? 0 : at < 8 + 13 + 14 ? 1 : 2;
    const std::vector<std::string> kept = records_in(path);
    ASSERT_EQ(kept, std::vector<std::string>(written.begin(), written.begin() + static_cast<long>(record)))
        << at;
    const auto log = RecordLog::open(path);
    ASSERT_TRUE(log);
    EXPECT_THAT(log->problem(), HasSubstr("are cut, the records before them stay"));
  }
}

TEST(RecordLog, NoBytesMakeItFail) {  // A property: random bytes after a good beginning.
  std::mt19937 random(4);
  for (int round = 0; round < 300; ++round) {
    std::string bytes = "WMLOG001";
    for (std::size_t i = random() % 200; i > 0; --i)
      bytes += static_cast<char>(random() % 4 == 0 ? random() : 0);
    const RecordScan scan = scan_records(bytes, {});
    ASSERT_LE(scan.whole, bytes.size());
    ASSERT_EQ(scan_records(bytes.substr(0, scan.whole), {}).records, scan.records);
  }
}

PublishOptions at(const std::string& time) {
  PublishOptions options = small_shards(2);
  options.now = parse_time(time);
  return options;
}

std::vector<std::string> told(const fs::path& index) {
  const auto history = History::open(index);
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < history->size(); ++i) {
    const auto event = history->event(i);
    EXPECT_TRUE(event);
    std::string line = std::string(info(event->kind).name) + (event->name.empty() ? "" : " " + event->name);
    for (const ChangeDetail& detail : event->details)
      line += " | " + detail.field + ": " + detail.before + " > " + detail.after;
    lines.push_back(line);
  }
  return lines;
}

TEST(History, TheFirstPublishIsOneRunNotAMillionAdded) {
  const TemporaryFolder folder;
  publish_assets({table("A.B.C"), table("A.B.D")}, folder.path(), at("2026-11-01T10:00:00Z"));
  EXPECT_THAT(told(folder.path()), ElementsAre("index_run"));
}

TEST(History, TellsOfEachKindOfChange) {
  const TemporaryFolder folder;
  Asset asset = table("A.B.C", "Sales");
  asset.columns = {{.path = "id", .type = "NUMBER"}, {.path = "mail", .type = "TEXT"}};
  asset.owners = {{.name = "Ana"}};
  asset.sensitivity = "internal";
  asset.contract_state = "kept";
  publish_assets({asset, table("A.B.D")}, folder.path(), at("2026-11-01T10:00:00Z"));
  asset.columns = {{.path = "id", .type = "TEXT"}, {.path = "phone", .type = "TEXT"}};
  asset.owners = {{.name = "Bo"}};
  asset.description = "One row per order.";
  asset.sensitivity = "confidential";
  asset.domain = "Finance";
  asset.certification = "certified";
  asset.lifecycle = "deprecated";
  asset.contract_state = "broken";
  asset.contract_findings = {"column mail is missing"};
  asset.access.level = 2;
  publish_assets({asset, table("A.B.E")}, folder.path(), at("2026-11-02T10:00:00Z"));
  EXPECT_THAT(
      told(folder.path()),
      testing::UnorderedElementsAre(
          "index_run", "index_run", "added E", "removed D", "moved C | domain: Sales > Finance",
          "schema_changed C | columns.id: NUMBER > TEXT | columns.phone:  > TEXT | columns.mail: TEXT > ",
          "owner_changed C | owner: Ana > Bo", "description_changed C | description:  > One row per order.",
          "sensitivity_changed C | sensitivity: internal > confidential",
          "access_changed C | access: internal > confidential", "certified C | certification:  > certified",
          "deprecated C | lifecycle:  > deprecated",
          "contract_broken C | contract: kept > column mail is missing"));
  asset.contract_state = "kept";
  publish_assets({asset, table("A.B.E")}, folder.path(), at("2026-11-03T10:00:00Z"));
  EXPECT_THAT(told(folder.path()), testing::Contains("contract_kept C | contract: broken > kept"));
}

TEST(History, WhatChangesNothingWorthTellingIsNotTold) {
  const TemporaryFolder folder;
  Asset asset = table("A.B.C");
  publish_assets({asset}, folder.path(), at("2026-11-01T10:00:00Z"));
  asset.usage = {5, 2, {}, {}};
  asset.importance = 0.7;
  publish_assets({asset}, folder.path(), at("2026-11-02T10:00:00Z"));
  EXPECT_THAT(told(folder.path()), ElementsAre("index_run", "index_run"));
}

TEST(History, LateAndRecoveredComeWithTheClockAlone) {
  const TemporaryFolder folder;
  Asset asset = table("A.B.C");
  asset.updated = parse_time("2026-11-01T00:00:00Z");
  asset.fresh_within = Seconds(86400);
  publish_assets({asset}, folder.path(), at("2026-11-01T10:00:00Z"));
  publish_assets({asset}, folder.path(), at("2026-11-01T20:00:00Z"));
  EXPECT_EQ(told(folder.path()).size(), 1u);
  const PublishReport late = publish_assets({asset}, folder.path(), at("2026-11-03T00:00:00Z"));
  EXPECT_FALSE(late.published);
  publish_assets({asset}, folder.path(), at("2026-11-03T12:00:00Z"));
  EXPECT_THAT(told(folder.path()),
              ElementsAre("index_run", "late C | updated:  > 2026-11-01T00:00:00Z", "index_run"));
  asset.updated = parse_time("2026-11-04T00:00:00Z");
  publish_assets({asset}, folder.path(), at("2026-11-04T01:00:00Z"));
  EXPECT_THAT(told(folder.path()), testing::Contains("recovered C | updated:  > 2026-11-04T00:00:00Z"));
}

TEST(History, ARenamedThingMovedAndWasNotRemoved) {
  const TemporaryFolder folder;
  const Asset old = table("A.B.OLD");
  Asset renamed = table("A.B.NEW");
  renamed.aliases = {old.key};
  publish_assets({old, table("A.B.X")}, folder.path(), at("2026-11-01T10:00:00Z"));
  publish_assets({renamed, table("A.B.X")}, folder.path(), at("2026-11-02T10:00:00Z"));
  EXPECT_THAT(told(folder.path()),
              ElementsAre("index_run", "moved NEW | address: A.B.OLD > A.B.NEW", "index_run"));
}

TEST(History, EventsLostInACrashAreToldByTheNextRunOnce) {
  const TemporaryFolder folder;
  publish_assets({table("A.B.C")}, folder.path(), at("2026-11-01T10:00:00Z"));
  const fs::path log = folder.path() / "history/changes-000000000001.log";
  const std::string before = *read_file(log);
  publish_assets({table("A.B.C"), table("A.B.D")}, folder.path(), at("2026-11-02T10:00:00Z"));
  const std::string after = *read_file(log);
  // Every length the log can have when the process dies while CURRENT already names the new generation.
  for (std::size_t size = before.size(); size <= after.size(); size += 7) {
    std::ofstream(log, std::ios::binary | std::ios::trunc) << after.substr(0, size);
    for (int again = 0; again < 2; ++again) {
      const PublishReport report =
          publish_assets({table("A.B.C"), table("A.B.D")}, folder.path(), at("2026-11-02T11:00:00Z"));
      EXPECT_FALSE(report.published);
      EXPECT_THAT(told(folder.path()), ElementsAre("index_run", "added D", "index_run")) << size;
    }
  }
}

TEST(History, WhoMayKnowOfAnAssetIsLoggedWithTheRule) {
  const TemporaryFolder folder;
  Asset asset = table("A.B.C");
  publish_assets({asset, table("A.B.D")}, folder.path(), at("2026-11-01T10:00:00Z"));
  asset.access = {3, {"finance"}, "rule 4"};
  const PublishReport report =
      publish_assets({asset, table("A.B.D")}, folder.path(), at("2026-11-02T10:00:00Z"));
  ASSERT_EQ(report.access_changes.size(), 1u);
  EXPECT_EQ(report.access_changes[0].after.rule, "rule 4");
  EXPECT_EQ(*read_file(folder.path() / "history/access.jsonl"),
            "{\"at\":\"2026-11-02T10:00:00Z\",\"generation\":\"gen-000002\",\"key\":\"" + asset.key +
                "\",\"name\":\"C\",\"before\":\"internal\",\"after\":\"restricted for "
                "finance\",\"rule\":\"rule 4\"}\n");
}

TEST(History, IsForgottenAfter90Days) {
  const TemporaryFolder folder;
  Asset asset = table("A.B.C");
  const Time begin = *parse_time("2026-01-01T00:00:00Z");
  for (int day = 0; day <= 120; day += 10) {
    asset.description = "Day " + std::to_string(day);
    publish_assets({asset}, folder.path(), at(format_time(begin + std::chrono::days(day))));
  }
  const auto history = History::open(folder.path());
  const Time oldest(Seconds(history->row(0).at));
  EXPECT_GE(oldest, begin + std::chrono::days(20));
  EXPECT_LE(oldest, begin + std::chrono::days(40));
}

TEST(History, SeenIsWhenARunSawTheRecordChange) {
  const TemporaryFolder folder;
  Asset asset = table("A.B.C");
  const auto seen = [&] {
    const auto generation = Generation::open_current(folder.path());
    return (*generation)->shards().front().columns.seen[0];
  };
  publish_assets({asset}, folder.path(), at("2026-11-01T10:00:00Z"));
  EXPECT_EQ(seen(), 0);
  asset.description = "Words.";
  publish_assets({asset}, folder.path(), at("2026-11-02T10:00:00Z"));
  EXPECT_EQ(seen(), parse_time("2026-11-02T10:00:00Z")->time_since_epoch().count());
  asset.importance = 0.5;  // Nothing of the record.
  PublishOptions full = at("2026-11-03T10:00:00Z");
  full.even_if_unchanged = true;
  publish_assets({asset}, folder.path(), full);
  EXPECT_EQ(seen(), parse_time("2026-11-02T10:00:00Z")->time_since_epoch().count());
}

}  // namespace
}  // namespace waymark
