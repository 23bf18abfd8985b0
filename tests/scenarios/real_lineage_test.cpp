// The lineage of real exports, edge for edge: what the index holds is what a plain look at the files finds.
//
// The expectations are worked out here from the files, with another JSON library and nothing of the readers.
// The files stay outside the tree (WAYMARK_SHARED, else ../shared beside it); without them the tests are
// skipped.
#include <cstdlib>
#include <set>

#include <gmock/gmock.h>

#include "waymark/model/column_pairs.h"

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
namespace fs = std::filesystem;
using Edges = std::set<std::pair<std::string, std::string>>;

fs::path real_exports() {
  const char* shared = std::getenv("WAYMARK_SHARED");
  return (shared != nullptr ? fs::path(shared) : fs::path(WAYMARK_SOURCE_DIR) / "../shared") / "real";
}

json read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return json::parse(in);
}

json at(const json& value, const char* name) {
  return value.is_object() && value.contains(name) ? value[name] : json();
}

// All texts under a member that is a list of texts, of objects with such a member, or a map of edges.
std::vector<std::string> urns(const json& value, const char* list, const char* inside) {
  std::vector<std::string> found;
  for (const json& one : at(value, list)) found.push_back(one.is_string() ? one : at(one, inside));
  return found;
}

// The columns of a urn:li:schemaField:(DATASET,PATH), as dataset and path.
std::pair<std::string, std::string> field(const std::string& urn) {
  const std::string inside = urn.substr(urn.find('(') + 1, urn.size() - urn.find('(') - 2);
  const std::size_t comma = inside.rfind("),") + 1;
  return {inside.substr(0, comma), inside.substr(comma + 1)};
}

class RealLineage : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::is_directory(real_exports()))
      GTEST_SKIP() << "no real exports in " << real_exports() << "; set WAYMARK_SHARED to where they are";
  }

  void index(const std::string& source, const fs::path& exports) {
    const fs::path yaml = folder_.path() / "waymark.yaml";
    std::ofstream(yaml) << "now: 2026-11-01T00:00:00Z\nsources:\n  - {name: " << source << ", path: \""
                        << exports.string() << "\"}\n";
    index_config(yaml, folder_.path() / "index");
    index_ = std::make_unique<SearchIndex>(folder_.path() / "index");
  }

  Edges indexed() const {
    const auto generation = index_->generation();
    const Adjacency& graph = generation->lineage();
    Edges edges;
    for (std::uint32_t node = 0; node < graph.size(); ++node)
      for (const std::uint32_t to : graph.to(node))
        if (graph.type(node) != AssetType::DataProduct)
          edges.emplace(std::string(graph.keys[node]), std::string(graph.keys[to]));
    return edges;
  }

  Edges indexed_columns() const {
    const auto generation = index_->generation();
    const Adjacency& graph = generation->lineage();
    Edges pairs;
    for (std::uint32_t node = 0; node < graph.size(); ++node)
      for (std::uint32_t i = 0; i < graph.to(node).size(); ++i)
        for (const ColumnPair& pair : unpack_columns(graph.columns(graph.first_edge(node) + i)))
          pairs.emplace(std::string(graph.keys[node]) + " " + lower(pair.from),
                        std::string(graph.keys[graph.to(node)[i]]) + " " + lower(pair.to));
    return pairs;
  }

  // By the ids the files use; what the index does not know is counted by `missing`.
  Edges as_keys(const Edges& ids) {
    const auto viewer = index_->view(Access::all());
    Edges edges;
    for (const auto& [from, to] : ids) {
      const auto one = viewer->resolve(from), other = viewer->resolve(to);
      if (!one || one->empty()) missing.insert(from);
      if (!other || other->empty()) missing.insert(to);
      if (one && other && !one->empty() && !other->empty() && *one != *other) edges.emplace(*one, *other);
    }
    return edges;
  }

  std::set<std::string> missing;
  TemporaryFolder folder_;
  std::unique_ptr<SearchIndex> index_;
};

