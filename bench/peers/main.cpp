// peers - the same documents and the same questions for Waymark and for what else Debian has, in turn.
//
//   bench/peers.sh INDEX LOG FOLDER        # starts what must be started, loads, runs this
//
//   peers load INDEX FOLDER [engine…]      puts the documents of an index into each engine
//   peers run INDEX LOG FOLDER [engine…]   --each N: so many queries of a kind, --rounds N
//
// Every question goes to every engine before the next one comes, another engine first each time; the first
// round does not count. An answer is the total, 20 ranked hits and 10 facets with a field's own selection
// left out. Totals and counts are held to one another. Waymark answers in this process with everything it
// gives to the page (reasons, highlights, cards), the others with numbers of documents alone.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <random>

#include <CLI/CLI.hpp>

#include "waymark/search/search_index.h"

#include "mesh/queries.h"
#include "peers/peer.h"
#include "peers/questions.h"

namespace waymark::peers {
namespace {

struct Options {
  std::vector<std::string> words;
  std::vector<std::string> only;
  std::size_t each = 40, rounds = 2;
};

constexpr const Peer* kPeers[] = {&xapian_columns, &xapian_spies, &sqlite_peer,
                                  &postgres_peer,  &groonga_peer, &sphinx_peer};

bool wanted(const Options& options, const char* name) {
  return options.only.empty() ||
         std::any_of(options.only.begin(), options.only.end(), [&](const std::string& part) {
           return std::string_view(name).find(part) != std::string_view::npos;
         });
}

class Waymark : public Engine {
 public:
  Waymark(const Corpus& corpus, SearchIndex& index) : corpus_(corpus), viewer_(*index.view(Access::all())) {}
  Answer ask(const PeerQuery& query) override {
    auto found = viewer_.search(query.request);
    if (!found) give_up(found.error().message);
    Answer answer{found->total, found->hits.size(), {}};
    last_ = std::move(found->facets);
    return answer;
  }
  // Values as numbers, which nobody but the comparison wants: outside the time.
  void complete(Answer& answer) const {
    for (std::size_t f = 0; f < last_.size(); ++f) {
      ValueCounts& counts = answer.counts.emplace_back();
      const std::vector<std::string>& values = corpus_.facets[f].values;
      for (const FacetCount& value : last_[f].values)
        if (value.count > 0)
          counts.emplace_back(std::lower_bound(values.begin(), values.end(), value.value) - values.begin(),
                              value.count);
      cut_values(counts);
    }
  }

 private:
  const Corpus& corpus_;
  Viewer viewer_;
  std::vector<Facet> last_;
};

// Which of equally frequent values come last is everybody's own choice.
bool same_counts(const ValueCounts& a, const ValueCounts& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].second != b[i].second) return false;
    if (a[i].second != a.back().second && a[i].first != b[i].first) return false;
  }
  return true;
}

std::string difference(const Answer& a, const Answer& b, const Corpus& corpus) {
  if (a.total != b.total) return "total " + std::to_string(a.total) + " and " + std::to_string(b.total);
  if (a.hits != b.hits) return "hits " + std::to_string(a.hits) + " and " + std::to_string(b.hits);
  for (std::size_t f = 0; f < corpus.facets.size(); ++f)
    if (!same_counts(a.counts[f], b.counts[f])) return "counts of " + corpus.facets[f].name();
  return "";
}

struct Column {
  std::string name;
  std::unique_ptr<Engine> engine;
  std::map<std::string, std::vector<std::vector<double>>> times;  // By kind and query: one a round.
  std::size_t compared = 0, different = 0;
};

double median(std::vector<double> of) {
  std::sort(of.begin(), of.end());
  return of.empty() ? 0 : of[of.size() / 2];
}

// Geometric mean of peer / Waymark, query by query.
double ratio(const Column& peer, const Column& ours, const std::vector<std::string>& kinds) {
  double sum = 0;
  std::size_t count = 0;
  for (const std::string& kind : kinds) {
    const auto a = peer.times.find(kind), b = ours.times.find(kind);
    if (a == peer.times.end() || b == ours.times.end()) continue;
    for (std::size_t i = 0; i < a->second.size(); ++i, ++count)
      sum += std::log(median(a->second[i]) / median(b->second[i]));
  }
  return count == 0 ? 0 : std::exp(sum / static_cast<double>(count));
}

void print_tables(const std::vector<Column>& columns, const std::vector<std::string>& kinds,
                  const std::map<std::string, std::vector<double>>& totals) {
  std::printf(
      "\nmilliseconds, median of the queries (each the median of its rounds); maximum behind it\n%-22s %9s",
      "", "matches");
  for (const Column& column : columns) std::printf(" %24s", column.name.c_str());
  for (const std::string& kind : kinds) {
    std::printf("\n%-22s %9.0f", kind.c_str(), median(totals.at(kind)));
    for (const Column& column : columns) {
      std::vector<double> each;
      for (const std::vector<double>& times : column.times.at(kind)) each.push_back(median(times));
      std::printf(" %13.3f %10.2f", median(each), *std::max_element(each.begin(), each.end()));
    }
  }
  std::printf("\n\ntimes as long as %s, geometric mean over the queries\n%-32s", columns[0].name.c_str(), "");
  for (std::size_t i = 1; i < columns.size(); ++i) std::printf(" %24s", columns[i].name.c_str());
  std::vector<std::string> counted;
  for (const std::string& kind : kinds) {
    if (kind != "everything") counted.push_back(kind);
    std::printf("\n%-32s", kind.c_str());
    for (std::size_t i = 1; i < columns.size(); ++i)
      std::printf(" %24.2f", ratio(columns[i], columns[0], {kind}));
  }
  std::printf("\n%-32s", "all but everything");
  double sum = 0;
  for (std::size_t i = 1; i < columns.size(); ++i) {
    const double mean = ratio(columns[i], columns[0], counted);
    sum += std::log(mean);
    std::printf(" %24.2f", mean);
  }
  std::printf("\n%-32s %24.2f\n", "all peers together",
              std::exp(sum / static_cast<double>(columns.size() - 1)));
}

