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

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Files below a folder of the real exports that end in `extension` and hold `marker` ("\n…": at the start of
// a line).
std::size_t files_that(const std::string& folder, const std::string& extension, const std::string& marker) {
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(real_exports() / folder)) {
    if (!entry.is_regular_file() || !entry.path().filename().string().ends_with(extension)) continue;
    count += marker.empty() || ("\n" + text_of(entry.path())).find(marker) != std::string::npos;
  }
  return count;
}

// Every file that is not read is refused by one of these rules, and as many by each as a plain look at the
// folder finds. What a user would expect to be read is not among them.
TEST_F(RealExports, EveryFileThatIsNotReadIsRefusedByARuleOfItsOwn) {
  struct Rule {
    const char* says;
    std::size_t files;
  };
  const Rule rules[] = {
      {"plain text or Markdown, not a catalog export", files_that("", "README.md", "")},
      {"unsupported: RDF/XML; convert it to JSON-LD", files_that("", ".rdf", "<rdf:RDF")},
      {"unsupported: RDF (Turtle); convert it to JSON-LD", files_that("", ".ttl", "@prefix")},
      {"Apache Atlas 0.8 migration dump", files_that("atlas-migration", ".json", "\"vertices\"")},
      {"Apache Atlas type definition", files_that("atlas-entities", ".json", "Defs\"")},
      {"a request to export from Apache Atlas", files_that("atlas-entities", ".json", "\"itemsToExport\"")},
      {"an Atlan log of who looked at what", files_that("atlan", ".json", "\"logs\"")},
      // Lists of words beside the registry, and the schema of its files.
      {"YAML that holds no map", files_that("aws-open-data-registry", ".yaml", "") -
                                     files_that("aws-open-data-registry/datasets", ".yaml", "") - 1},
      {"unknown format: top-level keys desc, extensions, type, mapping",
       files_that("aws-open-data-registry", "schema.yaml", "")},
      // Settings of Atlas itself: filters, attributes, transforms.
      {"unknown format: top-level keys auditFilters",
       files_that("atlas-entities", ".json", "\"auditFilters\"")},
      {"unknown format: top-level keys conditions, action",
       files_that("atlas-entities", "transform1.json", "")},
      {"unknown format: top-level keys options",
       files_that("atlas-entities", "import-replicatedFrom.json", "")},
      {"unknown format: top-level keys name, typeName, cardinality",
       files_that("atlas-entities", "replicationAttrs.json", "")},
      {"a table whose first row holds values, not column names", files_that("dataplex", ".csv", "")},
      {"plain text, not a catalog export", files_that("openmetadata", "query_log", "")},
      {"a workbook of data, not of a catalog", files_that("xlsx", ".xlsx", "")},
  };
  std::map<std::string, std::size_t> refused;
  for (const FileReport& file : report_->files) {
    if (file.outcome == FileOutcome::Read) continue;
    const auto rule = std::find_if(std::begin(rules), std::end(rules), [&](const Rule& one) {
      return file.reason.find(one.says) < 4;  // After "an " at most.
    });
    ASSERT_NE(rule, std::end(rules)) << file.name << " is refused by no rule: " << file.reason;
    ++refused[rule->says];
  }
  for (const Rule& rule : rules) EXPECT_EQ(refused[rule.says], rule.files) << rule.says;
}

TEST_F(RealExports, AsManyFilesOfEachFormatAreReadAsHoldItsMark) {
  struct Format {
    const char* name;
    std::size_t files;
  };
  const Format formats[] = {
      {"aws_open_data", files_that("aws-open-data-registry/datasets", ".yaml", "")},
      {"odcs", files_that("", "", "\nkind: DataContract") + files_that("", "", "\nkind: \"DataContract\"")},
      {"datacontract", files_that("", "", "\ndataContractSpecification:")},
      {"dbt_manifest", files_that("dbt", ".json", "/dbt/manifest/v")},
      {"dbt_catalog", files_that("dbt", ".json", "/dbt/catalog/v")},
      {"dbt_run_results",
       files_that("dbt", ".json", "/dbt/run-results/v") + files_that("dbt", ".json", "/dbt/sources/v")},
      {"datahub", files_that("datahub", ".json", "") + files_that("datahub-showcase-ecommerce", ".json", "")},
      {"datahub_glossary",
       files_that("datahub", "glossary.yml", "") + files_that("datahub", "glossary.yaml", "")},
      {"datahub_enricher", files_that("datahub", ".csv", "")},
      {"snowflake_ddl", files_that("snowflake-ddl-csv", ".csv", "")},
      {"snowflake", files_that("snowflake-derived", ".csv", "")},
      {"openlineage", files_that("openlineage", ".json", "") + files_that("marquez", ".json", "")},
      {"amundsen", files_that("amundsen", ".csv", "")},
      {"dcat_us", files_that("dcat-us", ".json", "") + files_that("dcat-us-harvester", ".json", "") +
                      files_that("dcat-ap", "pod.jsonld", "")},
      {"dcat_us_csv", files_that("dcat-us", ".csv", "")},
      {"dcat_ap", files_that("dcat-ap", ".jsonld", "@graph")},
      {"ckan", files_that("ckan", ".json", "\"resources\"")},
      {"dcat_json", files_that("ckan", ".json", "\"distribution\"")},
      {"odps", files_that("odps-bitol", ".yaml", "\nkind: DataProduct")},
      {"odcs_workbook", files_that("odcs-excel", ".xlsx", "")},
  };
  std::map<std::string, std::size_t> read;
  for (const FileReport& file : report_->files)
    if (file.outcome == FileOutcome::Read) ++read[file.format];
  for (const Format& format : formats) EXPECT_EQ(read[format.name], format.files) << format.name;
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
