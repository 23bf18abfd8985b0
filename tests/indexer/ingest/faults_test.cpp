// What goes wrong with one file costs that file.
#include <atomic>
#include <csignal>
#include <thread>

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "ingest_fixture.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using namespace testing_support;
using testing::HasSubstr;

// Kills whichever child process has a file of that name open, until it is stopped.
class Killer {
 public:
  explicit Killer(std::string file)
      : thread_([this, name = std::move(file)] {
          while (!stop_) {
            for (const pid_t child : children())
              if (has_open(child, name)) ::kill(child, SIGSEGV), ++kills;
            std::this_thread::yield();
          }
        }) {}
  ~Killer() {
    stop_ = true;
    thread_.join();
  }
  std::atomic<int> kills = 0;

 private:
  static std::vector<pid_t> children() {
    std::vector<pid_t> all;
    for (const auto& task : fs::directory_iterator("/proc/self/task")) {
      std::ifstream in(task.path() / "children");
      for (pid_t one; in >> one;) all.push_back(one);
    }
    return all;
  }
  static bool has_open(pid_t process, const std::string& name) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/proc/" + std::to_string(process) + "/fd", error))
      if (fs::read_symlink(entry.path(), error).filename() == name) return true;
    return false;
  }

  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

// Long enough to be met while it is read.
std::string big_export(const std::string& database) {
  std::vector<std::string> tables;
  for (int i = 0; i < 4000; ++i) tables.push_back("table_" + std::to_string(i));
  return glue_export(database, tables, std::string(2000, 'x'));
}

TEST(Faults, F14_ACrashCostsThatFileAndItsFormerWordIsKept) {
  const Exports exports;
  exports.write("big/b.json", glue_export("big", {"orders"}));
  exports.write("small/s.json", glue_export("small", {"items"}));
  const auto options = [&] {
    return exports.configured("sources:\n- {name: big, path: big}\n- {name: small, path: small}\n");
  };
  EXPECT_FALSE(Exports::run(options()).partial());
  exports.write("big/b.json", big_export("big"));
  exports.write("small/s.json", glue_export("small", {"items", "shelves"}));
  {
    const Killer killer("b.json");
    const IngestReport report = Exports::run(options());
    EXPECT_EQ(killer.kills > 0, true);
    EXPECT_TRUE(report.partial());
    const FileReport& big = file_named(report, "big/b.json");
    EXPECT_EQ(big.outcome, FileOutcome::Failed);
    EXPECT_THAT(big.reason, HasSubstr("crashed (SIGSEGV)"));
    EXPECT_TRUE(big.stale_since);
    EXPECT_TRUE(report.published.published);
    EXPECT_THAT(report_text(report, false), HasSubstr("is kept"));
  }
  EXPECT_TRUE(published_asset(exports.index(), "shelves")) << "the other source is published";
  EXPECT_TRUE(published_asset(exports.index(), "orders")) << "what the file said before is kept";
  const IngestReport again = Exports::run(options());
  EXPECT_FALSE(again.partial()) << "a crash is tried again";
  EXPECT_EQ(again.total, 4002u);
}

TEST(Faults, F15_AFileThatIsWrittenWhileItIsReadKeepsItsFormerWord) {
  const Exports exports;
  exports.write("a.json", glue_export("d", {"orders"}));
  exports.run();
  exports.write("a.json", big_export("d"));
  std::atomic<bool> stop = false;
  std::thread writer([&] {  // An upload that goes on and on.
    while (!stop) std::ofstream(exports.path("a.json"), std::ios::app) << " ";
  });
  const IngestReport report = exports.run();
  stop = true;
  writer.join();
  const FileReport& file = file_named(report, "a.json");
  EXPECT_EQ(file.outcome, FileOutcome::Failed);
  EXPECT_THAT(file.reason, HasSubstr("was written while it was being read"));
  EXPECT_TRUE(file.stale_since);
  EXPECT_EQ(report.total, 1u);
  EXPECT_TRUE(report.refused.empty());
  EXPECT_EQ(exports.run().total, 4000u) << "once it stands still it is read";
}

TEST(Faults, F15_HalfAnUploadKeepsTheFormerWord) {
  const std::string whole = glue_export("d", {"orders", "returns", "refunds", "carts"});
  const std::string half = whole.substr(0, whole.size() * 7 / 8);
  for (const bool as_array : {false, true}) {
    const auto shaped = [&](const std::string& text) {
      return as_array ? text.substr(text.find('[')) : text;
    };
    const Exports exports;
    exports.write("a.json", shaped(as_array ? whole.substr(0, whole.size() - 1) : whole));
    ASSERT_EQ(exports.run().total, 4u);
    exports.write("a.json", shaped(half));
    const IngestReport report = exports.run();
    EXPECT_EQ(report.total, 4u);
    EXPECT_TRUE(report.partial());
    EXPECT_TRUE(file_named(report, "a.json").stale_since);
    EXPECT_THAT(file_named(report, "a.json").reason, HasSubstr("ends in the middle"));
    EXPECT_TRUE(exports.run().partial());
    // Where there is no former word, half is better than nothing.
    const Exports fresh;
    fresh.write("a.json", shaped(half));
    EXPECT_EQ(fresh.run().total, 3u);
  }
}

TEST(Faults, HalfALineAtTheEndOfALogCostsThatLine) {
  const Exports exports;
  const std::string line =
      R"({"type":"table","name":"t%","id":"t%","platform":"snowflake","qualified_name":"P.S.T%"})";
  const auto log = [&](int lines) {
    std::string text;
    for (int i = 0; i < lines; ++i) text += replace_all(line, "%", std::to_string(i)) + "\n";
    return text;
  };
  exports.write("a.jsonl", log(2));
  EXPECT_EQ(exports.run().total, 2u);
  exports.write("a.jsonl", log(3) + line.substr(0, 30));
  const IngestReport report = exports.run();
  EXPECT_EQ(report.total, 3u);
  EXPECT_EQ(file_named(report, "a.jsonl").problem_count, 1u);
}

