// sample_mesh_test.cpp - what the search answers to judged queries over the sample mesh, pinned.
//
// Each set is a folder with queries.tsv, qrels.txt and expected.txt: the measures and the first five results
// of every query. WAYMARK_UPDATE=1 rewrites expected.txt; its diff is how a change of ranking is reviewed.
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "waymark/base/files.h"
#include "waymark/evaluation/evaluation.h"
#include "waymark/ingest/ingest.h"

#include "index_fixture.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing_support::TemporaryFolder;

constexpr std::size_t kShown = 5;
constexpr const char* kSummary[] = {"NDCG@10", "MRR@10", "P@1", "Success@1", "Recall@50"};

std::string format(const char* pattern, ...) __attribute__((format(printf, 1, 2)));
std::string format(const char* pattern, ...) {
  char buffer[400];
  va_list arguments;
  va_start(arguments, pattern);
  std::vsnprintf(buffer, sizeof buffer, pattern, arguments);
  va_end(arguments);
  return buffer;
}

// The sample mesh is indexed once for all sets.
struct SampleMesh {
  TemporaryFolder folder;
  std::unique_ptr<SearchIndex> index;

  SampleMesh() {
    const fs::path yaml = fs::path(WAYMARK_SOURCE_DIR) / "examples/sample-mesh/waymark.yaml";
    const auto config = read_config(yaml);
    EXPECT_TRUE(config) << config.error().message;
    IngestOptions options;
    options.index = folder.path() / "index";
    options.config = config.value_or(Config{});
    options.config_folder = yaml.parent_path();
    options.tool = "test";
    const auto report = ingest(options);
    EXPECT_TRUE(report) << report.error().message;
    index = std::make_unique<SearchIndex>(options.index);
  }
};

class JudgedSet : public ::testing::TestWithParam<const char*> {
 protected:
  static void SetUpTestSuite() { mesh_ = new SampleMesh; }
  static void TearDownTestSuite() { delete std::exchange(mesh_, nullptr); }

  static SampleMesh* mesh_;
};
SampleMesh* JudgedSet::mesh_ = nullptr;

// Queries that one asset answers best: for these "is it first?" has one meaning.
bool has_one_answer(const Grades& grades) {
  int best = 0, count = 0;
  for (const auto& [document, grade] : grades) {
    if (grade > best) best = grade, count = 0;
    if (grade == best) ++count;
  }
  return count == 1;
}

std::string summary_line(const std::string& group, const std::vector<const QueryResult*>& results) {
  std::string line = format("%-20s %3zu queries", group.c_str(), results.size());
  for (const char* name : kSummary) {
    double sum = 0;
    for (const QueryResult* result : results) sum += score_of(result->scores, name);
    line += format("  %s %.3f", name, sum / static_cast<double>(results.size()));
  }
  return line + "\n";
}

std::string summary(const Evaluation& evaluation, const Judgements& judgements) {
  std::map<std::string, std::vector<const QueryResult*>> groups;
  std::vector<const QueryResult*> all, single;
  for (const QueryResult& result : evaluation.queries) {
    all.push_back(&result);
    groups[result.query.id.substr(0, result.query.id.find('-'))].push_back(&result);
    if (has_one_answer(judgements.at(result.query.id))) single.push_back(&result);
  }
  std::string text = summary_line("all", all) + summary_line("with one best answer", single);
  for (const auto& [group, results] : groups) text += summary_line(group, results);
  return text;
}

std::string query_text(const QueryResult& result, const Grades& grades) {
  std::string text =
      format("\n%s  %s  (%s%s%s, NDCG@10 %.3f)\n", result.query.id.c_str(), result.query.text.c_str(),
             result.match.c_str(), result.corrected.empty() ? "" : ", as ", result.corrected.c_str(),
             score_of(result.scores, "NDCG@10"));
  for (std::size_t i = 0; i < result.documents.size() && i < kShown; ++i) {
    const RankedDocument& document = result.documents[i];
    const auto judged = grades.find(document.id);
    text += format("  %d %9.2f  %s\n", judged == grades.end() ? 0 : judged->second, document.score,
                   document.reference.c_str());
  }
  return text;
}

std::string golden_text(const Evaluation& evaluation, const Judgements& judgements) {
  std::string text =
      "# Grade, score and asset of the first five results. WAYMARK_UPDATE=1 rewrites this file: review the "
      "diff.\n" +
      summary(evaluation, judgements);
  for (const QueryResult& result : evaluation.queries)
    text += query_text(result, judgements.at(result.query.id));
  return text;
}

TEST_P(JudgedSet, AnswersAreTheReviewedOnes) {
  const fs::path folder = fs::path(WAYMARK_SOURCE_DIR) / "tests/eval" / GetParam();
  const auto queries = parse_queries(read_file(folder / "queries.tsv").value());
  ASSERT_TRUE(queries) << queries.error().message;
  const auto judgements = parse_judgements(read_file(folder / "qrels.txt").value());
  ASSERT_TRUE(judgements) << judgements.error().message;
  const auto viewer = mesh_->index->view(Access::all());
  ASSERT_TRUE(viewer) << viewer.error().message;
  const auto names = DocumentNames::resolve(*viewer, *judgements);
  ASSERT_TRUE(names) << names.error().message;
  for (const DocumentNames::Unresolved& unresolved : names->unresolved()) {
    ADD_FAILURE() << unresolved.name << " is the name of " << unresolved.assets << " assets";
  }
  for (const JudgedQuery& query : *queries) {
    ASSERT_TRUE(judgements->contains(query.id)) << "nothing answers " << query.id;
  }
  const auto evaluation = evaluate(*viewer, *names, *queries, *judgements, {});
  ASSERT_TRUE(evaluation) << evaluation.error().message;
  EXPECT_TRUE(evaluation->not_asked.empty());
  const std::string text = golden_text(*evaluation, *judgements);
  if (std::getenv("WAYMARK_UPDATE") != nullptr) std::ofstream(folder / "expected.txt") << text;
  EXPECT_EQ(text, read_file(folder / "expected.txt").value_or(""));
}

INSTANTIATE_TEST_SUITE_P(SampleMesh, JudgedSet, ::testing::Values("sample_mesh", "typos"),
                         [](const auto& set) { return std::string(set.param); });

}  // namespace
}  // namespace waymark
