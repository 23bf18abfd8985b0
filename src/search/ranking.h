// ranking.h - the order of hits, and why.
//
//   score = name (classes of their own) + text + importance + deprecation; the parts add up (docs/ranking.md)
#pragma once

#include <cstdint>
#include <vector>

#include "filters.h"
#include "text_match.h"

namespace waymark {

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
    QueryTerm term;
    double idf = 0;
  };
  const TextMatch& match_;
  const Postings& postings_;
  bool has_text_;
  // How the query stands in an asset's name: its beginning, or the beginning of a word in it.
  enum class NameMatch : std::uint8_t { None, Word, Start };
  void match_names(const Query& query);
  NameMatch name_match(DocumentRef ref) const {
    return names_.empty() ? NameMatch::None : names_[ref.shard][ref.document];
  }

  std::vector<TextPart> terms_;
  std::vector<std::vector<NameMatch>>
      names_;  // [shard][document]; empty when the query is no beginning of a name.
  std::vector<std::vector<double>> text_;  // [shard][document]
};

}  // namespace waymark
