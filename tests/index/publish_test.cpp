#include <fstream>

#include <gmock/gmock.h>

#include "index_fixture.h"

namespace waymark {
namespace {

using namespace testing_support;
namespace fs = std::filesystem;

TEST(Publish, TheSameAssetsAgainChangeNothing) {
  const TemporaryFolder folder;
  const PublishReport first = publish_assets({table("A.B.C"), table("A.B.D")}, folder.path());
  EXPECT_TRUE(first.published);
  EXPECT_EQ(first.added, 2u);
  const std::string line = current_line(folder.path());
  const PublishReport again = publish_assets({table("A.B.D"), table("A.B.C")}, folder.path());
  EXPECT_FALSE(again.published);
  EXPECT_EQ(again.unchanged, 2u);
  EXPECT_EQ(again.added + again.changed + again.removed, 0u);
  EXPECT_EQ(current_line(folder.path()), line);
}

TEST(Publish, CountsWhatIsAddedChangedAndRemoved) {
  const TemporaryFolder folder;
  publish_assets({table("A.B.C"), table("A.B.D")}, folder.path());
  Asset changed = table("A.B.D");
  changed.description = "New words.";
  const PublishReport report = publish_assets({changed, table("A.B.E")}, folder.path());
  EXPECT_EQ(report.added, 1u);
  EXPECT_EQ(report.changed, 1u);
  EXPECT_EQ(report.removed, 1u);
}

TEST(Publish, ContentHashDependsOnContentAlone) {
  const TemporaryFolder one, two;
  publish_assets({table("A.B.C"), table("A.B.D")}, one.path());
  publish_assets({table("X.Y.Z")}, two.path());
  publish_assets({table("A.B.D"), table("A.B.C")}, two.path());
  EXPECT_EQ((*Generation::open_current(one.path()))->manifest().content,
            (*Generation::open_current(two.path()))->manifest().content);
}

TEST(Publish, EachAccessClassHasAShardOfItsOwn) {
  const TemporaryFolder folder;
  Asset secret = table("A.B.D");
  secret.access = {3, {"finance"}, ""};
  publish_assets({table("A.B.C"), secret}, folder.path());
  const auto generation = Generation::open_current(folder.path());
  ASSERT_TRUE(generation);
  ASSERT_EQ((*generation)->shards().size(), 2u);
  for (const Shard& shard : (*generation)->shards()) EXPECT_EQ(shard.columns.size(), 1u);
}

TEST(Publish, KeepsThreeGenerationsAndNoLeftovers) {
  const TemporaryFolder folder;
  for (int i = 0; i < 6; ++i) publish_assets({table("A.B.T" + std::to_string(i))}, folder.path());
  fs::create_directories(folder.path() / "gen-000099.tmp");
  publish_assets({table("A.B.LAST")}, folder.path());
  std::size_t generations = 0;
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    EXPECT_THAT(entry.path().filename().string(), testing::Not(testing::EndsWith(".tmp")));
    generations += entry.path().filename().string().starts_with("gen-") ? 1 : 0;
  }
  EXPECT_EQ(generations, 3u);
}

TEST(Generation, AFlippedByteInAnyFileIsSeenByAFullCheck) {
  const TemporaryFolder folder;
  publish_assets({table("A.B.C")}, folder.path());
  publish_assets({table("A.B.C"), table("A.B.D")}, folder.path());
  const fs::path newest = (*Generation::open_current(folder.path()))->folder();
  const std::vector<FileInfo> files = (*Generation::open(newest))->manifest().files;
  for (const FileInfo& file : files) {
    if (file.size == 0) continue;
    std::fstream bytes(newest / file.path, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekg(static_cast<std::streamoff>(file.size / 2));
    const char old = static_cast<char>(bytes.get());
    bytes.seekp(static_cast<std::streamoff>(file.size / 2));
    bytes.put(static_cast<char>(old ^ 0x40));
    bytes.close();
    EXPECT_FALSE(Generation::open(newest, Verify::Hashes)) << file.path;
    const auto fallback = Generation::open_current(folder.path(), Verify::Hashes);
    ASSERT_TRUE(fallback) << file.path;
    EXPECT_EQ((*fallback)->shards().front().columns.size(), 1u);
    EXPECT_THAT((*fallback)->problem(), testing::HasSubstr("serving gen-000001 instead"));
    std::fstream mend(newest / file.path, std::ios::in | std::ios::out | std::ios::binary);
    mend.seekp(static_cast<std::streamoff>(file.size / 2));
    mend.put(old);
  }
}

TEST(Generation, ADamagedCurrentFallsBackToTheNewestWholeOne) {
  const TemporaryFolder folder;
  publish_assets({table("A.B.C")}, folder.path());
  for (const char* line : {"", "gen-000777 0000\n", "nonsense"}) {
    std::ofstream(folder.path() / "CURRENT") << line;
    const auto opened = Generation::open_current(folder.path());
    ASSERT_TRUE(opened) << line;
    EXPECT_FALSE((*opened)->problem().empty()) << line;
  }
}

TEST(Generation, AnotherFormatIsRefusedByName) {
  const auto manifest = manifest_from_json(R"({"format": 99})");
  ASSERT_FALSE(manifest);
  EXPECT_THAT(manifest.error().message, testing::HasSubstr("index format 99"));
}

TEST(IndexLock, IsHeldByOneAtATime) {
  const TemporaryFolder folder;
  {
    const auto first = IndexLock::take(folder.path());
    ASSERT_TRUE(first);
    const auto second = IndexLock::take(folder.path());
    ASSERT_FALSE(second);
    EXPECT_THAT(second.error().message, testing::HasSubstr(std::to_string(::getpid())));
  }
  EXPECT_TRUE(IndexLock::take(folder.path()));
}

}  // namespace
}  // namespace waymark
