// real_counts_test.cpp - real exports of dbt, DataHub and OpenMetadata: a reader counts what a plain look at
// the raw JSON finds, and emits as many assets.
//
// The expectations are worked out here from the files themselves, with another JSON library and nothing of
// the readers. The files stay outside the tree (WAYMARK_SHARED, else ../shared beside it); without them the
// tests are skipped.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

#include "waymark/base/strings.h"
#include "waymark/model/fragment.h"

#include "golden_dump.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Counts = std::map<std::string, std::size_t>;

fs::path real_exports() {
  const char* shared = std::getenv("WAYMARK_SHARED");
  return (shared != nullptr ? fs::path(shared) : fs::path(WAYMARK_SOURCE_DIR) / "../shared") / "real";
}

Json raw_json(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return Json::parse(in, nullptr, false);
}

std::vector<fs::path> json_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// What a reader says it read, and the types of what it emitted.
class CountingSink : public ReadSink {
 public:
  void fragment(Fragment fragment) override {
    ++emitted[std::string(info(fragment.facts.type).name)];
    ids.insert(fragment.self.id);
    nameless += fragment.facts.name.empty();
  }
  void edge(Edge edge) override { edges.emplace(edge.from.id, edge.to.id); }
  void problem(Problem problem) override { problems.push_back(problem.place + ": " + problem.message); }
  void count(std::string_view kind, std::size_t records) override { counts[std::string(kind)] += records; }

  Counts counts, emitted;
  std::set<std::string> ids;
  std::set<std::pair<std::string, std::string>> edges;
  std::vector<std::string> problems;
  std::size_t nameless = 0;
  std::string reader;
};

CountingSink read_real(const fs::path& path) {
  CountingSink sink;
  Export file;
  file.path = path;
  file.name = path.filename().string();
  file.folder = "real";
  const Result<Shape> shape = look_at(path);
  if (!shape) return sink;
  file.shape = *shape;
  const Reader* reader = detect(file.shape);
  if (reader == nullptr) return sink;
  sink.reader = reader->name;
  const Status status = reader->read(file, sink);
  EXPECT_TRUE(status) << path << ": " << status.error().message;
  return sink;
}

class RealExports : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::is_directory(real_exports()))
      GTEST_SKIP() << "no real exports in " << real_exports() << "; set WAYMARK_SHARED to where they are";
  }
};

bool is_enabled(const Json& node) {
  return !node.contains("config") || !node["config"].is_object() ||
         node["config"].value("enabled", Json(true)) != Json(false);
}

// How many enabled nodes of each kind a manifest has, and the data dependencies between them.
struct ManifestCensus {
  Counts kinds;
  std::set<std::pair<std::string, std::string>> dependencies;
};

bool is_data_kind(const std::string& kind) {
  static const std::set<std::string> kKinds = {"model",    "source", "seed",          "snapshot",
                                               "exposure", "metric", "semantic_model"};
  return kKinds.contains(kind);
}

ManifestCensus census_of(const Json& manifest) {
  ManifestCensus census;
  for (const char* section : {"nodes", "sources", "exposures", "metrics", "semantic_models"}) {
    if (!manifest.contains(section)) continue;
    for (const auto& [id, node] : manifest[section].items()) {
      const std::string kind = id.substr(0, id.find('.'));
      if (!is_enabled(node) || !is_data_kind(kind)) continue;
      ++census.kinds[kind];
      if (!node.contains("depends_on")) continue;
      const auto upstream = node["depends_on"].value("nodes", std::vector<std::string>{});
      for (const std::string& from : upstream)
        if (is_data_kind(from.substr(0, from.find('.'))))
          census.dependencies.emplace("dbt:real:" + from, "dbt:real:" + id);
    }
  }
  return census;
}

