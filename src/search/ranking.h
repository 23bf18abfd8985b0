// ranking.h - the order of hits, and why.
//
//   score = name (classes of their own) + text + importance + deprecation; the parts add up (docs/ranking.md)
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "filters.h"
#include "standing.h"
#include "text_match.h"

namespace waymark {

// Of names: the class, and within it importance. What suggestions are ordered by as well; 0 for None.
double name_score(NameMatch match, double importance, double standing);

struct Ranked {
  DocumentRef ref;
  double score = 0;
};

class Ranker {
 public:
  Ranker(const Query& query, const TextMatch& match, const Postings& postings);

  double score(DocumentRef ref) const;
  std::vector<ScorePart> explain(DocumentRef ref) const;
  // The hits from `offset` on, at most `limit`, best first; ties end on the key.
  std::vector<Ranked> page(std::vector<DocumentRef> documents, const SearchRequest& request) const;

 private:
  struct TextPart {
    ScoredWord word;
    double idf = 0;
  };
  // The steps from the bare text score to the final one, in order: (signal, factor).
  using Steps = std::array<std::pair<std::string_view, double>, 5>;
  Steps steps(DocumentRef ref) const;
  void add_word(ScoredWord word);
  void add_counts(std::size_t shard, const TextPart& part, std::uint32_t document, std::uint32_t tenths);
  double class_score(DocumentRef ref) const;  // Of a name; 0 where the words have to say.

  const TextMatch& match_;
  const Postings& postings_;
  bool has_text_;
  Standing standing_;
  std::vector<TextPart> words_;
  double asked_idf_ = 0;                     // Of all words asked for that anything has.
  std::vector<std::vector<double>> text_;    // [shard][document]
  std::vector<std::vector<float>> covered_;  // [shard][document]: of asked_idf_, what the document has.
};

}  // namespace waymark