TEST(Faults, AFileThatTurnsToNonsenseKeepsItsFormerWord) {
  const Exports exports;
  exports.write("a.json", glue_export("d", {"orders"}));
  exports.write("b.json", glue_export("e", {"items"}));
  exports.run();
  for (const char* nonsense : {"", "<html>Access denied</html>", "\x1f\x8b\x08 cut"}) {
    exports.write("a.json", nonsense);
    const IngestReport report = exports.run();
    EXPECT_TRUE(file_named(report, "a.json").stale_since) << nonsense;
    EXPECT_EQ(report.total, 2u);
    EXPECT_TRUE(report.partial());
    EXPECT_EQ(exports.run().parsed(), 0u) << "the same nonsense need not be read twice";
    EXPECT_TRUE(exports.run().partial());
  }
  exports.remove("a.json");
  EXPECT_EQ(exports.run().total, 1u) << "gone is gone";
}

TEST(Faults, S59_OneBadFileAmongAHundred) {
  const Exports exports;
  for (int i = 0; i < 99; ++i)
    exports.write("f" + std::to_string(i) + ".json", glue_export("d", {"t" + std::to_string(i)}));
  exports.write("bad.json", "{\"TableList\":[{\"Name\":\"half\",");
  const IngestReport report = exports.run();
  EXPECT_TRUE(report.partial());
  EXPECT_TRUE(report.published.published);
  EXPECT_EQ(report.total, 99u);
  const std::string text = report_text(report, false);
  EXPECT_THAT(text, HasSubstr("bad.json : "));
}

TEST(Faults, A50_WhatIsNoFileIsSkippedAndNothingHangs) {
  const Exports exports;
  exports.write("a.json", glue_export("d", {"orders"}));
  fs::create_symlink("/etc/shadow", exports.path("shadow.json"));
  fs::create_symlink("a.json", exports.path("link.json"));
  fs::create_directory_symlink(".", exports.path("loop"));
  ASSERT_EQ(::mkfifo(exports.path("pipe.json").c_str(), 0600), 0);
  const IngestReport report = exports.run();
  EXPECT_EQ(report.files.size(), 1u);
  EXPECT_EQ(report.skipped.size(), 4u);
  for (const Skipped& skipped : report.skipped) EXPECT_FALSE(skipped.reason.empty()) << skipped.name;
  EXPECT_EQ(report.total, 1u);
}

TEST(Faults, F19_AnIndexThatCannotBeWrittenIsAnErrorAtOnce) {
  if (::geteuid() == 0) {
    const Exports exports;
    exports.write("a.json", glue_export("d", {"orders"}));
    IngestOptions options = exports.options();
    options.index = exports.path("a.json") / "index";  // A file is no folder, even for root.
    const auto report = ingest(options);
    ASSERT_FALSE(report);
    EXPECT_THAT(report.error().message, HasSubstr("is not writable"));
    return;
  }
  const Exports exports;
  exports.write("a.json", glue_export("d", {"orders"}));
  fs::create_directories(exports.index());
  fs::permissions(exports.index(), fs::perms::owner_read | fs::perms::owner_exec);
  const auto report = ingest(exports.options());
  fs::permissions(exports.index(), fs::perms::owner_all);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::Failed);
}

TEST(Reports, TheLastOnesAreKeptAsJson) {
  const Exports exports;
  for (int i = 0; i < 24; ++i) {
    exports.write("a.json", glue_export("d", {"orders"}, "words " + std::to_string(i)));
    exports.run();
  }
  const auto kept = fs::directory_iterator(exports.index() / "history" / "reports");
  EXPECT_EQ(std::distance(begin(kept), end(kept)), 20);
  const std::string last = *read_file(exports.index() / "report.json");
  EXPECT_THAT(last, HasSubstr("\"parsed\": true"));
  EXPECT_THAT(last, HasSubstr("\"newest_file\""));
  EXPECT_THAT(last, HasSubstr("\"phases\""));
}

TEST(Reports, ARunThatEndsEarlySaysSoInTheReportThatIsKept) {
  const Exports exports;
  exports.write("a.json", glue_export("d", {"orders"}));
  exports.run();
  fs::create_directories(exports.index() / "cache" / "ledger.tmp");  // Where the ledger is written first.
  exports.write("a.json", glue_export("d", {"orders"}, "new words"));
  const auto failed = ingest(exports.options());
  ASSERT_FALSE(failed);
  const std::string kept = *read_file(exports.index() / "report.json");
  EXPECT_THAT(kept, HasSubstr("\"error\": "));
  fs::remove_all(exports.index() / "cache" / "ledger.tmp");
  EXPECT_EQ(exports.run().published.changed, 1u);
}

TEST(Reports, MaxAgeNamesSourcesThatAreNotExportedAnyMore) {
  const Exports exports;
  exports.write("a.json", glue_export("d", {"orders"}));
  fs::last_write_time(exports.path("a.json"), fs::file_time_type::clock::now() - std::chrono::hours(72));
  IngestOptions options = exports.configured("sources:\n- {name: a, path: a.json, max_age: 2d}\n");
  EXPECT_THAT(report_text(Exports::run(options), false), HasSubstr("Older than their max_age"));
  options = exports.configured("sources:\n- {name: a, path: a.json, max_age: 4d}\n");
  EXPECT_FALSE(Exports::run(options).sources.front().too_old);
}

}  // namespace
}  // namespace waymark
