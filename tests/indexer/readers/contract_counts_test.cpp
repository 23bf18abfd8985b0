// contract_counts_test.cpp - real contracts of other projects: as many are read as a plain look at the text
// finds.
//
// The files stay outside the tree (WAYMARK_SHARED, else ../shared beside it); without them the tests are
// skipped.
#include <cstdlib>
#include <filesystem>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"

#include "golden_dump.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolders[] = {"odcs", "odcs-cli", "datacontract", "datacontract-cli"};

fs::path real_exports() {
  const char* shared = std::getenv("WAYMARK_SHARED");
  return (shared != nullptr ? fs::path(shared) : fs::path(WAYMARK_SOURCE_DIR) / "../shared") / "real";
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// Knows nothing of YAML: a line that begins with the word which every contract of a format has exactly once.
std::size_t contracts_in(std::string_view text, bool odcs) {
  std::size_t found = 0;
  for (std::string line : split(text, '\n')) {
    line = replace_all(replace_all(replace_all(line, "\"", ""), "\xEF\xBB\xBF", ""), "\r", "");
    if (odcs ? line.starts_with("kind: DataContract") : line.starts_with("dataContractSpecification:"))
      ++found;
  }
  return found;
}

struct Outcome {
  std::string reader;
  std::size_t contracts = 0;
  std::vector<std::string> fragments;
  std::string refusal;  // Why nothing was read; empty when something was.
};

Outcome read_file_of(const fs::path& path) {
  Outcome outcome;
  Export file;
  file.path = path;
  file.name = path.filename().string();
  file.source = "real";
  const Result<Shape> shape = look_at(path);
  if (!shape) return {"", 0, {}, shape.error().message};
  file.shape = *shape;
  const Reader* reader = detect(file.shape);
  if (reader == nullptr) return {"", 0, {}, describe(file.shape)};
  outcome.reader = reader->name;
  DumpingSink sink;
  if (const Status read = reader->read(file, sink); !read) outcome.refusal = read.error().message;
  outcome.contracts = sink.counts["contract"];
  for (const std::string& line : sink.lines)
    if (line.starts_with("{\"fragment\"")) outcome.fragments.push_back(line);
  if (outcome.contracts == 0 && outcome.refusal.empty() && !sink.lines.empty())
    outcome.refusal = sink.lines.front();
  return outcome;
}

class RealContracts : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!fs::is_directory(real_exports() / GetParam()))
      GTEST_SKIP() << "no real contracts in " << real_exports() / GetParam()
                   << "; set WAYMARK_SHARED to where they are";
  }
};

TEST_P(RealContracts, AreReadAsOftenAsTheTextHasThem) {
  std::size_t seen = 0;
  for (const fs::path& path : files_of(real_exports() / GetParam())) {
    const Result<std::string> text = read_file(path);
    ASSERT_TRUE(text) << text.error().message;
    const std::size_t odcs = contracts_in(*text, true), specification = contracts_in(*text, false);
    const Outcome outcome = read_file_of(path);
    EXPECT_EQ(outcome.contracts, odcs + specification) << path.filename() << ": " << outcome.refusal;
    EXPECT_EQ(outcome.fragments.size(), outcome.contracts) << path.filename();
    EXPECT_EQ(outcome.reader, odcs > 0 ? "odcs" : "datacontract") << path.filename();
    seen += odcs + specification;
  }
  EXPECT_GT(seen, 0U);
}

TEST_P(RealContracts, KeepWhatTheyAreCalledAndTheirText) {
  for (const fs::path& path : files_of(real_exports() / GetParam()))
    for (const std::string& fragment : read_file_of(path).fragments) {
      EXPECT_FALSE(contains(fragment, "\"name\":\"\"")) << path.filename();
      EXPECT_TRUE(contains(fragment, "\"original\":\"")) << path.filename();
    }
}

INSTANTIATE_TEST_SUITE_P(Folders, RealContracts, testing::ValuesIn(kFolders),
                         [](const auto& folder) { return replace_all(folder.param, "-", "_"); });

}  // namespace
}  // namespace waymark
