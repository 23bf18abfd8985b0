#include <cstdlib>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "waymark/base/files.h"
#include "waymark/evaluation/evaluation.h"
#include "waymark/ingest/ingest.h"

#include "common.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

struct Options : CommonOptions {
  std::string corpus, queries, judgements, run, match = "auto";
  std::size_t depth = 100;
};

// Marks an index that `eval` made: the only kind it replaces.
const std::string kTool = std::string("waymark ") + WAYMARK_VERSION + " eval";

// A folder that goes away, for the index of a corpus that nobody asked to keep.
class TemporaryIndex {
 public:
  static Result<TemporaryIndex> make() {
    std::string name = (fs::temp_directory_path() / "waymark-eval-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      return fail(ErrorCode::Failed, "making a folder \"" + name + "\" for the index failed");
    return TemporaryIndex(name);
  }
  explicit TemporaryIndex(fs::path path) : path_(std::move(path)) {}
  TemporaryIndex(TemporaryIndex&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ~TemporaryIndex() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

Status may_replace(const std::string& index) {
  const auto generation = Generation::open_current(index);
  if (!generation && generation.error().code == ErrorCode::NotFound) return {};
  if (!generation) return fail("--index \"" + index + "\"", generation.error());
  if ((*generation)->manifest().tool.ends_with(" eval")) return {};
  return fail(ErrorCode::InvalidInput,
              "--index \"" + index + "\" holds an index that is not of a corpus: name another folder");
}

void tell_problems(const IngestReport& report) {
  for (const FileReport& file : report.files)
    for (const Problem& problem : file.problems)
      std::cerr << printable(file.name + ": " + problem.place + ": " + problem.message) << "\n";
}

Status index_corpus(const Options& options) {
  if (const Status may = may_replace(options.index); !may) return may;
  IngestOptions ingesting;
  ingesting.exports = {options.corpus};
  ingesting.index = options.index;
  ingesting.config_folder = fs::current_path();
  ingesting.tool = kTool;
  ProgressLine progress(options.quiet);
  ingesting.progress = [&](const IngestProgress& at) { progress.show(at.phase, at.done, at.total); };
  const auto report = ingest(ingesting);
  if (!report) return fail(report.error());
  for (const FileReport& file : report->files)
    if (file.outcome != FileOutcome::Read)
      return fail(ErrorCode::InvalidInput, "--corpus \"" + options.corpus + "\": " + file.reason);
  if (!options.quiet) tell_problems(*report);
  return {};
}

template <typename Parse>
auto read_with(const std::string& path, Parse parse) -> decltype(parse(std::string_view())) {
  const auto text = read_file(path);
  if (!text) return fail(text.error());
  auto parsed = parse(std::string_view(*text));
  if (!parsed) return fail("\"" + path + "\"", parsed.error());
  return parsed;
}

void tell_unresolved(const DocumentNames& names) {
  for (const DocumentNames::Unresolved& unresolved : names.unresolved())
    std::cerr << printable("judged document \"" + unresolved.name + "\": ")
              << (unresolved.assets == 0
                      ? "no asset; it counts as not found"
                      : std::to_string(unresolved.assets) + " assets; it counts as not found, write a key")
              << "\n";
}

Match match_of(const std::string& word) {
  if (word == "all") return Match::All;
  return word == "any" ? Match::Any : Match::Auto;
}

Result<Evaluation> run_queries(const Options& options, const Viewer& viewer) {
  const auto queries = read_with(options.queries, parse_queries);
  if (!queries) return fail(queries.error());
  const auto judgements = read_with(options.judgements, parse_judgements);
  if (!judgements) return fail(judgements.error());
  auto names = options.corpus.empty() ? DocumentNames::resolve(viewer, *judgements)
                                      : Result<DocumentNames>(DocumentNames::of_lines());
  if (!names) return fail(names.error());
  if (!options.quiet) tell_unresolved(*names);
  ProgressLine progress(options.quiet);
  EvaluationOptions asking;
  asking.depth = options.depth;
  asking.match = match_of(options.match);
  asking.progress = [&](std::size_t done, std::size_t total) { progress.show("asking", done, total); };
  return evaluate(viewer, *names, *queries, *judgements, asking);
}

int run_on_index(const Options& options) {
  SearchIndex index(options.index, options.ranking);
  const auto viewer = index.view(Access::all());
  if (!viewer) return report_index_error(viewer.error());
  const auto evaluation = run_queries(options, *viewer);
  if (!evaluation)
    return report_error(evaluation.error(),
                        evaluation.error().code == ErrorCode::Unavailable ? kIndexTrouble : kUsage);
  if (!options.run.empty())
    if (const Status written = write_file_durably(options.run, run_lines(*evaluation, "waymark")); !written)
      return report_error(written.error(), kUsage);
  if (!options.quiet && !evaluation->not_asked.empty())
    std::cerr << evaluation->not_asked.size() << " judged queries have no text in "
              << printable(options.queries) << " and count as unanswered, the first is "
              << printable(evaluation->not_asked.front()) << "\n";
  std::cout << (options.json ? evaluation_json(*evaluation) : evaluation_text(*evaluation));
  return kDone;
}

int run(Options options) {
  if (const Status usable = check_ranking(options); !usable) return report_error(usable.error(), kUsage);
  if (options.corpus.empty()) {
    const char* served = std::getenv("WAYMARK_INDEX");
    if (options.index.empty()) options.index = served != nullptr ? served : CommonOptions().index;
    return run_on_index(options);
  }
  std::optional<TemporaryIndex> temporary;
  if (options.index.empty()) {
    auto made = TemporaryIndex::make();
    if (!made) return report_error(made.error(), kIndexTrouble);
    temporary.emplace(std::move(*made));
    options.index = temporary->path();
  }
  if (const Status indexed = index_corpus(options); !indexed)
    return report_error(indexed.error(),
                        indexed.error().code == ErrorCode::InvalidInput ? kUsage : kIndexTrouble);
  return run_on_index(options);
}

}  // namespace

void add_eval_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  options->index.clear();
  auto* command = app.add_subcommand("eval", "Measure how good the search is, on judged queries");
  command->add_option("--corpus", options->corpus,
                      "Waymark JSON lines to index first; judgements then name their ids");
  command->add_option("--queries", options->queries, "Query id, tab, text; one a line")->required();
  command->add_option("--qrels", options->judgements, "Query id, 0, document, grade; one a line")->required();
  // No envname: a corpus must never land in the index that WAYMARK_INDEX says is being served.
  command->add_option(
      "--index", options->index,
      "With --corpus where its index is kept (else nowhere); without it the index that is asked "
      "(else WAYMARK_INDEX, else data/index)");
  command->add_option("--run", options->run, "Write the ranking to this file, in the format of TREC");
  command->add_option("--depth", options->depth, "Results looked at per query")
      ->capture_default_str()
      ->check(CLI::Range(1, 2000));
  command->add_option("--match", options->match, "How words are joined: auto, all or any")
      ->capture_default_str()
      ->check(CLI::IsMember({"auto", "all", "any"}));
  add_output_options(*command, *options);
  add_ranking_option(*command, *options);
  command->footer(
      "Without --corpus, judgements name assets by key, by a source's id, as platform:name, as type:name or "
      "by "
      "name.\nDefinitions of the measures: docs/evaluation.md\n\n"
      "Examples:\n"
      "  waymark eval --corpus corpus.jsonl --queries queries.tsv --qrels qrels.txt --run out.run\n"
      "  waymark eval --index data/index --queries queries.tsv --qrels qrels.txt --json");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark
