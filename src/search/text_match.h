// text_match.h - which documents have the words of a query, and how well.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "access_view.h"
#include "bitmap.h"
#include "decoded_postings.h"
#include "name_match.h"
#include "query.h"

namespace waymark {

// The documents a query matches, one bitmap per shard of the view; filters play no part.
struct TextMatch {
  std::vector<Bitmap> documents;
  std::vector<Bitmap> exact;  // Whose name, qualified name or synonym is the whole query.
  NameMatches names;
  std::string match = "all";
  bool relaxed = false;
  std::uint64_t total = 0;
  std::uint64_t as_typed = 0;  // How many have all the words.
};

// What to look terms up in, for one search. Threads: one at a time.
class Postings {
 public:
  Postings(const AccessView& of, const Viewer::Shards& opened, bool with_columns = true)
      : view(of), shards(opened), columns(with_columns) {}

  const AccessView& view;
  const Viewer::Shards& shards;
  const bool columns;  // Else words that only names and descriptions of columns have count nowhere.

  std::uint64_t frequency(const std::string& term) const;  // Documents that have it, over the view.
  // Looked up once a search, however often asked for.
  const PostingRef& of(std::size_t shard, const std::string& term) const;
  template <typename Visit>  // visit(document from 0, count in tenths)
  void for_each(std::size_t shard, const std::string& term, Visit&& visit) const {
    for (const Posting& posting : *of(shard, term)) visit(posting.document, posting.tenths);
  }
  // Documents that have any of the terms, with all their counts added up.
  const PostingRef& together(std::size_t shard, const std::vector<std::string>& terms) const;

 private:
  bool outside_columns(std::size_t shard, std::uint32_t document, const std::string& term) const;
  PostingRef look_up(std::size_t shard, const std::string& term) const;
  PostingRef join_lists(std::size_t shard, const std::vector<std::string>& terms) const;

  mutable std::unordered_map<std::string, std::vector<PostingRef>> known_;  // Term or joined terms -> [shard].
  mutable std::unordered_map<std::string, std::uint64_t> frequencies_;
};

// One word, in all the forms the index may hold it in: their occurrences are added up, and it is as rare as
// they are together.
struct ScoredWord {
  std::vector<std::string> terms;
  std::string typed;
  double factor = 1;  // Joined neighbours count less than words.
  bool asked = true;  // Typed as a word of its own, not only joined.
};

// Expands prefixes and keeps the rarest words of an overlong query; what is cut is noted.
void prepare(Query& query, const Postings& postings);

TextMatch match_text(const Query& query, Match mode, const Postings& postings);

// Every word that can add to a score.
std::vector<ScoredWord> scored_words(const Query& query);

// BM25 over weighted counts (BM25F with one saturation; docs/ranking.md): k1 = 4, b = .75.
// score = idf * (k1 + 1) * c / (c + k1 * (1 - b + b * length / average)), c and length in weighted
// occurrences. The average is a constant, so that scores do not depend on who looks.
double term_score(double idf, double count_tenths, double length_tenths);
double term_idf(std::uint64_t frequency, std::uint64_t documents);

}  // namespace waymark
