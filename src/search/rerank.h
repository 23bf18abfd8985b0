// rerank.h - the best few hundred documents of a search, ordered by what stands in which of their fields.
//
//   Reranker reranker(words, candidates, weights);
//   reranker.score(3);              // Of the fourth candidate, 0 to 100
//   reranker.explain(3);            // Parts that add up to it
//
// True BM25F over the forward records, names of what lies beside a candidate as a weak signal, and a linear
// model over the signals of signals.h. Knows the candidates and nothing else: no other document moves a score
// (docs/ranking.md).
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "waymark/search/search.h"

#include "signals.h"
#include "weights.h"

namespace waymark {

struct RerankWord {
  std::vector<std::uint16_t> hashes;  // Of every form of it (forward.h).
  std::string typed;
  double idf = 0;
  bool asked = true;  // Typed as a word of its own, not only joined.
};

struct RankedCandidate {
  std::string_view record;  // forward.h
  std::uint64_t words = 0;  // Bit i: it has word i; of words from the 64th on nothing is known.
};

class Reranker {
 public:
  Reranker(std::vector<RerankWord> words, const std::vector<RankedCandidate>& candidates,
           const RankingWeights& weights);

  std::size_t size() const { return documents_.size(); }
  double score(std::size_t candidate) const { return scores_[candidate]; }
  std::vector<ScorePart> explain(std::size_t candidate) const;

 private:
  struct Occurrence {
    std::uint16_t word;
    std::uint8_t field;
    double count;     // Normalised by the length of the field.
    double weighted;  // The same times the weight of the field.
  };
  struct Document {
    std::vector<Occurrence> occurrences;        // By word.
    std::vector<std::uint32_t> lengths, texts;  // By field.
    std::uint32_t container = 0;
    std::uint64_t found = 0;
    Signals signals{};
    SignalFacts facts;

    // visit(the occurrences of one word)
    template <typename Visit>
    void for_each_word(Visit&& visit) const {
      for (std::size_t begin = 0, end = 0; begin < occurrences.size(); begin = end) {
        while (end < occurrences.size() && occurrences[end].word == occurrences[begin].word) ++end;
        visit(std::span(occurrences).subspan(begin, end - begin));
      }
    }
  };
  // What lies in one schema, as far as it is among the candidates.
  struct Container {
    std::map<std::uint16_t, double> in_names;  // Word -> in how many names.
    std::map<std::uint16_t, double> best_of;   // Word -> the best score anything in it has for it.
    double best = 0, second = 0;               // Text scores.
  };

  void find_words();
  void read(const RankedCandidate& candidate, Document& document) const;
  void normalise();
  void add_text(Document& document) const;
  void add_name(Document& document) const;
  void add_rarest();
  void add_containers();
  void gather(const Document& document, Container& container) const;
  void add_context(Document& document, const Container& container) const;
  void relate_to_best();
  double word_score(std::span<const Occurrence> of_word) const;
  double asked_share(std::uint64_t words) const;

  std::vector<RerankWord> words_;
  const RankingWeights& weights_;
  std::vector<std::pair<std::uint16_t, std::uint16_t>> by_hash_;  // (hash, word), sorted.
  std::vector<std::uint64_t> any_word_;                           // Bit per hash.
  std::vector<Document> documents_;
  std::vector<double> scores_;
  double asked_idf_ = 0, joined_ = 0;
};

}  // namespace waymark
