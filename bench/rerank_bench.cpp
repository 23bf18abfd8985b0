// rerank_bench.cpp - what ranking the best candidates again adds to a search.
//
//   rerank_bench INDEX QUERIES [INDEX QUERIES]…
//
// For each query the 150 best documents are looked up by a search; then only the second stage is timed, from
// their forward records to scores, on the same thread. Its words are those of the query, their forms and
// their joined neighbours; any bit of any record may be one of them, so that it has more to look at than in a
// search. Prints a line per index: queries, candidates in the mean, and milliseconds of processor time at the
// median, for 99 of 100 queries, and of the slowest. The best of five rounds counts for each query: the
// machine's own pauses are not its cost. docs/evaluation.md has the figures.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <unordered_map>

#include "waymark/index/forward.h"

#include "judged.h"
#include "src/search/rerank.h"

namespace waymark {
namespace {

constexpr const char* kTool = "rerank_bench";
constexpr std::size_t kCandidates = 150;
constexpr int kRounds = 5;

double thread_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

std::vector<RerankWord> words_of(const std::string& text) {
  static const Analyzer analyzer;
  std::vector<RerankWord> words;
  for (const Token& token : analyzer.analyze(text, TextKind::Typed)) {
    if (token.kind == TokenKind::Part && is_question_word(token.folded)) continue;
    RerankWord& word = words.emplace_back(RerankWord{{forward_hash(token.term)}, token.folded, 2, true});
    if (token.folded != token.term) word.hashes.push_back(forward_hash(token.folded));
    word.asked = token.kind == TokenKind::Part;
  }
  return words;
}

class Bench {
 public:
  explicit Bench(const std::string& folder) : index_(folder), generation_(index_.generation()) {
    if (generation_ == nullptr) {
      std::cerr << kTool << ": nothing is published in \"" << folder << "\"\n";
      std::exit(2);
    }
    for (const Shard& shard : generation_->shards())
      for (std::uint32_t d = 0; d < shard.columns.size(); ++d)
        records_.emplace(shard.columns.keys[d], shard.forward[d]);
  }

  void run(const std::string& name, const std::vector<JudgedQuery>& queries) {
    const Viewer viewer = required(index_.view(Access::all()), kTool);
    std::vector<double> times;
    std::size_t candidates = 0;
    for (const JudgedQuery& query : queries) {
      SearchRequest request;
      request.text = query.text;
      request.limit = kCandidates;
      request.now = viewer.now();
      std::vector<RankedCandidate> found;
      for (const Hit& hit : required(viewer.search(request), kTool).hits)
        found.push_back({records_.at(hit.asset.key), ~0ULL});
      candidates += found.size();
      times.push_back(best_of_rounds(query.text, found));
    }
    if (times.empty()) return;
    std::sort(times.begin(), times.end());
    const auto within = [&](std::size_t share) {
      return times[std::max<std::size_t>((times.size() * share + 99) / 100, 1) - 1];
    };
    std::printf("%-40s %8zu %10.0f %8.3f %8.3f %8.3f\n", name.c_str(), times.size(),
                static_cast<double>(candidates) / static_cast<double>(times.size()), within(50), within(99),
                times.back());
  }

 private:
  static double best_of_rounds(const std::string& text, const std::vector<RankedCandidate>& candidates) {
    double best = 1e9;
    for (int round = 0; round < kRounds; ++round) {
      const double begin = thread_ms();
      const Reranker reranker(words_of(text), candidates, *default_ranking());
      if (reranker.size() != candidates.size()) std::exit(2);
      best = std::min(best, thread_ms() - begin);
    }
    return best;
  }

  SearchIndex index_;
  std::shared_ptr<const Generation> generation_;
  std::unordered_map<std::string_view, std::string_view> records_;  // By key.
};

int run(int count, char** arguments) {
  if (count < 3 || count % 2 == 0) {
    std::cerr << "usage: rerank_bench INDEX QUERIES [INDEX QUERIES]...\n";
    return 2;
  }
  std::printf("%-40s %8s %10s %8s %8s %8s\n", "ms to rank again", "queries", "candidates", "p50", "p99",
              "max");
  for (int i = 1; i + 1 < count; i += 2)
    Bench(arguments[i])
        .run(arguments[i], required(parse_queries(required(read_file(arguments[i + 1]), kTool)), kTool));
  return 0;
}

}  // namespace
}  // namespace waymark

int main(int count, char** arguments) { return waymark::run(count, arguments); }
