// filters.h - from the documents a text matches to those that pass the filters, counting facets on the way.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "waymark/search/search.h"

#include "access_view.h"
#include "bitmap.h"
#include "clock_columns.h"

namespace waymark {

struct DocumentRef {
  std::uint32_t shard = 0;
  std::uint32_t document = 0;  // From 0.
};

// A filter over the shards of a view.
class PreparedFilter {
 public:
  PreparedFilter(const Filter& filter, const AccessView& view, Time now);
  const Field& field() const { return *field_; }
  bool excluded() const { return excluded_; }
  bool passes(std::uint32_t shard, std::uint32_t document) const;
  Bitmap passing(std::uint32_t shard, const Bitmap& of) const;  // The part of `of` that passes.

 private:
  bool has(std::span<const std::uint32_t> ordinals, std::uint32_t shard) const;

  const Field* field_;
  bool excluded_;
  std::size_t row_;  // Of fields().
  const AccessView* view_;
  std::shared_ptr<const ClockColumns> clock_;      // Of a clock field.
  std::uint32_t buckets_ = 0;                      // Clock fields: bit per value.
  std::vector<std::vector<std::uint32_t>> wanted_;  // [shard]: ordinals, rising.
};

struct FieldCounts {
  const Field* field = nullptr;
  std::vector<std::uint64_t> counts;  // By merged value, or by bucket of a clock field.
  std::uint64_t missing = 0;
};

// How often a document counts, asked only where it counts at all: 1 without one. `passes`: every filter.
using Weight = std::function<std::uint32_t(DocumentRef document, bool passes)>;

struct Collected {
  std::vector<Bitmap> documents;       // [shard]: pass every filter. Empty where `best` stands for them.
  std::vector<DocumentRef> best;       // Of a search for nothing in particular, the first in order.
  std::uint64_t total = 0;             // Of their weights.
  std::vector<FieldCounts> facets;     // In the order asked for.
  std::vector<std::uint64_t> without;  // Per filter: how many more pass when it is dropped alone.

  std::vector<DocumentRef> refs() const;  // Of `documents`.
};

// A facet's counts leave the field's own positive filter out: a document that fails nothing but that filter
// still counts there. So one pass gives all counts.
Collected collect(const std::vector<Bitmap>& matches, const SearchRequest& request,
                  const std::vector<Filter>& filters, const std::vector<const Field*>& facets,
                  const AccessView& view, const Weight& weight = {});

Facet make_facet(const FieldCounts& counts, const AccessView& view, const std::vector<Filter>& filters,
                 std::size_t size);
// Every value with a count, by count, then label.
std::vector<FacetCount> counted_values(const FieldCounts& counts, const AccessView& view);

// Filters of the request and those typed in the text, one per field and direction.
std::vector<Filter> merged_filters(const std::vector<Filter>& given, const std::vector<Filter>& typed);

// The ways out of an empty result that lead over the filters.
void add_filter_exits(SearchResult& result, const Collected& collected, std::uint64_t without_filters);

}  // namespace waymark
