#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"
#include "waymark/evaluation/evaluation.h"
#include "waymark/ingest/ingest.h"

#include "index_fixture.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing_support::TemporaryFolder;

std::vector<JudgedQuery> queries_of(const std::string& text) {
  auto queries = parse_queries(text);
  EXPECT_TRUE(queries) << queries.error().message;
  return queries.value_or(std::vector<JudgedQuery>{});
}

Judgements judgements_of(const std::string& text) {
  auto judgements = parse_judgements(text);
  EXPECT_TRUE(judgements) << judgements.error().message;
  return judgements.value_or(Judgements{});
}

void index_file(const fs::path& corpus, const fs::path& index) {
  IngestOptions options;
  options.exports = {corpus};
  options.index = index;
  options.tool = "test";
  const auto report = ingest(options);
  ASSERT_TRUE(report) << report.error().message;
}

constexpr const char* kCorpus =
    R"({"id": "shop.orders", "type": "table", "name": "orders", "database": "shop", "platform": "mysql"}
{"id": "shop.order lines", "type": "table", "name": "order_lines", "database": "shop", "platform": "mysql"}
{"id": "old.orders", "type": "table", "name": "orders", "database": "old", "platform": "mysql"}
{"id": "Sales", "type": "domain", "name": "Sales"}
)";

class EvaluateCorpus : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(folder_.path() / "corpus.jsonl") << kCorpus;
    index_file(folder_.path() / "corpus.jsonl", folder_.path() / "index");
    index_ = std::make_unique<SearchIndex>(folder_.path() / "index");
    auto viewer = index_->view(Access::all());
    ASSERT_TRUE(viewer) << viewer.error().message;
    viewer_ = std::make_unique<Viewer>(std::move(*viewer));
  }

  Evaluation run(const DocumentNames& names, const std::string& queries, const std::string& judgements) {
    auto evaluation = evaluate(*viewer_, names, queries_of(queries), judgements_of(judgements), {});
    EXPECT_TRUE(evaluation) << evaluation.error().message;
    return evaluation.value_or(Evaluation{});
  }

  DocumentNames resolve(const std::string& judgements) {
    auto names = DocumentNames::resolve(*viewer_, judgements_of(judgements));
    EXPECT_TRUE(names) << names.error().message;
    return names.value_or(DocumentNames{});
  }

  TemporaryFolder folder_;
  std::unique_ptr<SearchIndex> index_;
  std::unique_ptr<Viewer> viewer_;
};

TEST_F(EvaluateCorpus, IdsOfLinesAreTheDocuments) {
  const Evaluation result = run(DocumentNames::of_lines(), "q1\tshop.orders\nq2\torder_lines\n",
                                "q1 0 shop.orders 1\nq2 0 shop.order-lines 1\n");
  EXPECT_EQ(score_of(result.mean, "P@1"), 1);
  EXPECT_EQ(result.assets, 4u);
}

TEST_F(EvaluateCorpus, ARunHasSixColumnsWhateverIdsHold) {
  const Evaluation result = run(DocumentNames::of_lines(), "q1\torders\n", "q1 0 shop.orders 1\n");
  const std::vector<std::string> lines = split_words(run_lines(result, "tag"), '\n');
  ASSERT_FALSE(lines.empty());
  for (const std::string& line : lines) EXPECT_EQ(split_words(line, ' ').size(), 6u) << line;
}

TEST_F(EvaluateCorpus, AQueryWithoutATextCountsAsUnanswered) {
  const Evaluation result = run(DocumentNames::of_lines(), "q1\tshop.orders\nq3\torders\n",
                                "q1 0 shop.orders 1\nq2 0 old.orders 1\n");
  EXPECT_EQ(result.not_asked, std::vector<std::string>{"q2"});
  EXPECT_EQ(result.judged, 2u);
  EXPECT_EQ(score_of(result.mean, "P@1"), 0.5);
}

