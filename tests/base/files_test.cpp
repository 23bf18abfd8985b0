#include "waymark/base/files.h"

#include <gmock/gmock.h>
#include <unistd.h>

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Files : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
  const fs::path folder_ = fs::temp_directory_path() / ("waymark_files_test_" + std::to_string(::getpid()));
};

TEST_F(Files, ReadsBackWhatWasWritten) {
  std::string bytes(200'000, 'x');
  bytes[1] = '\0';
  bytes[2] = '\n';
  ASSERT_TRUE(write_file_durably(folder_ / "a", bytes));
  EXPECT_EQ(read_file(folder_ / "a").value(), bytes);
  ASSERT_TRUE(write_file_durably(folder_ / "a", ""));
  EXPECT_EQ(read_file(folder_ / "a").value(), "");
}

TEST_F(Files, LeavesNothingBeside) {
  ASSERT_TRUE(write_file_durably(folder_ / "a", "x"));
  fs::create_directory(folder_ / "b");
  EXPECT_FALSE(write_file_durably(folder_ / "b", "x"));
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder_)) names.push_back(entry.path().filename().string());
  EXPECT_THAT(names, testing::UnorderedElementsAre("a", "b"));
}

TEST_F(Files, FailuresNameThePath) {
  EXPECT_THAT(read_file(folder_ / "none").error().message, HasSubstr("none"));
  EXPECT_FALSE(read_file(folder_).has_value());
  EXPECT_THAT(write_file_durably(folder_ / "none" / "a", "x").error().message, HasSubstr("none"));
  EXPECT_FALSE(MappedFile::open(folder_ / "none").has_value());
  EXPECT_FALSE(sync_path(folder_ / "none").has_value());
  EXPECT_TRUE(sync_path(folder_).has_value());
}

TEST_F(Files, AMapOutlivesTheNameOfItsFile) {
  ASSERT_TRUE(write_file_durably(folder_ / "a", "hello"));
  MappedFile mapped = MappedFile::open(folder_ / "a").value();
  fs::remove(folder_ / "a");
  MappedFile moved = std::move(mapped);
  EXPECT_EQ(moved.bytes(), "hello");
  mapped = std::move(moved);
  EXPECT_EQ(mapped.bytes(), "hello");
}

TEST_F(Files, AnEmptyFileMapsToNothing) {
  ASSERT_TRUE(write_file_durably(folder_ / "a", ""));
  EXPECT_EQ(MappedFile::open(folder_ / "a").value().bytes(), "");
}

}  // namespace
}  // namespace waymark
