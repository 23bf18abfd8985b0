// What is read again, and what is taken from the last run.
#include <gmock/gmock.h>

#include "ingest_fixture.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using namespace testing_support;

std::size_t fragment_files(const Exports& exports) {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(exports.index() / "cache"))
    files += entry.path().extension() == ".fragments" ? 1 : 0;
  return files;
}

TEST(ReadCache, UnchangedFilesAreNotReadAgain) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders", "returns"}));
  exports.write("b.json", glue_export("stock", {"items"}));
  EXPECT_EQ(exports.run().parsed(), 2u);
  const IngestReport again = exports.run();
  EXPECT_EQ(again.parsed(), 0u);
  EXPECT_EQ(again.total, 3u);
  EXPECT_EQ(again.published.unchanged, 3u);
  EXPECT_FALSE(again.published.published);
  EXPECT_EQ(file_named(again, "a.json").state, FileState::Unchanged);
  EXPECT_EQ(file_named(again, "a.json").records.at("table"), 2u) << "counts come from the cache";
}

TEST(ReadCache, OnlyTheChangedFileIsReadAgain) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders"}));
  exports.write("b.json", glue_export("stock", {"items"}));
  exports.run();
  exports.write("b.json", glue_export("stock", {"items"}, "What is on the shelf"));
  exports.write("c.json", glue_export("web", {"visits"}));
  const IngestReport report = exports.run();
  EXPECT_EQ(report.parsed(), 2u);
  EXPECT_EQ(file_named(report, "a.json").state, FileState::Unchanged);
  EXPECT_EQ(file_named(report, "b.json").state, FileState::Changed);
  EXPECT_EQ(file_named(report, "c.json").state, FileState::New);
  EXPECT_EQ(report.published.added, 1u);
  EXPECT_EQ(report.published.changed, 1u);
  EXPECT_EQ(published_asset(exports.index(), "items")->description, "What is on the shelf");
}

TEST(ReadCache, AFileOfTheSameBytesIsTheSameWhateverItsTimesSay) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders"}));
  exports.run();
  exports.remove("a.json");
  exports.write("a.json", glue_export("sales", {"orders"}));
  EXPECT_EQ(exports.run().parsed(), 0u);
}

TEST(ReadCache, AChangeThatKeepsSizeAndTimeIsSeen) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders"}));
  exports.run();
  const auto time = fs::last_write_time(exports.path("a.json"));
  exports.write("a.json", glue_export("sales", {"refund"}));
  fs::last_write_time(exports.path("a.json"), time);
  EXPECT_EQ(exports.run().parsed(), 1u);
  EXPECT_TRUE(published_asset(exports.index(), "refund"));
}

TEST(ReadCache, SettingsOfTheSourceReadItsFilesAgainAndNoOthers) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders"}));
  exports.write("b.json", glue_export("stock", {"items"}));
  const std::string two = "sources:\n- {name: a, path: a.json}\n- {name: b, path: b.json%}\n";
  Exports::run(exports.configured(replace_all(two, "%", "")));
  const IngestReport report =
      Exports::run(exports.configured(replace_all(two, "%", ", defaults: {environment: prod}")));
  EXPECT_EQ(report.parsed(), 1u);
  EXPECT_TRUE(file_named(report, "b.json").parsed);
}

TEST(ReadCache, ADamagedEntryIsReadAgain) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders"}));
  exports.write("b.json", glue_export("stock", {"items"}));
  exports.run();
  const std::string content = exports.content();
  bool first = true;
  for (const auto& entry : fs::directory_iterator(exports.index() / "cache")) {
    if (entry.path().extension() != ".fragments" || !std::exchange(first, false)) continue;
    std::string bytes = *read_file(entry.path());
    bytes[bytes.size() / 2] ^= 1;
    std::ofstream(entry.path(), std::ios::binary) << bytes;
  }
  exports.write("c.json", glue_export("web", {"visits"}));
  EXPECT_EQ(exports.run().parsed(), 2u) << "the damaged one and the new one";
  exports.remove("c.json");
  exports.run();
  EXPECT_EQ(exports.content(), content);
}

TEST(ReadCache, ALedgerOfNonsenseCostsReadingAgain) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders"}));
  exports.run();
  for (const char* nonsense : {"", "{", "{\"format\":1}\n[1,2]\n{\"report\":7,\"stamp\":{}}\n", "\xff\xfe"}) {
    std::ofstream(exports.index() / "cache" / "ledger") << nonsense;
    const IngestReport report = exports.run();
    EXPECT_EQ(report.parsed(), 1u);
    EXPECT_EQ(report.published.unchanged, 1u);
  }
}

TEST(ReadCache, WhatNothingNamesIsRemovedAfterARunThatWentWell) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders", "returns", "refunds"}));
  exports.write("b.json", glue_export("stock", {"items"}));
  exports.run();
  std::ofstream(exports.index() / "cache" / "17.tmp") << "left by a crash";
  exports.remove("b.json");
  exports.write("a.json", glue_export("sales", {"orders", "returns", "refunds", "more"}));
  const IngestReport report = exports.run();
  ASSERT_EQ(report.gone.size(), 1u);
  EXPECT_EQ(report.gone.front().name, "b.json");
  EXPECT_EQ(fragment_files(exports), 1u);
  EXPECT_FALSE(fs::exists(exports.index() / "cache" / "17.tmp"));
}

TEST(ReadCache, FullReadsEverythingAgain) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders"}));
  exports.run();
  IngestOptions options = exports.options();
  options.full = true;
  const IngestReport report = Exports::run(options);
  EXPECT_EQ(report.parsed(), 1u);
  EXPECT_TRUE(report.published.published);
}

TEST(ReadCache, TwoFoldersOfOneNameKeepTheirFilesApart) {
  const Exports exports;
  exports.write("eu/exports/a.json", glue_export("sales", {"orders"}));
  exports.write("us/exports/a.json", glue_export("stock", {"items"}));
  IngestOptions options = exports.options();
  options.exports = {exports.path("eu/exports"), exports.path("us/exports")};
  EXPECT_EQ(Exports::run(options).total, 2u);
  const IngestReport again = Exports::run(options);
  EXPECT_EQ(again.parsed(), 0u);
  EXPECT_EQ(again.total, 2u);
}

TEST(ReadCache, AConfigurationAmongTheExportsIsNoExport) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders"}));
  exports.write("waymark.yaml", "sources: []\n");
  exports.write("team/waymark.yaml", "no: configuration\n");
  exports.write("nightly.yaml", "sources: []\n");
  IngestOptions options = exports.options();
  options.config_file = exports.path("nightly.yaml");
  const IngestReport report = Exports::run(options);
  ASSERT_EQ(report.files.size(), 1u);
  EXPECT_EQ(report.files.front().name, "a.json");
  EXPECT_TRUE(report.skipped.empty());
  EXPECT_FALSE(report.partial());
}

TEST(ReadCache, AnIndexInsideTheExportsIsNoExport) {
  const Exports exports;
  exports.write("a.json", glue_export("sales", {"orders"}));
  IngestOptions options = exports.options();
  options.index = exports.path("index");
  EXPECT_EQ(Exports::run(options).files.size(), 1u);
  EXPECT_EQ(Exports::run(options).files.size(), 1u);
}

}  // namespace
}  // namespace waymark