TEST_F(EvaluateCorpus, AnAssetIsNamedByKeyIdPlaceTypeOrItsOnlyName) {
  const auto key = viewer_->resolve("waymark:shop.orders");
  ASSERT_TRUE(key && !key->empty());
  for (const std::string& name :
       {*key, std::string("waymark:shop.orders"), std::string("mysql:shop.orders")}) {
    const std::string judged = "q1 0 " + name + " 1\n";
    EXPECT_EQ(score_of(run(resolve(judged), "q1\tshop.orders\n", judged).mean, "P@1"), 1) << name;
  }
  for (const std::string name : {"domain:sales", "Sales", "table:order-lines", "order_lines"}) {
    const std::string judged = "q1 0 " + name + " 1\n";
    EXPECT_TRUE(resolve(judged).unresolved().empty()) << name;
  }
}

TEST_F(EvaluateCorpus, ANameOfTwoAssetsOrOfNoneIsToldAndNotFound) {
  const std::string judged = "q1 0 table:orders 1\nq1 0 nowhere 1\n";
  const DocumentNames names = resolve(judged);
  ASSERT_EQ(names.unresolved().size(), 2u);
  EXPECT_EQ(names.unresolved()[0].assets, 0u);
  EXPECT_EQ(names.unresolved()[1].assets, 2u);
  EXPECT_EQ(score_of(run(names, "q1\torders\n", judged).mean, "NDCG@10"), 0);
}

TEST_F(EvaluateCorpus, TwoQueriesOfOneIdAreRefused) {
  const auto twice = evaluate(*viewer_, DocumentNames::of_lines(), queries_of("q\ta\nq\tb\n"),
                              judgements_of("q 0 shop.orders 1\n"), {});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().message, "query id \"q\" is there twice");
}

std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return output;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
  ::pclose(pipe);
  return output;
}

// The scorer that comes with the judged collections is the second opinion.
TEST(Evaluate, FiguresAreThoseOfTheCollectionsOwnScorer) {
  const char* given = std::getenv("WAYMARK_SHARED");
  const fs::path shared = given != nullptr ? fs::path(given) : fs::path(WAYMARK_SOURCE_DIR) / "../shared";
  const fs::path collection = shared / "eval/fiben";
  if (!fs::exists(collection) || !fs::exists(shared / "eval/score.py"))
    GTEST_SKIP() << "no judged collections at " << shared << "; WAYMARK_SHARED names their place";
  const TemporaryFolder folder;
  index_file(collection / "corpus.jsonl", folder.path() / "index");
  SearchIndex index(folder.path() / "index");
  const auto viewer = index.view(Access::all());
  ASSERT_TRUE(viewer) << viewer.error().message;
  const auto result =
      evaluate(*viewer, DocumentNames::of_lines(), queries_of(read_file(collection / "queries.tsv").value()),
               judgements_of(read_file(collection / "qrels.txt").value()), {});
  ASSERT_TRUE(result) << result.error().message;
  std::ofstream(folder.path() / "out.run") << run_lines(*result, "test");
  const std::string script =
      "import sys; sys.dont_write_bytecode = True; sys.path.insert(0, sys.argv[1]); import score; "
      "mean, _ = score.score(score.read_qrels(sys.argv[2]), score.read_run(sys.argv[3])); "
      "[print(name, repr(mean[name])) for name in score.MEASURES]";
  const std::string output =
      output_of("python3 -c '" + script + "' '" + (shared / "eval").string() + "' '" +
                (collection / "qrels.txt").string() + "' '" + (folder.path() / "out.run").string() + "'");
  const std::vector<std::string> lines = split_words(output, '\n');
  ASSERT_EQ(lines.size(), 5u) << output;
  for (const std::string& line : lines) {
    const std::vector<std::string> parts = split_words(line, ' ');
    EXPECT_NEAR(score_of(result->mean, parts[0]), std::stod(parts[1]), 1e-6) << parts[0];
  }
}

}  // namespace
}  // namespace waymark
