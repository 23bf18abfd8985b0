// open_data_counts_test.cpp - real files of DCAT, CKAN, data products and DataHub's hand-made files: a reader
// counts what a plain look at the raw text finds.
//
// The files stay outside the tree (WAYMARK_SHARED, else ../shared beside it); without them the tests are
// skipped.
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "export_folder.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

fs::path real_exports() {
  const char* shared = std::getenv("WAYMARK_SHARED");
  return (shared != nullptr ? fs::path(shared) : fs::path(WAYMARK_SOURCE_DIR) / "../shared") / "real";
}

std::string raw_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_with(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == extension) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

class RealOpenData : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::is_directory(real_exports()))
      GTEST_SKIP() << "no real exports in " << real_exports() << "; set WAYMARK_SHARED to where they are";
  }

  static ReadExport read(const fs::path& path) {
    ReadExport result;
    Export file;
    file.path = path;
    file.name = path.filename().string();
    file.source = "real";
    const Result<Shape> shape = look_at(path);
    if (!shape) {
      result.unread = shape.error().message;
      return result;
    }
    file.shape = *shape;
    result.reader = detect(file.shape);
    if (result.reader == nullptr) return result;
    EXPECT_TRUE(result.reader->read(file, result)) << path;
    return result;
  }
};

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// Every data set of a catalog, wherever it stands in it; `first` and `last` of a series repeat members.
std::size_t datasets_in(const Json& value) {
  std::size_t count = 0;
  if (value.is_array()) {
    for (const Json& item : value) count += datasets_in(item);
    return count;
  }
  if (!value.is_object()) return 0;
  for (const auto& [member, inner] : value.items()) {
    if (member == "first" || member == "last") continue;
    const bool lists = member == "dataset" || member == "seriesMember" || member == "servesDataset";
    if (lists && inner.is_array())
      for (const Json& item : inner) count += item.is_object();
    count += datasets_in(inner);
  }
  return count;
}

TEST_F(RealOpenData, EveryDataSetOfDcatUsIsRead) {
  std::size_t all = 0;
  for (const char* folder : {"dcat-us", "dcat-us-harvester"})
    for (const fs::path& path : files_with(real_exports() / folder, ".json")) {
      const ReadExport file = read(path);
      ASSERT_NE(file.reader, nullptr) << path << ": " << file.unread;
      EXPECT_EQ(file.reader->name, "dcat_us") << path;
      const Json raw = Json::parse(raw_text(path), nullptr, false);
      const std::size_t datasets = datasets_in(raw);
      EXPECT_EQ(file.counted("dataset"), datasets) << path;
      all += datasets;
      std::size_t left_out = 0;
      for (const std::string& problem : file.problems) left_out += contains(problem, "left out");
      const std::size_t others = file.counted("service") + file.counted("series");
      std::size_t records = 0;
      for (const Fragment& one : file.fragments) records += one.place.starts_with("record[");
      EXPECT_EQ(file.fragments.size() - records, datasets + others - left_out) << path;
      for (const Fragment& one : file.fragments)
        EXPECT_FALSE(one.self.id.empty()) << path << " " << one.place;
    }
  EXPECT_GT(all, 60u);
}

TEST_F(RealOpenData, TheTableOfDcatUsTellsWhatItsJsonTells) {
  for (const char* name : {"catalog-sample", "catalog-sample-extended"}) {
    const ReadExport table = read(real_exports() / "dcat-us" / (std::string(name) + ".csv"));
    const ReadExport json = read(real_exports() / "dcat-us" / (std::string(name) + ".json"));
    ASSERT_NE(table.reader, nullptr) << name;
    EXPECT_EQ(table.reader->name, "dcat_us_csv");
    ASSERT_EQ(table.fragments.size(), json.fragments.size()) << name;
    for (std::size_t i = 0; i < table.fragments.size(); ++i) {
      const Fragment &left = table.fragments[i], &right = json.fragments[i];
      // In the short sample the two forms of the first data set have identifiers of their own.
      if (i > 0 || name == std::string("catalog-sample-extended")) {
        EXPECT_EQ(left.self.id, right.self.id);
      }
      EXPECT_EQ(left.facts.name, right.facts.name);
      EXPECT_EQ(left.facts.domain, right.facts.domain);
      EXPECT_EQ(left.facts.owners, right.facts.owners);
      EXPECT_EQ(left.facts.updated, right.facts.updated);
      EXPECT_EQ(left.facts.sensitivity, right.facts.sensitivity);
      EXPECT_EQ(left.facts.fresh_within, right.facts.fresh_within);
    }
  }
}

