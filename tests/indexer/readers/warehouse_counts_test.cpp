// warehouse_counts_test.cpp - real exports of warehouses and of the AWS command line: a reader gives what a
// plain look at the raw files finds. The files stay outside the tree (WAYMARK_SHARED, else ../shared beside
// it); without them the tests are skipped.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

fs::path real_exports() {
  const char* shared = std::getenv("WAYMARK_SHARED");
  return (shared != nullptr ? fs::path(shared) : fs::path(WAYMARK_SOURCE_DIR) / "../shared") / "real";
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Collector : public ReadSink {
 public:
  void fragment(Fragment fragment) override { fragments.push_back(std::move(fragment)); }
  void edge(Edge) override { ++edges; }
  void problem(Problem problem) override { problems.push_back(problem.place + ": " + problem.message); }
  void count(std::string_view kind, std::size_t records) override { counts[std::string(kind)] += records; }

  std::string reader;
  std::vector<Fragment> fragments;
  std::vector<std::string> problems;
  std::map<std::string, std::size_t> counts;
  std::size_t edges = 0;
};

Collector read_real(const fs::path& path) {
  Collector sink;
  Export file;
  file.path = path;
  file.name = path.filename().string();
  const Result<Shape> shape = look_at(path);
  EXPECT_TRUE(shape) << path;
  if (!shape) return sink;
  file.shape = *shape;
  const Reader* reader = detect(file.shape);
  EXPECT_NE(reader, nullptr) << path << " " << describe(file.shape);
  if (reader == nullptr) return sink;
  sink.reader = reader->name;
  const Status status = reader->read(file, sink);
  EXPECT_TRUE(status) << path << ": " << status.error().message;
  return sink;
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

class RealWarehouses : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::is_directory(real_exports()))
      GTEST_SKIP() << "no real exports in " << real_exports() << "; set WAYMARK_SHARED to where they are";
  }
};

// Rows of a CSV by nothing but its quotes.
std::vector<std::vector<std::string>> raw_rows(const std::string& text) {
  std::vector<std::vector<std::string>> rows{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      if (quoted && i + 1 < text.size() && text[i + 1] == '"')
        rows.back().back() += text[++i];
      else
        quoted = !quoted;
    } else if (c == ',' && !quoted) {
      rows.back().emplace_back();
    } else if (c == '\n' && !quoted) {
      rows.emplace_back(1);
    } else if (c != '\r' || quoted) {
      rows.back().back() += c;
    }
  }
  if (rows.back().size() == 1) rows.pop_back();
  return rows;
}

// In these dumps each column stands on a line of its own.
std::size_t lines_between_brackets(const std::string& ddl) {
  std::size_t lines = 0;
  for (const std::string& line : split(ddl, '\n'))
    lines += line.starts_with("\t") || line.starts_with("    ");
  return lines;
}

TEST_F(RealWarehouses, EveryTableOfTheDdlListingsHasItsColumns) {
  std::size_t tables = 0;
  for (const fs::path& path : files_of(real_exports() / "snowflake-ddl-csv")) {
    const Collector sink = read_real(path);
    const auto rows = raw_rows(bytes_of(path));
    EXPECT_EQ(sink.reader, "snowflake_ddl");
    EXPECT_EQ(sink.problems, std::vector<std::string>{}) << path;
    ASSERT_EQ(sink.fragments.size() + 1, rows.size()) << path;
    for (std::size_t i = 0; i < sink.fragments.size(); ++i) {
      const Fragment& fragment = sink.fragments[i];
      EXPECT_EQ(fragment.facts.columns.size(), lines_between_brackets(rows[i + 1][2]))
          << path << " " << fragment.place;
      EXPECT_EQ(fragment.self.physical.parts.size(), 3u) << path << " " << fragment.place;
      EXPECT_TRUE(rows[i + 1][0].ends_with(fragment.facts.name)) << path << " " << fragment.place;
      if (HasFailure()) return;
    }
    tables += sink.fragments.size();
  }
  EXPECT_EQ(tables, 2188u);
}

TEST_F(RealWarehouses, EveryRowOfTheSnowflakeViewsIsRead) {
  for (const char* view : {"TABLES.csv", "COLUMNS.csv"}) {
    const fs::path path = real_exports() / "snowflake-derived" / view;
    const Collector sink = read_real(path);
    EXPECT_EQ(sink.reader, "snowflake");
    EXPECT_EQ(sink.problems, std::vector<std::string>{});
    const bool columns = std::string_view(view).starts_with("C");
    EXPECT_EQ(sink.counts.at(columns ? "column" : "table"), raw_rows(bytes_of(path)).size() - 1);
  }
}

using Json = nlohmann::json;

// Which reader takes each of the published answers, and how many fragments come of it.
TEST_F(RealWarehouses, EveryAnswerOfTheAwsCommandLineIsReadOrRefusedByName) {
  const std::map<std::string, std::pair<std::string, std::string>> kExpected = {
      {"glue_get-databases", {"glue", "/DatabaseList"}},
      {"glue_get-tables", {"glue", "/TableList"}},
      {"glue_get-job", {"glue_jobs", "/Job"}},
      {"lakeformation_list-permissions", {"lake_formation_grants", "/PrincipalResourcePermissions"}},
      {"lakeformation_list-resources", {"lake_formation_grants", "/ResourceInfoList"}},
      {"lakeformation_search-databases-by-lf-tags", {"lake_formation", "/DatabaseList"}},
      {"lakeformation_search-tables-by-lf-tags", {"lake_formation", "/TableList"}},
      {"lakeformation_list-lf-tags", {"lake_formation", ""}},
      {"lakeformation_get-lf-tag", {"lake_formation", ""}},
      {"lakeformation_add-lf-tags-to-resource", {"aws_other", ""}},
  };
  for (const auto& [name, expected] : kExpected) {
    const fs::path path = real_exports() / "aws-cli-doc-outputs" / (name + ".json");
    const Collector sink = read_real(path);
    EXPECT_EQ(sink.reader, expected.first) << name;
    if (expected.second.empty()) {
      EXPECT_EQ(sink.fragments.size(), 0u) << name;
      EXPECT_EQ(sink.problems.size(), 1u) << name;
      continue;
    }
    const Json found = Json::parse(bytes_of(path)).at(Json::json_pointer(expected.second));
    EXPECT_EQ(sink.fragments.size(), found.is_array() ? found.size() : 1u) << name;
    EXPECT_EQ(sink.problems, std::vector<std::string>{}) << name;
  }
}

// As published it has line breaks inside a text, which JSON forbids: what stands before them is read and the
// rest told of.
TEST_F(RealWarehouses, TheJobRunsThatAreNoJsonGiveWhatIsWhole) {
  const Collector sink = read_real(real_exports() / "aws-cli-doc-outputs/glue_get-job-runs.invalid.json");
  EXPECT_EQ(sink.reader, "glue_jobs");
  EXPECT_FALSE(sink.problems.empty());
  ASSERT_EQ(sink.fragments.size(), 1u);
  EXPECT_EQ(sink.fragments[0].facts.name, "my-testing-job");
}

}  // namespace
}  // namespace waymark
