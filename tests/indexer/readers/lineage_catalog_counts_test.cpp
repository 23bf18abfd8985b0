// lineage_catalog_counts_test.cpp - real files of OpenLineage, Marquez, Atlas, Atlan, Amundsen and Dataplex:
// a reader counts what a plain look at the raw file finds, and emits as many things and edges.
//
// The expectations are worked out here from the files themselves, with another JSON library, a CSV loop of
// its own and nothing of the readers. The files stay outside the tree (WAYMARK_SHARED, else ../shared beside
// it); without them the tests are skipped.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "waymark/base/strings.h"
#include "waymark/model/fragment.h"

#include "golden_dump.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Ends = std::set<std::pair<std::string, std::string>>;

fs::path real_exports() {
  const char* shared = std::getenv("WAYMARK_SHARED");
  return (shared != nullptr ? fs::path(shared) : fs::path(WAYMARK_SOURCE_DIR) / "../shared") / "real";
}

std::string raw_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_in(const char* folder, const char* extension) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(real_exports() / folder))
    if (entry.is_regular_file() && entry.path().extension() == extension) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// The records of a CSV text, the header among them.
std::vector<std::vector<std::string>> csv_records(const std::string& text) {
  std::vector<std::vector<std::string>> records(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"')
        records.back().back() += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        records.back().back() += text[++i];
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      records.back().emplace_back();
    } else if (c == '\n') {
      records.emplace_back(1);
    } else if (c != '\r') {
      records.back().back() += c;
    }
  }
  std::erase_if(records, [](const auto& cells) { return cells.size() == 1 && cells[0].empty(); });
  return records;
}

class CountingSink : public ReadSink {
 public:
  void fragment(Fragment fragment) override {
    ++emitted[std::string(info(fragment.facts.type).name)];
    ids.insert(fragment.self.id);
    columns += fragment.facts.columns.size();
    nameless += fragment.facts.name.empty() && fragment.facts.type != AssetType::Dashboard;
    for (const Events& day : fragment.events)
      if (day.kind == EventKind::Refresh) refreshed.insert(fragment.self.id);
    if (fragment.deleted) deleted.insert(fragment.self.id);
    reads += fragment.facts.usage.queries_30d.value_or(0);
  }
  void edge(Edge edge) override { edges.emplace(edge.from.id, edge.to.id); }
  void problem(Problem problem) override { problems.push_back(problem.place + ": " + problem.message); }
  void count(std::string_view kind, std::size_t records) override { counts[std::string(kind)] += records; }

  std::map<std::string, std::size_t> counts, emitted;
  std::set<std::string> ids, refreshed, deleted;
  Ends edges;
  std::vector<std::string> problems;
  std::size_t nameless = 0, columns = 0;
  std::int64_t reads = 0;
  std::string reader, refusal;
};

CountingSink read_real(const fs::path& path) {
  CountingSink sink;
  Export file;
  file.path = path;
  file.name = path.filename().string();
  const Result<Shape> shape = look_at(path);
  if (!shape) {
    sink.refusal = shape.error().message;
    return sink;
  }
  file.shape = *shape;
  const Reader* reader = detect(file.shape);
  if (reader == nullptr) return sink;
  sink.reader = reader->name;
  if (const Status status = reader->read(file, sink); !status) sink.refusal = status.error().message;
  return sink;
}

class RealLineageCatalogs : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::is_directory(real_exports()))
      GTEST_SKIP() << "no real exports in " << real_exports() << "; set WAYMARK_SHARED to where they are";
  }
};