TEST_F(RealExports, DbtManifestsAreReadWhole) {
  std::size_t manifests = 0;
  for (const fs::path& path : json_files(real_exports() / "dbt")) {
    const Json raw = raw_json(path);
    if (!contains(raw["metadata"].value("dbt_schema_version", ""), "/manifest/")) continue;
    ++manifests;
    const CountingSink sink = read_real(path);
    EXPECT_EQ(sink.reader, "dbt_manifest") << path;
    const ManifestCensus census = census_of(raw);
    std::size_t things = 0;
    for (const char* kind : {"model", "source", "seed", "snapshot", "exposure", "metric", "semantic_model"}) {
      const auto at = census.kinds.find(kind);
      const std::size_t expected = at == census.kinds.end() ? 0 : at->second;
      const auto counted = sink.counts.find(kind);
      EXPECT_EQ(counted == sink.counts.end() ? 0 : counted->second, expected) << kind << " in " << path;
      things += expected;
    }
    EXPECT_EQ(sink.ids.size() - (sink.emitted.contains("contract") ? sink.emitted.at("contract") : 0), things)
        << path;
    EXPECT_EQ(sink.edges, census.dependencies) << path;
    EXPECT_EQ(sink.nameless, 0U) << path;
    EXPECT_EQ(sink.problems, std::vector<std::string>{}) << path;
  }
  EXPECT_GT(manifests, 0U);
}

TEST_F(RealExports, DbtCatalogsAreReadWhole) {
  std::size_t catalogs = 0;
  for (const fs::path& path : json_files(real_exports() / "dbt")) {
    const Json raw = raw_json(path);
    if (!contains(raw["metadata"].value("dbt_schema_version", ""), "/catalog/")) continue;
    ++catalogs;
    std::size_t entries = 0, columns = 0;
    for (const char* section : {"nodes", "sources"})
      for (const auto& [id, entry] : raw[section].items()) ++entries, columns += entry["columns"].size();
    const CountingSink sink = read_real(path);
    EXPECT_EQ(sink.reader, "dbt_catalog") << path;
    EXPECT_EQ(sink.ids.size(), entries) << path;
    EXPECT_EQ(sink.counts.at("column"), columns) << path;
  }
  EXPECT_GT(catalogs, 0U);
}

TEST_F(RealExports, DbtResultsAreReadWhole) {
  std::size_t files = 0;
  for (const fs::path& path : json_files(real_exports() / "dbt")) {
    const Json raw = raw_json(path);
    const std::string version = raw["metadata"].value("dbt_schema_version", "");
    if (!contains(version, "/run-results/") && !contains(version, "/sources/")) continue;
    ++files;
    const CountingSink sink = read_real(path);
    EXPECT_EQ(sink.reader, "dbt_run_results") << path;
    std::size_t counted = 0;
    for (const auto& [kind, number] : sink.counts) counted += number;
    EXPECT_EQ(counted, raw["results"].size()) << path;
  }
  EXPECT_GT(files, 0U);
}

// Distinct urns by kind of entity, from MCE and MCP records alike.
std::map<std::string, std::set<std::string>> urns_in(const Json& raw) {
  std::map<std::string, std::set<std::string>> urns;
  const auto add = [&](const std::string& urn) {
    const std::string rest = urn.substr(std::string("urn:li:").size());
    urns[rest.substr(0, rest.find(':'))].insert(urn);
  };
  for (const Json& record : raw.is_array() ? raw : Json::array({raw})) {
    if (record.contains("entityUrn") && record["entityUrn"].is_string()) add(record["entityUrn"]);
    if (record.contains("proposedSnapshot") && record["proposedSnapshot"].is_object())
      for (const auto& [kind, snapshot] : record["proposedSnapshot"].items()) add(snapshot["urn"]);
  }
  return urns;
}

