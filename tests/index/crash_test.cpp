// A process that dies while it publishes leaves one whole generation, the old or the new (F01 in small).
#include <csignal>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <sys/wait.h>

#include "waymark/model/asset_json.h"

#include "random_catalog.h"

namespace waymark {
namespace {

using namespace testing_support;

std::vector<Asset> version(int number) {
  std::vector<Asset> assets;
  for (int i = 0; i < 30; ++i) {
    assets.push_back(table("A.B.T" + std::to_string(i)));
    assets.back().access.level = static_cast<std::uint8_t>(1 + i % 2);
    // Few change in odd versions, so that changes are worked in; all in even ones, so that all is written
    // anew.
    assets.back().description = "Version " + std::to_string(number % 2 == 0 || i < 3 ? number : number - 1);
  }
  return assets;
}

// The version that is published as a whole, -1 when it is a mix.
int published_version(const std::filesystem::path& index) {
  const auto generation = Generation::open_current(index, Verify::Hashes);
  EXPECT_TRUE(generation) << generation.error().message;
  if (!generation) return -1;
  EXPECT_EQ((*generation)->problem(), "");
  std::set<std::string> there;
  int newest = 0;
  for (const Shard& shard : (*generation)->shards())
    for (std::uint32_t d = 0; d < shard.columns.size(); ++d) {
      const auto asset = asset_from_json(shard.documents[d]);
      EXPECT_TRUE(asset);
      newest = std::max(newest, std::stoi(asset->description.substr(8)));
      there.insert(asset->key + asset->description);
    }
  std::set<std::string> expected;
  for (const Asset& asset : version(newest)) expected.insert(asset.key + asset.description);
  return there == expected ? newest : -1;
}

TEST(Crash, F01_AKilledPublisherLeavesTheOldOrTheNewGenerationWhole) {
  const TemporaryFolder folder;
  PublishOptions options = small_shards(0.5);
  // Long enough for about one publish, however busy the machine is.
  const auto begin = std::chrono::steady_clock::now();
  publish_assets(version(0), folder.path(), options);
  const auto taken = std::chrono::steady_clock::now() - begin;
  auto longest = 3 * std::chrono::duration_cast<std::chrono::microseconds>(taken).count();
  std::mt19937 random(5);
  int number = 0;
  for (int round = 0; round < 40 || (number <= 10 && round < 400); ++round) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      for (int next = number + 1;; ++next) publish_assets(version(next), folder.path(), options);
    }
    ::usleep(static_cast<useconds_t>(random() % static_cast<std::uint64_t>(longest)));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const int now = published_version(folder.path());
    ASSERT_GE(now, number) << "round " << round;
    if (now == number) longest += longest / 10;  // The machine has become busier.
    number = now;
  }
  EXPECT_GT(number, 10);
  // The next run finds everything in order, and each generation was told of once.
  publish_assets(version(number + 1), folder.path(), options);
  EXPECT_EQ(published_version(folder.path()), number + 1);
  const auto history = History::open(folder.path());
  EXPECT_EQ(history->problem(), "");
  std::set<std::string> told;
  for (std::size_t i = 0; i < history->size(); ++i) {
    const auto event = history->event(i);
    ASSERT_TRUE(event);
    if (event->run && event->run->published) {
      EXPECT_TRUE(told.insert(event->run->generation).second) << event->run->generation;
    }
  }
  EXPECT_EQ(told.size(), static_cast<std::size_t>(number + 2));
  EXPECT_TRUE(told.contains((*Generation::open_current(folder.path()))->manifest().id));
}

}  // namespace
}  // namespace waymark
