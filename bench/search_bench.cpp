// search_bench - how long a search takes, by kind of query, beside plain Xapian on the same databases.
//
//   build/release/bench/search_bench INDEX [queries a kind]          default 200
//
// Nine kinds of queries are made from assets of the index, the same at every run. Each is asked of a Viewer
// (20 hits with highlights, exact counts of all facets) and, in turn with it, of Xapian's own matcher: the
// same words joined with AND, the same filters, 20 documents and a value-count spy for each facet, counted
// once and not per selection. Made with generate_mesh and `waymark index`. Times are of this process: no
// HTTP, no JSON.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <xapian.h>

#include "waymark/base/strings.h"
#include "waymark/index/terms.h"
#include "waymark/search/search_index.h"
#include "waymark/text/analyzer.h"

namespace waymark {
namespace {

constexpr std::size_t kHits = 20, kSamples = 400;

struct Kind {
  const char* name;
  bool words = true;  // Else filters alone, or nothing.
  std::vector<SearchRequest> requests;
};

double milliseconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

std::vector<Asset> sample(const Viewer& viewer) {
  std::vector<Asset> assets;
  std::mt19937 random(7);
  for (std::size_t i = 0; i < kSamples; ++i) {
    SearchRequest request{.sort = "name", .offset = random() % viewer.size(), .limit = 1, .highlight = false};
    request.now = viewer.now();
    const auto found = viewer.search(request);
    if (found && !found->hits.empty()) assets.push_back(found->hits.front().asset);
  }
  return assets;
}

std::vector<std::string> words_of(const std::string& text, const Analyzer& analyzer) {
  std::vector<std::string> words;
  for (const Token& token : analyzer.analyze(text, TextKind::Name))
    if (token.kind == TokenKind::Part && token.folded.size() > 2) words.push_back(token.folded);
  return words;
}

void add_filter(SearchRequest& request, const char* field, const std::string& value) {
  if (!value.empty()) request.filters.push_back({find_field(field), {value}, false});
}

// The kinds of issue and documentation alike: docs/performance.md.
std::vector<Kind> make_kinds(const Viewer& viewer, std::size_t count) {
  const Analyzer analyzer;
  std::vector<Kind> kinds = {
      {"rare word"},           {"common word"},         {"several words"},     {"phrase"},  {"prefix"},
      {"filters only", false}, {"words and 3 filters"}, {"everything", false}, {"question"}};
  const std::vector<Asset> assets = sample(viewer);
  std::map<std::string, std::size_t> often;
  for (const Asset& asset : assets)
    for (const std::string& word : words_of(asset.name, analyzer)) ++often[word];
  std::vector<std::pair<std::size_t, std::string>> by_use;
  for (const auto& [word, times] : often) by_use.emplace_back(times, word);
  std::sort(by_use.rbegin(), by_use.rend());
  for (std::size_t i = 0; i < count; ++i) {
    const Asset& asset = assets[i % assets.size()];
    std::vector<std::string> words = words_of(asset.name, analyzer);
    if (words.empty()) words.push_back(by_use.front().second);
    const std::string pair = words.size() > 1 ? words[0] + " " + words[1] : words[0];
    const auto text = [](std::string q) { return SearchRequest{.text = std::move(q)}; };
    kinds[0].requests.push_back(text(by_use[by_use.size() - 1 - i % (by_use.size() / 2)].second));
    kinds[1].requests.push_back(text(by_use[i % std::min<std::size_t>(20, by_use.size())].second));
    kinds[2].requests.push_back(text(join(words, " ")));
    kinds[3].requests.push_back(text("\"" + pair + "\""));
    kinds[4].requests.push_back(text(words[0].substr(0, 3 + i % 3) + "*"));
    SearchRequest filtered;
    add_filter(filtered, "platform", asset.platform);
    add_filter(filtered, "domain", asset.domain);
    add_filter(filtered, "type", std::string(info(asset.type).name));
    kinds[5].requests.push_back(filtered);
    filtered.text = words[0];
    kinds[6].requests.push_back(filtered);
    kinds[7].requests.push_back({});
    kinds[8].requests.push_back(text("which " + std::string(info(asset.type).label) + " has the " + pair +
                                     " of " + asset.domain.substr(asset.domain.rfind('/') + 1) + "?"));
  }
  for (Kind& kind : kinds)
    for (SearchRequest& request : kind.requests) {
      request.limit = kHits;
      request.now = viewer.now();
      for (const Field& field : fields())
        if (field.facet) request.facets.push_back(&field);
    }
  return kinds;
}

// What somebody writes with Xapian's documentation at hand.
class PlainXapian {
 public:
  explicit PlainXapian(const Generation& generation) {
    for (const Shard& shard : generation.shards())
      database_.add_database(Xapian::Database(shard.database.string()));
  }

