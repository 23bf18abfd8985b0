// columns_as_rows.h - the search with the filter type=column: every hit is a column, not an asset.
//
// A column is found by its own name, title, tags, terms and description; filters are asked of the asset that
// holds it, and counts are of columns. The index holds no document for a column: the assets whose words match
// are looked through, at most kMostParents of them, the most important first. Where there are more, the
// answer says that its total is a lower bound.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "column_match.h"
#include "filters.h"
#include "text_match.h"

namespace waymark {

constexpr std::size_t kMostParents = 50'000;

// The filter on the type is "column" and nothing else.
bool asks_for_columns(const std::vector<Filter>& filters);

class ColumnSearch {
 public:
  ColumnSearch(const SearchRequest& request, const AccessView& view, const Viewer::Shards& shards)
      : request_(request), view_(view), postings_{view, shards} {}

  // `text` is the request's, or its correction.
  Result<SearchResult> run(const std::string& text);
  // The values of a field, counted over columns.
  Result<FieldCounts> count(const Field& field);

 private:
  struct Row {
    DocumentRef parent;
    std::uint32_t column = 0;
    double score = 0;
    double value = 0;  // What rows are ordered by, the largest first,
    std::string name;  // or this.
  };
  struct Stage {  // Which columns count: those with all of the words, or with so many.
    std::vector<Bitmap> parents;
    std::size_t least = 0;
  };
  struct Found {
    Query query;
    SearchResult result;
    Collected collected;
    std::vector<Row> rows;
  };

  Result<Found> find(const std::string& text, const std::vector<const Field*>& facets);
  Stage choose_stage(const Query& query, ColumnMatcher& matcher, SearchResult& result) const;
  std::size_t most_words(const std::vector<Bitmap>& parents, ColumnMatcher& matcher,
                         std::size_t enough) const;
  void keep_most_important(std::vector<Bitmap>& parents, const std::vector<Filter>& filters,
                           SearchResult& result) const;
  std::vector<DocumentRef> by_importance(std::vector<DocumentRef> documents) const;
  std::vector<ScorePart> parts(const Query& query, const ColumnMatch& match, DocumentRef parent) const;
  double score(const Query& query, const ColumnMatch& match, DocumentRef parent) const;
  Row row_of_column(const Query& query, const Column& column, const ColumnMatch& match, DocumentRef parent,
                    std::uint32_t position) const;
  void order(std::vector<Row>& rows) const;
  Status fill(Found& found, ColumnMatcher& matcher) const;
  Status correct(const std::string& text, SearchResult& result);
  void prepare_parents(const Query& query, bool relaxed);

  const SearchRequest& request_;
  const AccessView& view_;
  const Postings postings_;
  std::vector<std::vector<Bitmap>>
      has_word_;  // [child][shard]: parents that have it anywhere; of relaxed queries.
};

}  // namespace waymark