TEST_F(RealOpenData, DcatApIsReadAsJsonLdAndRefusedByNameAsRdf) {
  const ReadExport graph = read(real_exports() / "dcat-ap/catalog_with_at_graph.jsonld");
  ASSERT_NE(graph.reader, nullptr);
  EXPECT_EQ(graph.reader->name, "dcat_ap");
  ASSERT_EQ(graph.fragments.size(), 1u);
  EXPECT_EQ(graph.fragments[0].facts.owners.at(0).name, "Jane Doe");
  EXPECT_EQ(graph.fragments[0].facts.owners.at(0).mail, "jane.doe@agency.gov");
  for (const fs::path& path : files_with(real_exports() / "dcat-ap", ".rdf"))
    EXPECT_EQ(read(path).unread, "unsupported: RDF/XML; convert it to JSON-LD") << path;
  for (const fs::path& path : files_with(real_exports() / "dcat-ap", ".ttl"))
    EXPECT_EQ(read(path).unread, "unsupported: RDF (Turtle); convert it to JSON-LD") << path;
}

TEST_F(RealOpenData, EveryPackageOfCkanIsRead) {
  std::size_t packages = 0;
  for (const fs::path& path : files_with(real_exports() / "ckan", ".json")) {
    const ReadExport file = read(path);
    ASSERT_NE(file.reader, nullptr) << path << ": " << file.unread;
    const Json raw = Json::parse(raw_text(path), nullptr, false);
    if (file.reader->name == "dcat_json") {
      const std::size_t listed = raw.is_array()            ? raw.size()
                                 : raw.contains("dataset") ? raw["dataset"].size()
                                                           : 1;
      EXPECT_EQ(file.counted("dataset"), listed) << path;
      continue;
    }
    EXPECT_EQ(file.reader->name, "ckan") << path;
    const std::size_t expected = raw.is_array() ? raw.size() : 1;
    EXPECT_EQ(file.fragments.size(), expected) << path;
    std::size_t resources = 0;
    for (const Json& package : raw.is_array() ? raw : Json::array({raw}))
      resources += package.value("resources", Json::array()).size();
    EXPECT_EQ(file.counted("resource"), resources) << path;
    packages += expected;
  }
  EXPECT_GT(packages, 5u);
}

TEST_F(RealOpenData, EveryPortOfBitolProductsIsReadInItsHighestVersion) {
  std::size_t products = 0;
  for (const fs::path& path : files_with(real_exports() / "odps-bitol", ".yaml")) {
    const ReadExport file = read(path);
    ASSERT_NE(file.reader, nullptr) << path;
    EXPECT_EQ(file.reader->name, "odps");
    EXPECT_EQ(file.problems, std::vector<std::string>{}) << path;
    ++products;
    if (path.filename() != "customer-data-product.odps.yaml") continue;
    std::set<std::string> outputs, inputs;
    for (const Member& member : file.fragments.at(0).facts.members)
      (member.port == "output" ? outputs : inputs).insert(member.asset.id);
    EXPECT_EQ(outputs, (std::set<std::string>{"odcs:c2798941-1b7e-4b03-9e0d-955b1a872b33",
                                              "odcs:a44978be-1fe0-4226-b840-1b715bc25c63",
                                              "odcs:ef769969-0cbe-4188-876f-bb00abadaee4"}));
    EXPECT_TRUE(inputs.contains("odcs:dbb7b1eb-7628-436e-8914-2a00638ba6da"));  // payments 2.0.0
    EXPECT_TRUE(inputs.contains("odcs:ec2a112d-5cfe-49f3-8760-f9cfb4597547"));  // onlinetransactions 1.1.0
  }
  EXPECT_GT(products, 0u);
}

TEST_F(RealOpenData, EveryGroupAndTermOfAGlossaryFileIsRead) {
  for (const char* name : {"business_glossary.yml", "ecommerce_business_glossary.yaml"}) {
    const ReadExport file = read(real_exports() / "datahub" / name);
    ASSERT_NE(file.reader, nullptr) << name;
    EXPECT_EQ(file.reader->name, "datahub_glossary");
    const std::size_t names = times(raw_text(real_exports() / "datahub" / name), "- name:");
    EXPECT_EQ(file.counted("term") + file.counted("node"), names) << name;
    EXPECT_EQ(file.fragments.size(), names) << name;
    EXPECT_EQ(file.problems, std::vector<std::string>{}) << name;
  }
}

TEST_F(RealOpenData, EveryRowOfTheEnricherIsReadOrTold) {
  const fs::path path = real_exports() / "datahub/csv_enricher_test_data.csv";
  const ReadExport file = read(path);
  ASSERT_NE(file.reader, nullptr);
  EXPECT_EQ(file.reader->name, "datahub_enricher");
  const std::string raw = raw_text(path);
  EXPECT_EQ(file.counted("row"), times(raw, "\n\"urn:li:"));
  // Two rows are about features, two about columns, and a dashboard has two rows.
  EXPECT_EQ(file.problems.size(),
            times(raw, "\n\"urn:li:mlFeature:") + times(raw, "\n\"urn:li:mlPrimaryKey:"));
  EXPECT_EQ(file.fragments.size(), file.counted("row") - file.problems.size() - 3);
  const Fragment& table = file.named("SampleHiveDataset");
  EXPECT_EQ(table.facts.columns.size(), 2u);
  EXPECT_EQ(table.facts.sensitivity, "confidential");
}

}  // namespace
}  // namespace waymark
