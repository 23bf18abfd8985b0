// Plain Xapian on one compacted database: once as its documentation counts facets (a spy that reads value
// slots), once with a spy that only notes which documents match, and columns to count them by.
#include <map>
#include <unordered_map>

#include <xapian.h>

#include "waymark/index/terms.h"

#include "peers/peer.h"

namespace waymark::peers {
namespace {

void load(const Corpus& corpus, const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder / "xapian")) return;
  Xapian::Database all;
  for (const Shard& shard : corpus.generation->shards())
    all.add_database(Xapian::Database(shard.database.string()));
  // One database after the other, each in its own order: the numbers of peer.h.
  std::filesystem::remove_all(folder / "xapian.tmp");
  all.compact((folder / "xapian.tmp").string());
  std::filesystem::rename(folder / "xapian.tmp", folder / "xapian");
}

Xapian::Query words_of(const Clause& clause) {
  if (!clause.phrase.empty()) return {Xapian::Query::OP_PHRASE, clause.phrase.begin(), clause.phrase.end()};
  std::vector<Xapian::Query> ways;
  if (!clause.prefix.empty()) ways.emplace_back(Xapian::Query::OP_WILDCARD, clause.prefix);
  for (const std::vector<std::string>& form : clause.forms)
    ways.emplace_back(Xapian::Query::OP_AND, form.begin(), form.end());
  return ways.size() == 1 ? ways.front() : Xapian::Query(Xapian::Query::OP_OR, ways.begin(), ways.end());
}

// Without the filter of `left_out`.
Xapian::Query query_of(const PeerQuery& query, const Corpus& corpus, std::size_t left_out = SIZE_MAX) {
  std::vector<Xapian::Query> clauses;
  for (const Clause& clause : query.clauses) clauses.push_back(words_of(clause));
  Xapian::Query made = clauses.empty()
                           ? Xapian::Query::MatchAll
                           : Xapian::Query(query.any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND,
                                           clauses.begin(), clauses.end());
  std::vector<Xapian::Query> filters;
  for (std::size_t i = 0; i < query.filters.size(); ++i) {
    const PeerFacet& facet = corpus.facets[query.filters[i].facet];
    if (i != left_out) filters.emplace_back(field_term(*facet.field, facet.values[query.filters[i].value]));
  }
  if (filters.empty()) return made;
  const Xapian::Query filter(Xapian::Query::OP_AND, filters.begin(), filters.end());
  if (clauses.empty()) return {Xapian::Query::OP_SCALE_WEIGHT, filter, 0};
  return {Xapian::Query::OP_FILTER, made, filter};
}

class SplitSpy : public Xapian::MatchSpy {
 public:
  explicit SplitSpy(Xapian::valueno slot) : slot_(slot) {}
  void operator()(const Xapian::Document& document, double) override {
    const std::string joined = document.get_value(slot_);
    for (std::size_t begin = 0; begin < joined.size();) {
      const std::size_t end = std::min(joined.find('\x1f', begin), joined.size());
      ++counts[joined.substr(begin, end - begin)];
      begin = end + 1;
    }
  }
  std::unordered_map<std::string, std::uint64_t> counts;

 private:
  Xapian::valueno slot_;
};

class Spies : public Engine {
 public:
  Spies(const Corpus& corpus, const std::filesystem::path& folder)
      : corpus_(corpus), database_((folder / "xapian").string()) {
    for (const PeerFacet& facet : corpus.facets) {
      auto& numbers = numbers_.emplace_back();
      for (std::uint32_t i = 0; i < facet.values.size(); ++i) numbers[facet.values[i]] = i;
    }
  }

  Answer ask(const PeerQuery& query) override {
    Answer answer;
    answer.counts.resize(corpus_.facets.size());
    std::vector<std::size_t> facets;
    for (std::size_t f = 0; f < corpus_.facets.size(); ++f) {
      bool filtered = false;
      for (const PeerFilter& filter : query.filters) filtered = filtered || filter.facet == f;
      if (!filtered) facets.push_back(f);
    }
    run(query_of(query, corpus_), kHits, facets, answer);
    for (std::size_t i = 0; i < query.filters.size(); ++i) {
      Answer other;
      other.counts.resize(corpus_.facets.size());
      run(query_of(query, corpus_, i), 0, {query.filters[i].facet}, other);
      answer.counts[query.filters[i].facet] = std::move(other.counts[query.filters[i].facet]);
    }
    return answer;
  }