TEST_F(RealLineage, OfTheDataHubShowcase) {
  const fs::path pack = real_exports() / "datahub-showcase-ecommerce";
  Edges expected;
  Edges pairs;  // Of columns.
  for (const json& record : read(pack / "02-data.json")) {
    const std::string urn = at(record, "entityUrn"), name = at(record, "aspectName");
    const json aspect = at(at(record, "aspect"), "json");
    const auto into = [&](const std::vector<std::string>& from) {
      for (const std::string& one : from) expected.emplace(one, urn);
    };
    if (name == "upstreamLineage") into(urns(aspect, "upstreams", "dataset"));
    if (name == "chartInfo")
      into(urns(aspect, "inputs", "string")), into(urns(aspect, "inputEdges", "destinationUrn"));
    if (name == "dashboardInfo")
      for (const char* list : {"charts", "datasets", "dashboards"}) into(urns(aspect, list, "string"));
    if (name == "dashboardInfo")
      for (const char* list : {"chartEdges", "datasetEdges"}) into(urns(aspect, list, "destinationUrn"));
    if (name == "dataJobInputOutput") {
      for (const char* list : {"inputDatasets", "inputDatajobs"}) into(urns(aspect, list, "string"));
      for (const char* list : {"inputDatasetEdges", "inputDatajobEdges"})
        into(urns(aspect, list, "destinationUrn"));
      for (const std::string& one : urns(aspect, "outputDatasets", "string")) expected.emplace(urn, one);
      for (const std::string& one : urns(aspect, "outputDatasetEdges", "destinationUrn"))
        expected.emplace(urn, one);
    }
    if (name != "upstreamLineage" && name != "dataJobInputOutput") continue;
    for (const json& fine : at(aspect, "fineGrainedLineages"))
      for (const std::string& from : urns(fine, "upstreams", ""))
        for (const std::string& to : urns(fine, "downstreams", "")) {
          if (!from.starts_with("urn:li:schemaField:") || !to.starts_with("urn:li:schemaField:")) continue;
          if (name == "dataJobInputOutput") expected.emplace(field(from).first, field(to).first);
          pairs.emplace(from, to);
        }
  }
  ASSERT_GT(expected.size(), 50U);
  index("datahub", pack);
  EXPECT_EQ(indexed(), as_keys(expected));
  EXPECT_THAT(missing, testing::IsEmpty());
  const auto viewer = index_->view(Access::all());
  Edges columns;
  for (const auto& [from, to] : pairs) {
    const auto one = viewer->resolve(field(from).first), other = viewer->resolve(field(to).first);
    if (*one != *other)
      columns.emplace(*one + " " + lower(field(from).second), *other + " " + lower(field(to).second));
  }
  ASSERT_GT(columns.size(), 100U);
  EXPECT_EQ(indexed_columns(), columns);
}

TEST_F(RealLineage, OfEachDbtManifest) {
  const auto is_data = [](const std::string& id) {
    static const std::set<std::string> kKinds = {"model",    "source", "seed",          "snapshot",
                                                 "exposure", "metric", "semantic_model"};
    return kKinds.contains(id.substr(0, id.find('.')));
  };
  std::size_t manifests = 0, edges = 0;
  for (const auto& entry : fs::recursive_directory_iterator(real_exports() / "dbt")) {
    if (entry.path().extension() != ".json") continue;
    const json raw = read(entry.path());
    if (!contains(at(raw, "metadata").value("dbt_schema_version", ""), "/manifest/")) continue;
    ++manifests;
    const fs::path own = folder_.path() / ("dbt-" + std::to_string(manifests));
    // Ids are those of a project, which is known by the folder its files lie in.
    const std::string project = "dbt:" + own.filename().string() + ":";
    fs::create_directories(own);
    fs::copy_file(entry.path(), own / "manifest.json");
    Edges expected;
    for (const char* section : {"nodes", "sources", "exposures", "metrics", "semantic_models"}) {
      const json nodes = at(raw, section);
      for (const auto& [id, node] : nodes.items()) {
        if (!is_data(id) || at(at(node, "config"), "enabled") == json(false)) continue;
        for (const json& from : at(at(node, "depends_on"), "nodes"))
          if (is_data(from)) expected.emplace(project + from.get<std::string>(), project + id);
      }
    }
    edges += expected.size();
    index("dbt", own);
    EXPECT_EQ(indexed(), as_keys(expected)) << entry.path();
    fs::remove_all(folder_.path() / "index");
  }
  EXPECT_GT(manifests, 3U);
  EXPECT_GT(edges, 100U);
  EXPECT_THAT(missing, testing::IsEmpty());
}

std::string openlineage_id(const json& dataset, const char* prefix) {
  const std::string name = at(dataset, "name");
  return prefix + at(dataset, "namespace").get<std::string>() + "/" +
         (name.starts_with('/') ? name.substr(1) : name);
}

TEST_F(RealLineage, OfTheOpenLineageRuns) {
  struct Run {
    std::string job;
    std::set<std::string> inputs, outputs;
  };
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(real_exports() / "openlineage")) {
    if (entry.path().extension() != ".json") continue;
    ++files;
    const json raw = read(entry.path());
    std::map<std::string, Run> runs;
    Edges expected;
    for (const json& event : raw.is_array() ? raw : json::array({raw})) {
      if (at(event, "job").is_null()) continue;
      const std::string job = openlineage_id(event["job"], "openlineage:job:");
      Run& run = runs[at(at(event, "run"), "runId").dump() + job];
      run.job = job;
      for (const json& one : at(event, "inputs")) run.inputs.insert(openlineage_id(one, "openlineage:"));
      for (const json& one : at(event, "outputs")) {
        const std::string to = openlineage_id(one, "openlineage:");
        run.outputs.insert(to);
        const json fields = at(at(at(one, "facets"), "columnLineage"), "fields");
        for (const auto& [column, lineage] : fields.items())
          for (const json& from : at(lineage, "inputFields"))
            expected.emplace(openlineage_id(from, "openlineage:"), to);
      }
    }
    for (const auto& [id, run] : runs) {
      for (const std::string& from : run.inputs) expected.emplace(from, run.job);
      for (const std::string& to : run.outputs) expected.emplace(run.job, to);
      for (const std::string& from : run.inputs)
        for (const std::string& to : run.outputs) expected.emplace(from, to);
    }
    index("runs", entry.path());
    EXPECT_EQ(indexed(), as_keys(expected)) << entry.path();
    fs::remove_all(folder_.path() / "index");
  }
  EXPECT_GT(files, 5U);
  EXPECT_THAT(missing, testing::IsEmpty());
}

}  // namespace
}  // namespace waymark
