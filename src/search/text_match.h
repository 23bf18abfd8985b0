// text_match.h - which documents have the words of a query, and how well.
#pragma once

#include <cstdint>
#include <string>
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

// What to look terms up in.
struct Postings {
  const AccessView& view;
  const Viewer::Shards& shards;
  bool columns = true;  // Else words that only names and descriptions of columns have count nowhere.

  std::uint64_t frequency(const std::string& term) const;  // Documents that have it, over the view.
  template <typename Visit>                                // visit(document from 0, count in tenths)
  void for_each(std::size_t shard, const std::string& term, Visit&& visit) const {
    const Xapian::Database& database = shards.each[shard];
    if (const auto decoded = view.postings().of(view.shards()[shard], database, term)) {
      for (const Posting& posting : *decoded)
        if (columns || outside_columns(shard, posting.document, term)) visit(posting.document, posting.tenths);
      return;
    }
    for (auto at = database.postlist_begin(term), end = database.postlist_end(term); at != end; ++at)
      if (columns || outside_columns(shard, *at - 1, term)) visit(*at - 1, at.get_wdf());
  }
  bool outside_columns(std::size_t shard, std::uint32_t document, const std::string& term) const;
  // Documents that have any of the terms, in order, with all their counts added up.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> together(std::size_t shard,
                                                                const std::vector<std::string>& terms) const;
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
