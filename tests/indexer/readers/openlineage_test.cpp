// openlineage_test.cpp - what holds of any feed of events: their order and repetitions say nothing.
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"

#include "golden_dump.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class OpenLineageFeed : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  // What the lines give, without their places in the file.
  std::set<std::string> told(const std::vector<std::string>& lines) const {
    Export file;
    file.path = folder_ / "events.ndjson";
    file.name = "events.ndjson";
    std::ofstream(file.path, std::ios::binary) << join(lines, "\n") << "\n";
    std::set<std::string> dumped;
    for (const std::string& line : dump_file(file)) {
      Json json = Json::parse(line);
      for (const char* kind : {"fragment", "edge"})
        if (json.contains(kind)) {
          json[kind].erase("place");
          dumped.insert(json.dump());
        }
    }
    return dumped;
  }

  static std::vector<std::string> events() {
    const auto text =
        read_file(fs::path(WAYMARK_SOURCE_DIR) / "tests/indexer/readers/openlineage/runs/in/events.ndjson");
    std::vector<std::string> lines = split(text.value(), '\n');
    std::erase_if(lines, [](const std::string& line) { return !Json::accept(line); });
    return lines;
  }

  const fs::path folder_ = fs::temp_directory_path() / ("waymark_openlineage_" + std::to_string(::getpid()));
};

TEST_F(OpenLineageFeed, TheOrderOfEventsDoesNotMatter) {
  std::vector<std::string> lines = events();
  const std::set<std::string> expected = told(lines);
  EXPECT_GT(expected.size(), 15U);
  std::mt19937 random(7);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(lines.begin(), lines.end(), random);
    ASSERT_EQ(told(lines), expected) << "shuffle " << i;
  }
}

TEST_F(OpenLineageFeed, EventsToldAgainSayNothingNew) {
  std::vector<std::string> lines = events();
  const std::set<std::string> expected = told(lines);
  const std::vector<std::string> again = lines;
  lines.insert(lines.end(), again.begin(), again.end());
  EXPECT_EQ(told(lines), expected);
}

}  // namespace
}  // namespace waymark
