// ranking.h - the order of hits, and why.
//
//   names, classes of their own > the best few hundred by words, ranked again > the rest by words
//
// then importance, standing and deprecation; the parts add up (docs/ranking.md).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "filters.h"
#include "named_values.h"
#include "rerank.h"
#include "standing.h"
#include "text_match.h"

namespace waymark {

// The class of a name that is matched so, by the type of what is called so.
NameMatch class_of(NameMatch match, const Standing& standing, DocumentRef ref);
// Of names: the class, and within it importance. What suggestions are ordered by as well; 0 for None.
double name_score(NameMatch match, double importance, double standing);

// What an order other than relevance and name compares, larger first.
double value_to_sort_by(const Columns& columns, std::uint32_t document, std::string_view sort);

struct Ranked {
  DocumentRef ref;
  double score = 0;
  std::optional<std::size_t>
      candidate;     // Its place in the re-ranker, where the words decided among the best.
  double scale = 1;  // Of what retrieval gave it, where it is not among them.
};

// One search over what passed its filters: page() first, then explain() of what it gave. Everything given to it must
// outlive it.
class Ranker {
 public:
  Ranker(const Query& query, const TextMatch& match, const Collected& collected, const Postings& postings,
         const RankingWeights& weights, Time now);

  // The hits from `offset` on, at most `limit`, best first; ties end on the key.
  std::vector<Ranked> page(const SearchRequest& request);
  std::vector<ScorePart> explain(const Ranked& ranked) const;

 private:
  struct TextPart {
    ScoredWord word;
    double idf = 0;
    std::vector<PostingRef> postings;  // [shard]
  };
  // The steps from a text score to the final one, in order: (signal, factor).
  using Steps = std::array<std::pair<std::string_view, double>, 5>;
  Steps steps(DocumentRef ref) const;
  double factor(DocumentRef ref) const;  // All steps together.
  void add_word(ScoredWord word);
  double class_score(DocumentRef ref) const;  // Of a name; 0 where the words have to say.
  double text_of(DocumentRef ref) const;
  double retrieved(DocumentRef ref) const;    // What decides who is ranked again, and the order of the rest.
  std::uint64_t words_of(DocumentRef ref) const;
  std::vector<ScorePart> explain_name(DocumentRef ref, double name) const;
  void score_all(std::size_t shard, const PostingList& list, double factor);
  void score_few(std::size_t shard, const PostingList& list, double factor);
  std::vector<Ranked> by_relevance(std::size_t depth);
  void rank_again(std::vector<Ranked>& rest);
  std::vector<Ranked> by_order(const SearchRequest& request, std::size_t depth) const;

  const TextMatch& match_;
  const Collected& collected_;
  const Postings& postings_;
  const RankingWeights& weights_;
  bool has_text_;
  const Standing& standing_;
  NamedValues named_;
  std::vector<TextPart> words_;
  // Scores of the words. Where a good part of a shard is to be ranked, by document; else by the place among those
  // that are, so that few of them need little room.
  std::vector<std::optional<Places>> places_;      // [shard]
  std::vector<std::vector<std::uint32_t>> few_;    // [shard]: the documents, where there are places.
  std::vector<std::vector<float>> text_;           // [shard][document or place]
  std::optional<Reranker> again_;
};

}  // namespace waymark
