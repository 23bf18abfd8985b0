// similar.h - what is like an asset: which rare words of names, columns and descriptions others share with
// it, and whether they lie in the same domain, product and business terms (docs/ranking.md, "Alike").
//
// Cost: the posting lists of the asset's most telling words, at most kMostPostings entries together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "filters.h"
#include "text_match.h"

namespace waymark {

constexpr std::uint64_t kMostPostings = 300'000;

// How alike every document of a view is to one asset: 0 to 1, the asset itself and stubs 0.
class Likeness {
 public:
  Likeness(const Asset& asset, const Postings& postings);

  double of(DocumentRef ref) const;
  std::vector<ScorePart> parts(DocumentRef ref) const;  // Add up to of().
  std::vector<std::string> reasons(const Asset& other) const;
  std::vector<Bitmap> alike() const;  // Enough to be worth showing.

 private:
  struct Word {
    std::string term, shown;  // As it stands in the asset.
    double tenths = 0, idf = 0;
    std::uint64_t frequency = 0;
  };
  struct Trait {  // A value of a stored field that the asset has.
    std::size_t row = 0;
    double worth = 0;
    const char* signal = "";
    std::vector<std::int64_t> ordinals;  // [shard]; -1 where nothing has it.
  };
  std::vector<Word> words_of(const Asset& asset);
  void choose(std::vector<Word> words);
  void add_traits(const Asset& asset);
  void count_words();
  double shared_traits(DocumentRef ref, const Trait& trait) const;

  const Asset& asset_;
  const Postings& postings_;
  std::vector<Word> words_;
  std::vector<Trait> traits_;
  double whole_ = 0;                        // What the asset itself would get.
  double length_ = 1;                       // Of the asset, as in the index.
  std::vector<std::vector<float>> shared_;  // [shard][document]
};

// The search with SearchRequest::similar_to; words and filters narrow it.
class SimilarSearch {
 public:
  SimilarSearch(const SearchRequest& request, const AccessView& view, const Viewer::Shards& shards)
      : request_(request), view_(view), postings_{view, shards} {}
  Result<SearchResult> run(const std::string& text, const Asset& asset) const;

 private:
  std::vector<DocumentRef> page(std::vector<DocumentRef> documents, const Likeness& likeness) const;

  const SearchRequest& request_;
  const AccessView& view_;
  const Postings postings_;
};

}  // namespace waymark
