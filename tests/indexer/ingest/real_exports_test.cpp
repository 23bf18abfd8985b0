// Real exports that nobody here wrote, where they are at hand: every file is read or named with its reason,
// and the counts of the report are those of a plain count made here.
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>

#include "waymark/ingest/ingest.h"

#include "index_fixture.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing_support::TemporaryFolder;

fs::path real_exports() {
  const char* shared = std::getenv("WAYMARK_SHARED");
  const fs::path folder = shared != nullptr ? fs::path(shared) : fs::path(WAYMARK_SOURCE_DIR) / "../shared";
  return folder / "real";
}

// One run over everything, shared by the tests.
class RealExports : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!fs::exists(real_exports())) return;
    folder_ = new TemporaryFolder;
    IngestOptions options;
    options.exports = {real_exports()};
    options.index = folder_->path() / "index";
    options.tool = "test";
    auto report = ingest(options);
    ASSERT_TRUE(report) << report.error().message;
    report_ = new IngestReport(std::move(*report));
  }
  static void TearDownTestSuite() {
    delete report_;
    delete folder_;
  }
  void SetUp() override {
    if (!fs::exists(real_exports()))
      GTEST_SKIP() << "no real exports at " << real_exports()
                   << ": set WAYMARK_SHARED to the folder that holds real/";
    ASSERT_NE(report_, nullptr);
  }

  static std::size_t records(const std::string& prefix, const std::string& kind) {
    std::size_t total = 0;
    for (const FileReport& file : report_->files)
      if (file.name.starts_with(prefix))
        if (const auto found = file.records.find(kind); found != file.records.end()) total += found->second;
    return total;
  }

  static TemporaryFolder* folder_;
  static IngestReport* report_;
};
TemporaryFolder* RealExports::folder_ = nullptr;
IngestReport* RealExports::report_ = nullptr;

// Rows of a CSV file after its header: line ends outside quotes, nothing else.
std::size_t csv_records(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::size_t rows = 0;
  bool quoted = false, any = false;
  for (char c; in.get(c);) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted)
      rows += any ? 1 : 0, any = false;
    else if (c != '\r' && c != '\n')
      any = true;
  }
  return rows + (any ? 1 : 0) - 1;
}

TEST_F(RealExports, EveryFileIsReadOrNamedWithAReason) {
  std::set<std::string> reported;
  for (const FileReport& file : report_->files) {
    reported.insert(file.name);
    const std::string& said = file.outcome == FileOutcome::Read ? file.format : file.reason;
    EXPECT_FALSE(said.empty()) << file.name;
  }
  for (const Skipped& skipped : report_->skipped) {
    reported.insert(skipped.name);
    EXPECT_FALSE(skipped.reason.empty()) << skipped.name;
  }
  for (const auto& entry : fs::recursive_directory_iterator(real_exports())) {
    if (!entry.is_regular_file()) continue;
    EXPECT_TRUE(reported.contains(entry.path().lexically_relative(real_exports()).generic_string()))
        << entry.path();
  }
}

TEST_F(RealExports, EachRegistryFileIsOneDataset) {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(real_exports() / "aws-open-data-registry/datasets"))
    files += entry.path().extension() == ".yaml" ? 1 : 0;
  EXPECT_GT(files, 0u);
  EXPECT_EQ(records("aws-open-data-registry/datasets/", "dataset"), files);
}

TEST_F(RealExports, SnowflakeRowsAreTablesAndColumns) {
  EXPECT_EQ(records("snowflake-derived/TABLES.csv", "table"),
            csv_records(real_exports() / "snowflake-derived/TABLES.csv"));
  EXPECT_EQ(records("snowflake-derived/COLUMNS.csv", "column"),
            csv_records(real_exports() / "snowflake-derived/COLUMNS.csv"));
}

TEST_F(RealExports, NoConnectionSettingIsIndexed) {
  // The settings in the sample's service files must be in no asset that its reader made.
  const auto generation = Generation::open_current(folder_->path() / "index");
  ASSERT_TRUE(generation);
  for (const Shard& shard : (*generation)->shards())
    for (std::uint32_t d = 0; d < shard.columns.size(); ++d) {
      const std::string_view asset = shard.documents[d];
      if (asset.find("\"format\":\"openmetadata\"") == std::string_view::npos) continue;
      for (const char* secret : {"password", "hostPort", "securityConfig", "connectionOptions"})
        EXPECT_EQ(asset.find(secret), std::string_view::npos) << shard.columns.keys[d] << " holds " << secret;
    }
}

TEST_F(RealExports, AFullCheckOfTheIndexPasses) {
  EXPECT_TRUE(Generation::open_current(folder_->path() / "index", Verify::Hashes));
}

}  // namespace
}  // namespace waymark