TEST_F(RealExports, DatahubEntitiesAreReadWhole) {
  std::size_t datasets = 0;
  for (const char* folder : {"datahub-showcase-ecommerce", "datahub"})
    for (const fs::path& path : json_files(real_exports() / folder)) {
      const CountingSink sink = read_real(path);
      EXPECT_EQ(sink.reader, "datahub") << path;
      EXPECT_EQ(sink.nameless, 0U) << path;
      for (const auto& [kind, urns] : urns_in(raw_json(path))) {
        ASSERT_TRUE(sink.counts.contains(kind)) << kind << " in " << path;
        EXPECT_EQ(sink.counts.at(kind), urns.size()) << kind << " in " << path;
        if (kind != "dataset" && kind != "dashboard" && kind != "dataProduct" && kind != "domain" &&
            kind != "corpuser")
          continue;
        for (const std::string& urn : urns) EXPECT_TRUE(sink.ids.contains(urn)) << urn << " in " << path;
        datasets += kind == "dataset" ? urns.size() : 0;
      }
    }
  EXPECT_GT(datasets, 0U);
}

// The lists of the sample loader, by the name of the list, as the reader counts their kind.
const std::map<std::string, std::string> kLists = {{"tables", "table"},
                                                   {"topics", "topic"},
                                                   {"dashboards", "dashboard"},
                                                   {"charts", "chart"},
                                                   {"datamodels", "data_model"},
                                                   {"pipelines", "pipeline"},
                                                   {"users", "user"},
                                                   {"profiles", "profile"},
                                                   {"tasks", "task"},
                                                   {"lifeCycleData", "life_cycle"},
                                                   {"testCaseResults", "test_result"},
                                                   {"tests", "test_suite"}};

TEST_F(RealExports, OpenmetadataListsAreReadWhole) {
  std::size_t lists = 0;
  for (const fs::path& path : json_files(real_exports() / "openmetadata")) {
    const Json raw = raw_json(path);
    const CountingSink sink = read_real(path);
    EXPECT_EQ(sink.reader, "openmetadata") << path;
    if (raw.is_array()) {
      std::size_t counted = 0;
      for (const auto& [kind, number] : sink.counts) counted += number;
      EXPECT_EQ(counted, raw.size()) << path;
      ++lists;
      continue;
    }
    for (const auto& [name, list] : raw.items()) {
      if (!list.is_array() || !kLists.contains(name)) continue;
      ++lists;
      ASSERT_TRUE(sink.counts.contains(kLists.at(name))) << name << " in " << path;
      EXPECT_EQ(sink.counts.at(kLists.at(name)), list.size()) << name << " in " << path;
    }
  }
  EXPECT_GT(lists, 0U);
}

void collect_texts(const Json& value, const std::string& below, bool inside, std::set<std::string>& texts) {
  if (value.is_string() && inside && value.get<std::string>().size() > 8)
    texts.insert(value.get<std::string>());
  if (value.is_array())
    for (const Json& item : value) collect_texts(item, below, inside, texts);
  if (value.is_object())
    for (const auto& [key, member] : value.items())
      collect_texts(member, below, inside || key == below, texts);
}

// Rows of sample data and settings of connections are in these files; neither may come out of a reader.
TEST_F(RealExports, OpenmetadataRowsAndSettingsStayInside) {
  std::size_t secrets = 0;
  for (const fs::path& path : json_files(real_exports() / "openmetadata")) {
    std::set<std::string> texts;
    const Json raw = raw_json(path);
    collect_texts(raw, "rows", false, texts);
    collect_texts(raw, "serviceConnection", false, texts);
    DumpingSink sink;
    Export file;
    file.path = path;
    file.name = path.filename().string();
    file.shape = look_at(path).value();
    ASSERT_NE(detect(file.shape), nullptr) << path;
    ASSERT_TRUE(detect(file.shape)->read(file, sink)) << path;
    const std::string emitted = join(sink.lines, "\n");
    for (const std::string& text : texts)
      EXPECT_FALSE(contains(emitted, "\"" + text + "\"")) << text << " of " << path;
    secrets += texts.size();
  }
  EXPECT_GT(secrets, 0U);
}

}  // namespace
}  // namespace waymark
