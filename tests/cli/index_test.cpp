// `waymark index` as a process: exit codes, two at once, killed at any point, watching.
#include <chrono>
#include <random>
#include <thread>

#include <gmock/gmock.h>

#include "waymark/search/search_index.h"

#include "program.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using namespace testing_support;
using testing::HasSubstr;

class IndexCommand : public testing::Test {
 protected:
  fs::path index() const { return folder_.path() / "index"; }
  fs::path exports() const { return folder_.path() / "exports"; }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((exports() / name).parent_path());
    std::ofstream(exports() / name, std::ios::trunc) << text;
  }
  static std::string lines(int first, int count, const std::string& description = "") {
    std::string text;
    for (int i = first; i < first + count; ++i)
      text += R"({"type":"table","name":"t)" + std::to_string(i) + R"(","id":"t)" + std::to_string(i) +
              R"(","platform":"snowflake","qualified_name":"PROD.S.T)" + std::to_string(i) +
              R"(","description":")" + description + "\"}\n";
    return text;
  }
  std::vector<std::string> arguments(std::vector<std::string> more = {}) const {
    std::vector<std::string> all = {"index", exports().string(), "--index", index().string()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  static std::string content_of(const fs::path& index) {
    const auto generation = Generation::open_current(index, Verify::Hashes);
    return generation ? (*generation)->manifest().content : "none: " + generation.error().message;
  }

  const TemporaryFolder folder_;
};

TEST_F(IndexCommand, ExitCodesSayWhatCameOfIt) {
  write("a.jsonl", lines(0, 10));
  EXPECT_EQ(Program(arguments()).wait(), 0);
  write("bad.json", "{\"what\": ");
  EXPECT_EQ(Program(arguments()).wait(), 3) << "partly unreadable";
  fs::remove(exports() / "bad.json");
  write("a.jsonl", lines(0, 2));
  Program refused(arguments());
  EXPECT_EQ(refused.wait(), 1) << "a source would lose most of what it had";
  EXPECT_THAT(refused.out(), HasSubstr("--allow-shrink exports"));
  EXPECT_EQ(Program(arguments({"--allow-shrink", "exports"})).wait(), 0);
  EXPECT_EQ(Program({"index", (exports() / "nowhere").string(), "--index", index().string()}).wait(), 2);
  EXPECT_EQ(Program(arguments({"--workers", "0"})).wait(), 2);
}

TEST_F(IndexCommand, ADryRunWritesNothing) {
  write("a.jsonl", lines(0, 10));
  Program dry(arguments({"--dry-run"}));
  EXPECT_EQ(dry.wait(), 0);
  EXPECT_THAT(dry.out(), HasSubstr("10 x added"));
  EXPECT_FALSE(fs::exists(index()));
}

TEST_F(IndexCommand, F08_TheSecondOfTwoNamesTheFirst) {
  write("a.jsonl", lines(0, 10));
  const auto lock = IndexLock::take(index());
  ASSERT_TRUE(lock);
  Program second(arguments());
  EXPECT_EQ(second.wait(), 4);
  EXPECT_THAT(second.err(), HasSubstr("is being written by process " + std::to_string(::getpid())));
}

TEST_F(IndexCommand, F08_TheLockOfAKilledProcessIsNoProblem) {
  write("a.jsonl", lines(0, 20'000));
  for (int i = 0; i < 3; ++i) {
    Program killed(arguments({"--full"}));
    while (!fs::exists(index() / "LOCK")) std::this_thread::yield();
    killed.stop(SIGKILL);
  }
  EXPECT_EQ(Program(arguments()).wait(), 0);
}

// Search goes on from the last published index, whenever the indexer dies, and the next run ends where a
// clean one does.
TEST_F(IndexCommand, S58_KilledAtAnyPoint) {
  const std::uint64_t seed = 20'260'402;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  write("a.jsonl", lines(0, 2000));
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_EQ(Program(arguments()).wait(), 0);
  const auto whole = std::chrono::steady_clock::now() - begin;
  for (int round = 0; round < 10; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const std::string published = content_of(index());
    write("a.jsonl", lines(0, 2000, "round " + std::to_string(round)));
    write("b" + std::to_string(round) + ".jsonl", lines(10'000 + round * 100, 100));
    Program killed(arguments());
    std::this_thread::sleep_for(whole * static_cast<double>(random() % 1000) / 1000);
    killed.stop(SIGKILL);

    SearchIndex search(index());
    auto viewer = search.view({3, {}, false});
    ASSERT_TRUE(viewer);
    EXPECT_GE(viewer->search({.text = "t7", .now = viewer->now()})->total, 1u);
    const std::string after_kill = content_of(index());
    if (round % 2 == 0) continue;  // The next edits come on top of what the kill left.

    EXPECT_EQ(Program(arguments()).wait(), 0);
    const TemporaryFolder clean;
    Program full({"index", exports().string(), "--index", clean.path().string()});
    EXPECT_EQ(full.wait(), 0);
    EXPECT_EQ(content_of(index()), content_of(clean.path()));
    EXPECT_TRUE(after_kill == published || after_kill == content_of(index()) || round > 0);
  }
  std::size_t unfinished = 0;
  for (const auto& entry : fs::directory_iterator(index()))
    unfinished += entry.path().extension() == ".tmp" ? 1 : 0;
  EXPECT_EQ(unfinished, 0u);
}

TEST_F(IndexCommand, WatchesAndEndsWhenTold) {
  write("a.jsonl", lines(0, 5));
  Program watching(arguments({"--watch", "--debounce", "1s"}));
  const auto says = [&](const std::string& words) {
    for (const auto end = std::chrono::steady_clock::now() + 60s; std::chrono::steady_clock::now() < end;) {
      if (watching.out().find(words) != std::string::npos) return true;
      std::this_thread::sleep_for(20ms);
    }
    return false;
  };
  ASSERT_TRUE(says("5 added")) << watching.err();
  write("b.jsonl", lines(100, 3));
  ASSERT_TRUE(says("3 added")) << watching.err();
  EXPECT_EQ(watching.stop(SIGTERM), 0);
}

}  // namespace
}  // namespace waymark