std::string text_of(const Json& value, const char* member) {
  const auto found = value.find(member);
  return found != value.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string dataset_id(const Json& dataset) {
  const std::string name = text_of(dataset, "name");
  return "openlineage:" + text_of(dataset, "namespace") + "/" +
         (name.starts_with('/') ? name.substr(1) : name);
}

Json member(const Json& value, const char* name) {
  return value.is_object() && value.contains(name) ? value[name] : Json();
}

// What the events of a file say, run by run.
struct Census {
  std::set<std::string> datasets, jobs, refreshed, dropped;
  Ends edges;

  struct Run {
    std::string job;
    std::set<std::string> inputs, outputs, dropped;
    bool complete = false, timed = false;
  };
  std::map<std::string, Run> runs;

  void add(const Json& event, std::size_t number) {
    if (event.contains("dataset")) datasets.insert(dataset_id(event["dataset"]));
    if (!event.contains("job") && !event.contains("run")) return;
    const Json job = member(event, "job");
    const std::string name = text_of(job, "name"), run_id = text_of(member(event, "run"), "runId");
    const std::string key = run_id + "|" + text_of(job, "namespace") + "|" + name;
    Run& run = runs[name.empty() && run_id.empty() ? std::to_string(number) : key];
    if (!name.empty()) run.job = "openlineage:job:" + dataset_id(job).substr(12);
    if (!name.empty()) jobs.insert(run.job);
    for (const Json& input : event.value("inputs", Json::array())) run.inputs.insert(seen(input));
    for (const Json& output : event.value("outputs", Json::array())) {
      const Json change = member(member(output, "facets"), "lifecycleStateChange");
      (text_of(change, "lifecycleStateChange") == "DROP" ? run.dropped : run.outputs).insert(seen(output));
    }
    const std::string time = text_of(event, "eventTime");
    run.complete |= text_of(event, "eventType") == "COMPLETE";
    if (text_of(event, "eventType") == "COMPLETE" && !run_id.empty() && time.starts_with("2"))
      run.timed = true;
  }

  std::string seen(const Json& dataset) {
    const std::string id = dataset_id(dataset);
    datasets.insert(id);
    const Json fields = member(member(member(dataset, "facets"), "columnLineage"), "fields");
    if (fields.is_object())
      for (const auto& [column, lineage] : fields.items())
        for (const Json& input : lineage.value("inputFields", Json::array())) link(dataset_id(input), id);
    return id;
  }
  void link(const std::string& from, const std::string& to) {
    if (from != to) edges.emplace(from, to);
  }
  void finish() {
    for (const auto& [key, run] : runs) {
      for (const std::string& input : run.inputs) {
        if (!run.job.empty()) link(input, run.job);
        for (const std::string& output : run.outputs) link(input, output);
      }
      for (const std::string& output : run.outputs)
        if (!run.job.empty()) link(run.job, output);
      if (run.timed) refreshed.insert(run.outputs.begin(), run.outputs.end());
      if (run.complete) dropped.insert(run.dropped.begin(), run.dropped.end());
    }
  }
};

TEST_F(RealLineageCatalogs, OpenLineageEventsAreReadWhole) {
  std::size_t files = 0;
  for (const char* folder : {"openlineage", "marquez"})
    for (const fs::path& path : files_in(folder, ".json")) {
      ++files;
      const Json raw = Json::parse(raw_text(path));
      Census census;
      std::size_t events = 0;
      for (const Json& event : raw.is_array() ? raw : Json::array({raw})) census.add(event, events++);
      census.finish();
      const CountingSink sink = read_real(path);
      EXPECT_EQ(sink.reader, "openlineage") << path;
      EXPECT_EQ(sink.refusal, "") << path;
      EXPECT_EQ(sink.counts.at("event"), events) << path;
      EXPECT_EQ(sink.emitted.contains("pipeline") ? sink.emitted.at("pipeline") : 0, census.jobs.size())
          << path;
      std::set<std::string> expected = census.datasets;
      expected.insert(census.jobs.begin(), census.jobs.end());
      EXPECT_EQ(sink.ids, expected) << path;
      EXPECT_EQ(sink.edges, census.edges) << path;
      EXPECT_EQ(sink.refreshed, census.refreshed) << path;
      EXPECT_EQ(sink.deleted, census.dropped) << path;
      EXPECT_EQ(sink.nameless, 0U) << path;
    }
  EXPECT_GT(files, 60U);
}

void collect_texts(const Json& value, const std::set<std::string>& below, bool inside,
                   std::set<std::string>& texts) {
  if (value.is_string() && inside && value.get<std::string>().size() > 12)
    texts.insert(value.get<std::string>());
  if (value.is_array())
    for (const Json& item : value) collect_texts(item, below, inside, texts);
  if (value.is_object())
    for (const auto& [key, inner] : value.items())
      if (!key.starts_with('_')) collect_texts(inner, below, inside || below.contains(key), texts);
}

TEST_F(RealLineageCatalogs, PlansQueriesAndLoginsStayInside) {
  std::size_t secrets = 0;
  for (const char* folder : {"openlineage", "marquez", "atlas-entities"})
    for (const fs::path& path : files_in(folder, ".json")) {
      std::set<std::string> texts;
      collect_texts(
          Json::parse(raw_text(path)),
          {"sql", "spark.logicalPlan", "spark_unknown", "dataSource", "args", "queryText", "recentQueries"},
          false, texts);
      Export file;
      file.path = path;
      file.name = path.filename().string();
      const std::string emitted = join(dump_file(file), "\n");
      for (const std::string& text : texts)
        if (!text.starts_with("http") && text.find("://") != text.size() - 3 && contains(text, " ")) {
          EXPECT_FALSE(contains(emitted, Json(text).dump())) << text << " of " << path;
          ++secrets;
        }
      EXPECT_FALSE(contains(emitted, "food_delivery:food_delivery@")) << path;
    }
  EXPECT_GT(secrets, 20U);
}

std::size_t size_of(const Json& raw, const char* name) { return raw.contains(name) ? raw[name].size() : 0; }

bool is_refused(const Json& raw) {
  for (const char* name :
       {"entityDefs", "classificationDefs", "attributeDefs", "itemsToExport", "vertices", "logs"})
    if (raw.is_object() && raw.contains(name)) return true;
  return false;
}

void check_entities(const fs::path& path, const Json& raw, const CountingSink& sink) {
  std::vector<Json> entities;
  if (raw.contains("entity")) entities.push_back(raw["entity"]);
  for (const char* name : {"entities", "referredEntities", "guidHeaderMap", "guidEntityMap"})
    if (raw.contains(name))
      for (const Json& entity : raw[name]) entities.push_back(entity);
  if (raw.contains("typeName") && raw.contains("attributes")) entities.push_back(raw);
  const auto counted = sink.counts.find("entity");
  EXPECT_EQ(counted == sink.counts.end() ? 0 : counted->second, entities.size()) << path;
  for (const Json& entity : entities) {
    const std::string type = text_of(entity, "typeName"), guid = text_of(entity, "guid");
    const std::string qualified = text_of(entity["attributes"], "qualifiedName");
    const bool thing = type == "hive_table" || type == "hive_db" || type == "Table" || type == "View";
    if (!thing || (qualified.empty() && (guid.empty() || guid.starts_with('-')))) continue;
    const std::string id =
        guid.empty() || guid.starts_with('-') ? "atlas:name:" + qualified : "atlas:" + guid;
    EXPECT_TRUE(sink.ids.contains(id)) << id << " of " << path;
  }
}

TEST_F(RealLineageCatalogs, AtlasEntitiesAreReadWholeOrRefusedByName) {
  std::size_t read = 0, refused = 0;
  for (const char* folder : {"atlas-entities", "atlas-migration"})
    for (const fs::path& path : files_in(folder, ".json")) {
      const Json raw = Json::parse(raw_text(path));
      const CountingSink sink = read_real(path);
      const bool entities = raw.is_object() && (raw.contains("entity") || raw.contains("entities") ||
                                                raw.contains("guidHeaderMap") ||
                                                (raw.contains("typeName") && raw.contains("attributes")));
      if (is_refused(raw)) {
        EXPECT_EQ(sink.reader, "atlas") << path;
        EXPECT_NE(sink.refusal, "") << path;
        ++refused;
      } else if (entities) {
        EXPECT_EQ(sink.reader, "atlas") << path;
        EXPECT_EQ(sink.refusal, "") << path;
        check_entities(path, raw, sink);
        ++read;
      } else {
        EXPECT_EQ(sink.reader, "") << path;  // Settings of tests, transformations: no export of entities.
      }
    }
  EXPECT_GT(read, 25U);
  EXPECT_GT(refused, 10U);
}

TEST_F(RealLineageCatalogs, AtlasTablesHaveTheirColumns) {
  const CountingSink sink =
      read_real(real_exports() / "atlas-entities/stocksDB-Entities__table-columns.json");
  const Json raw =
      Json::parse(raw_text(real_exports() / "atlas-entities/stocksDB-Entities__table-columns.json"));
  std::size_t columns = 0;
  for (const Json& entity : raw["referredEntities"]) columns += text_of(entity, "typeName") == "hive_column";
  EXPECT_GT(columns, 0U);
  EXPECT_EQ(sink.columns, columns);
}

TEST_F(RealLineageCatalogs, AtlanAnswersAreReadWhole) {
  const fs::path folder = real_exports() / "atlan";
  const Json lineage = Json::parse(raw_text(folder / "lineage.json"));
  std::size_t data = 0;
  for (const Json& entity : lineage["guidEntityMap"])
    data += !contains(text_of(entity, "typeName"), "Process");
  Ends edges;
  for (const Json& relation : lineage["relations"])
    edges.emplace("atlas:" + text_of(relation, "fromEntityId"), "atlas:" + text_of(relation, "toEntityId"));
  const CountingSink sink = read_real(folder / "lineage.json");
  EXPECT_EQ(sink.reader, "atlan");
  EXPECT_EQ(sink.counts.at("entity"), lineage["guidEntityMap"].size());
  EXPECT_EQ(sink.counts.at("relation"), lineage["relations"].size());
  EXPECT_EQ(sink.ids.size(), data);
  EXPECT_EQ(sink.edges, edges);
  for (const char* name : {"get_by_guid.json", "retrieve_minimal.json"}) {
    const CountingSink one = read_real(folder / name);
    const Json raw = Json::parse(raw_text(folder / name));
    EXPECT_EQ(one.reader, "atlan") << name;
    check_entities(folder / name, raw, one);
    EXPECT_EQ(one.columns, size_of(raw["entity"]["attributes"], "columns")) << name;
  }
  EXPECT_NE(read_real(folder / "sl_detailed_log_entries.json").refusal, "");
}

TEST_F(RealLineageCatalogs, AtlanFilesAreReadWhole) {
  std::size_t files = 0;
  for (const fs::path& path : files_in("atlan-csv", ".csv")) {
    ++files;
    const auto records = csv_records(raw_text(path));
    const std::size_t type = std::find(records[0].begin(), records[0].end(), "typeName") - records[0].begin();
    std::map<std::string, std::size_t> rows;
    for (std::size_t i = 1; i < records.size(); ++i) ++rows[records[i].at(type)];
    const CountingSink sink = read_real(path);
    EXPECT_EQ(sink.reader, "atlan") << path;
    std::size_t things = 0;
    for (const auto& [name, number] : rows) {
      EXPECT_EQ(sink.counts.at(name), number) << name << " in " << path;
      if (name != "Column" && name != "Connection") things += number;
    }
    EXPECT_EQ(sink.ids.size(), things) << path;
    EXPECT_EQ(sink.columns, rows.contains("Column") ? rows.at("Column") : 0) << path;
    EXPECT_EQ(sink.nameless, 0U) << path;
  }
  EXPECT_EQ(files, 4U);
}

TEST_F(RealLineageCatalogs, AmundsenFilesAreReadWhole) {
  std::size_t files = 0;
  for (const fs::path& path : files_in("amundsen", ".csv")) {
    ++files;
    const auto records = csv_records(raw_text(path));
    const CountingSink sink = read_real(path);
    EXPECT_EQ(sink.reader, "amundsen") << path;
    EXPECT_EQ(sink.refusal, "") << path;
    std::size_t counted = 0;
    for (const auto& [kind, number] : sink.counts) counted += number;
    EXPECT_EQ(counted, records.size() - 1) << path;
    EXPECT_EQ(sink.nameless, 0U) << path;
    const std::string name = path.filename().string();
    std::int64_t reads = 0;
    std::set<std::string> tables;
    for (std::size_t i = 1; i < records.size(); ++i) {
      if (name == "sample_column_usage.csv") reads += std::stoll(records[i][6]);
      if (name == "sample_dashboard_usage.csv") reads += std::stoll(records[i][4]);
      if (name == "sample_table.csv")
        tables.insert(records[i][0] + records[i][1] + records[i][2] + records[i][3]);
      if (name == "sample_user.csv") tables.insert(records[i][0]);
    }
    EXPECT_EQ(sink.reads, reads) << path;
    if (!tables.empty()) {
      EXPECT_EQ(sink.ids.size(), tables.size()) << path;
    }
    if (name == "sample_table_lineage.csv") {  // One row stands there twice.
      EXPECT_EQ(sink.edges.size(),
                (std::set<std::vector<std::string>>(records.begin() + 1, records.end()).size()));
    }
  }
  EXPECT_EQ(files, 24U);
}

TEST_F(RealLineageCatalogs, DataplexTermsAreReadAndTablesWithoutHeaderRefused) {
  const fs::path folder = real_exports() / "dataplex";
  const CountingSink terms = read_real(folder / "glossary_terms.json");
  EXPECT_EQ(terms.reader, "dataplex");
  EXPECT_EQ(terms.counts.at("term"), Json::parse(raw_text(folder / "glossary_terms.json")).size());
  EXPECT_EQ(terms.ids.size(), terms.counts.at("term"));
  for (const fs::path& path : files_in("dataplex", ".csv"))
    EXPECT_TRUE(contains(read_real(path).refusal, "header row")) << path;
}

}  // namespace
}  // namespace waymark
