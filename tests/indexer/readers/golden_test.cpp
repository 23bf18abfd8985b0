// golden_test.cpp - every case folder: the files of in/ must give the lines of expected.jsonl.
//
//   tests/indexer/readers/<reader>/<case>/in/…            the export files, in as many folders as the case
//   needs tests/indexer/readers/<reader>/<case>/expected.jsonl  what they give; golden_dump.h says how to
//   read it tests/indexer/readers/<reader>/<case>/source.json     optional: {"instance": "acme", "platform":
//   "snowflake"}
//
// WAYMARK_UPDATE=1 rewrites the expectations; the diff is to be reviewed.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"

#include "golden_dump.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(WAYMARK_SOURCE_DIR) / "tests/indexer/readers";

std::vector<std::string> case_folders() {
  std::vector<std::string> found;
  for (const auto& reader : fs::directory_iterator(kFolder)) {
    if (!reader.is_directory()) continue;
    for (const auto& one : fs::directory_iterator(reader.path()))
      if (fs::is_directory(one.path() / "in"))
        found.push_back(fs::relative(one.path(), kFolder).generic_string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), folder).generic_string());
  std::sort(names.begin(), names.end());
  return names;
}

Export source_of(const fs::path& folder) {
  Export source;
  source.source = "golden";
  if (const auto text = read_file(folder / "source.json")) {
    const Value options = parse_json(*text).value_or(Value{});
    source.instance = options["instance"].text();
    source.platform = options["platform"].text();
    source.ignore_users = options["ignore_users"].texts();
  }
  return source;
}

std::vector<std::string> read_case(const fs::path& folder) {
  std::vector<std::string> lines;
  for (const std::string& name : files_below(folder / "in")) {
    Export file = source_of(folder);
    file.path = folder / "in" / name;
    file.name = name;
    file.folder = fs::path(name).parent_path().generic_string();
    for (std::string& line : dump_file(file)) lines.push_back(std::move(line));
  }
  return lines;
}

class GoldenReader : public testing::TestWithParam<std::string> {};

TEST_P(GoldenReader, EmitsWhatIsExpected) {
  const fs::path folder = kFolder / GetParam();
  const std::vector<std::string> actual = read_case(folder);
  if (std::getenv("WAYMARK_UPDATE") != nullptr) {
    std::ofstream out(folder / "expected.jsonl", std::ios::binary);
    for (const std::string& line : actual) out << line << '\n';
    return;
  }
  const auto text = read_file(folder / "expected.jsonl");
  ASSERT_TRUE(text) << text.error().message << "; WAYMARK_UPDATE=1 writes it";
  std::vector<std::string> expected = split(*text, '\n');
  if (!expected.empty() && expected.back().empty()) expected.pop_back();
  for (std::size_t i = 0; i < std::min(actual.size(), expected.size()); ++i)
    ASSERT_EQ(actual[i], expected[i]) << folder << " line " << i + 1;
  EXPECT_EQ(actual.size(), expected.size()) << folder << ": other number of lines";
}

// A case stands in the folder of the reader it is about: detection must give it at least one of the files.
TEST_P(GoldenReader, ReadsTheFilesOfItsFolder) {
  const std::string reader = GetParam().substr(0, GetParam().find('/'));
  const std::vector<std::string> lines = read_case(kFolder / GetParam());
  EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
    return line.starts_with("{\"file\":") && contains(line, "\"reader\":\"" + reader + "\"");
  }));
}

std::string test_name(const testing::TestParamInfo<std::string>& one) {
  std::string name = one.param;
  for (char& c : name)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) c = '_';
  return name;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(GoldenReader);
INSTANTIATE_TEST_SUITE_P(Cases, GoldenReader, testing::ValuesIn(case_folders()), test_name);

}  // namespace
}  // namespace waymark