 private:
  void run(const Xapian::Query& query, std::size_t hits, const std::vector<std::size_t>& facets,
           Answer& answer) {
    Xapian::Enquire enquire(database_);
    enquire.set_query(query);
    std::map<std::size_t, Xapian::ValueCountMatchSpy> single;
    std::map<std::size_t, SplitSpy> several;
    for (const std::size_t f : facets) {
      const PeerFacet& facet = corpus_.facets[f];
      if (facet.several)
        enquire.add_matchspy(&several.emplace(f, facet.field->slot).first->second);
      else
        enquire.add_matchspy(&single.emplace(f, facet.field->slot).first->second);
    }
    const Xapian::MSet found =
        enquire.get_mset(0, static_cast<Xapian::doccount>(hits), database_.get_doccount());
    answer.total = found.get_matches_estimated();
    answer.hits = found.size();
    for (auto& [f, spy] : single) {
      for (auto at = spy.top_values_begin(kValues); at != spy.top_values_end(kValues); ++at)
        answer.counts[f].emplace_back(numbers_[f].at(*at), at.get_termfreq());
      cut_values(answer.counts[f]);
    }
    for (auto& [f, spy] : several) {
      for (const auto& [value, count] : spy.counts)
        answer.counts[f].emplace_back(numbers_[f].at(value), count);
      cut_values(answer.counts[f]);
    }
  }

  const Corpus& corpus_;
  Xapian::Database database_;
  std::vector<std::unordered_map<std::string, std::uint32_t>> numbers_;
};

class NoteSpy : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override {
    documents.push_back(document.get_docid());
  }
  std::vector<Xapian::docid> documents;
};

class ColumnsBeside : public Engine {
 public:
  ColumnsBeside(const Corpus& corpus, const std::filesystem::path& folder)
      : corpus_(corpus), database_((folder / "xapian").string()) {}

  Answer ask(const PeerQuery& query) override {
    Answer answer;
    answer.counts.resize(corpus_.facets.size());
    NoteSpy matches;
    run(query_of(query, corpus_), kHits, matches, answer);
    for (std::size_t f = 0; f < corpus_.facets.size(); ++f) answer.counts[f] = count(f, matches.documents);
    for (std::size_t i = 0; i < query.filters.size(); ++i) {
      NoteSpy more;
      Answer other;
      run(query_of(query, corpus_, i), 0, more, other);
      answer.counts[query.filters[i].facet] = count(query.filters[i].facet, more.documents);
    }
    return answer;
  }

 private:
  void run(const Xapian::Query& query, std::size_t hits, NoteSpy& spy, Answer& answer) {
    Xapian::Enquire enquire(database_);
    enquire.set_query(query);
    if (hits == 0) enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.add_matchspy(&spy);
    const Xapian::MSet found =
        enquire.get_mset(0, static_cast<Xapian::doccount>(hits), database_.get_doccount());
    answer.total = spy.documents.size();
    answer.hits = found.size();
  }
  ValueCounts count(std::size_t f, const std::vector<Xapian::docid>& documents) const {
    const PeerFacet& facet = corpus_.facets[f];
    std::vector<std::uint32_t> counts(facet.values.size());
    for (const Xapian::docid d : documents)
      for (std::uint32_t i = facet.begin[d - 1]; i < facet.begin[d]; ++i) ++counts[facet.all[i]];
    return top_values(counts);
  }

  const Corpus& corpus_;
  Xapian::Database database_;
};

}  // namespace

const Peer xapian_spies{
    "Xapian, value-count spies", load,
    [](const Corpus& corpus, const std::filesystem::path& folder) -> std::unique_ptr<Engine> {
      return std::make_unique<Spies>(corpus, folder);
    }};
const Peer xapian_columns{
    "Xapian and columns", load,
    [](const Corpus& corpus, const std::filesystem::path& folder) -> std::unique_ptr<Engine> {
      return std::make_unique<ColumnsBeside>(corpus, folder);
    }};

}  // namespace waymark::peers