// Which engines an answer is compared to: the first peer, whose answers everybody must have.
void compare(std::vector<Column>& columns, const std::vector<Answer>& answers, const PeerQuery& query,
             const Corpus& corpus) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i == 1 || columns.size() < 2) continue;
    ++columns[i].compared;
    const std::string found = difference(answers[i], answers[1], corpus);
    if (found.empty()) continue;
    if (++columns[i].different <= 5)
      std::printf("different: %s, \"%s\" with %zu filters: %s (%s first)\n", columns[i].name.c_str(),
                  query.request.text.c_str(), query.filters.size(), found.c_str(), columns[i].name.c_str());
  }
}

int run(const Options& options) {
  SearchIndex index(options.words[1]);
  if (index.generation() == nullptr) give_up("no index in " + options.words[1]);
  const Corpus corpus(index.generation());
  const std::filesystem::path folder = options.words.back();
  std::vector<Column> columns;
  auto ours = std::make_unique<Waymark>(corpus, index);
  Waymark* const waymark = ours.get();
  columns.push_back({"Waymark", std::move(ours), {}, 0, 0});
  for (const Peer* peer : kPeers)
    if (wanted(options, peer->name)) columns.push_back({peer->name, peer->open(corpus, folder), {}, 0, 0});
  std::size_t left_out = 0;
  const std::vector<PeerQuery> queries =
      questions(mesh::read_query_log(options.words[2]), options.each, corpus, index, left_out);
  std::printf("%u documents, %zu queries (%zu left out: Waymark cuts or relaxes them), %zu rounds\n",
              corpus.documents, queries.size(), left_out, options.rounds);
  std::map<std::string, std::vector<double>> totals;
  std::vector<std::string> kinds;
  for (std::size_t round = 0; round <= options.rounds; ++round) {
    std::map<std::string, std::size_t> number;
    for (std::size_t q = 0; q < queries.size(); ++q) {
      const PeerQuery& query = queries[q];
      if (std::find(kinds.begin(), kinds.end(), query.kind) == kinds.end()) kinds.push_back(query.kind);
      const std::size_t in_kind = number[query.kind]++;
      std::vector<Answer> answers(columns.size());
      for (std::size_t turn = 0; turn < columns.size(); ++turn) {
        const std::size_t c = (q + round + turn) % columns.size();
        const auto begin = std::chrono::steady_clock::now();
        answers[c] = columns[c].engine->ask(query);
        const double time =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
        if (round == 0) continue;
        auto& of_kind = columns[c].times[query.kind];
        of_kind.resize(std::max(of_kind.size(), in_kind + 1));
        of_kind[in_kind].push_back(time);
      }
      if (round > 0) continue;
      waymark->complete(answers[0]);
      compare(columns, answers, query, corpus);
      totals[query.kind].push_back(static_cast<double>(answers[0].total));
    }
    std::fflush(stdout);
  }
  print_tables(columns, kinds, totals);
  for (const Column& column : columns)
    if (column.compared > 0)
      std::printf("same answers as %s: %s, %zu of %zu\n", columns[1].name.c_str(), column.name.c_str(),
                  column.compared - column.different, column.compared);
  return 0;
}

int load(const Options& options) {
  auto generation = Generation::open_current(options.words[1]);
  if (!generation) give_up(generation.error().message);
  const Corpus corpus(*generation);
  for (const Peer* peer : kPeers) {
    if (!wanted(options, peer->name)) continue;
    const auto begin = std::chrono::steady_clock::now();
    peer->load(corpus, options.words[2]);
    std::printf("%s: loaded in %.0f s\n", peer->name,
                std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace waymark::peers

int main(int count, char** arguments) {
  waymark::peers::Options options;
  CLI::App app{"The same documents and questions for Waymark and other engines; started by bench/peers.sh."};
  app.add_option("words", options.words, "load INDEX FOLDER | run INDEX LOG FOLDER")->required();
  app.add_option("--only", options.only, "Engines, by a part of their names");
  app.add_option("--each", options.each, "Queries of a kind")->capture_default_str();
  app.add_option("--rounds", options.rounds, "Rounds that count")->capture_default_str();
  CLI11_PARSE(app, count, arguments);
  if (options.words.size() == 3 && options.words[0] == "load") return waymark::peers::load(options);
  if (options.words.size() == 4 && options.words[0] == "run") return waymark::peers::run(options);
  std::fprintf(stderr, "peers: expects load INDEX FOLDER, or run INDEX LOG FOLDER\n");
  return 2;
}