  std::size_t search(const SearchRequest& request) const {
    Xapian::Enquire enquire(database_);
    enquire.set_query(query_of(request));
    std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
    for (const Field* field : request.facets) {
      if (field->slot == 0) continue;  // Worked out from the clock: nothing is stored.
      spies.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(field->slot));
      enquire.add_matchspy(spies.back().get());
    }
    const Xapian::MSet found = enquire.get_mset(0, kHits, database_.get_doccount());
    std::size_t values = 0;
    for (const auto& spy : spies)
      for (auto at = spy->top_values_begin(12); at != spy->top_values_end(12); ++at)
        values += at.get_termfreq() > 0;
    return found.get_matches_estimated() + values;
  }

 private:
  Xapian::Query query_of(const SearchRequest& request) const {
    Xapian::Query query = words(request.text);
    for (const Filter& filter : request.filters)
      query = Xapian::Query(Xapian::Query::OP_FILTER, query,
                            Xapian::Query(field_term(*filter.field, filter.values.front())));
    return query;
  }
  Xapian::Query words(const std::string& text) const {
    if (text.empty()) return Xapian::Query::MatchAll;
    if (text.ends_with('*'))
      return {Xapian::Query::OP_WILDCARD, text.substr(0, text.size() - 1), 200,
              Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT};
    std::vector<std::string> terms;
    for (const Token& token : analyzer_.analyze(text))
      if (token.kind == TokenKind::Part && !is_question_word(token.folded)) terms.push_back(token.term);
    const auto joined = text.front() == '"'         ? Xapian::Query::OP_PHRASE
                        : text.starts_with("which") ? Xapian::Query::OP_OR
                                                    : Xapian::Query::OP_AND;
    return {joined, terms.begin(), terms.end()};
  }

  Xapian::Database database_;
  Analyzer analyzer_;
};

double at(std::vector<double>& times, double share) {
  std::sort(times.begin(), times.end());
  return times[std::min(times.size() - 1,
                        static_cast<std::size_t>(share * static_cast<double>(times.size())))];
}

std::size_t resident_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("RssAnon:")) return std::strtoull(line.c_str() + 8, nullptr, 10) / 1024;
  return 0;
}

int run(const std::string& folder, std::size_t count) {
  SearchIndex index(folder);
  const auto viewer = index.view(Access::all());
  if (!viewer) {
    std::fprintf(stderr, "search_bench: %s\n", viewer.error().message.c_str());
    return 4;
  }
  std::printf("%llu assets, %zu queries a kind; ms\n", static_cast<unsigned long long>(viewer->size()),
              count);
  std::printf("%-22s %9s %9s %9s %9s %9s %9s\n", "", "Waymark", "99 %", "Xapian", "99 %", "ratio", "hits");
  const PlainXapian plain(*index.generation());
  for (const Kind& kind : make_kinds(*viewer, count)) {
    std::vector<double> ours, theirs, hits;
    for (const bool warm : {false, true})
      for (const SearchRequest& request : kind.requests) {
        auto begin = std::chrono::steady_clock::now();
        const auto found = viewer->search(request);
        const double waymark = milliseconds_since(begin);
        begin = std::chrono::steady_clock::now();
        plain.search(request);
        const double xapian = milliseconds_since(begin);
        if (!found) return 1;
        if (!warm) continue;
        ours.push_back(waymark);
        theirs.push_back(xapian);
        hits.push_back(static_cast<double>(found->total));
      }
    const double mine = at(ours, 0.5), others = at(theirs, 0.5);
    std::printf("%-22s %9.2f %9.2f %9.2f %9.2f %8.1fx %9.0f\n", kind.name, mine, at(ours, 0.99), others,
                at(theirs, 0.99), others / mine, at(hits, 0.5));
    std::fflush(stdout);
  }
  std::printf("memory of this process besides mapped files: %zu MB\n", resident_megabytes());
  return 0;
}

}  // namespace
}  // namespace waymark

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: search_bench INDEX [queries a kind]\n");
    return 2;
  }
  return waymark::run(arguments[1], count > 2 ? std::strtoul(arguments[2], nullptr, 10) : 200);
}
