// whole_catalog.h - what a search for nothing in particular finds: the same for everybody who sees the same
// shards, so it is worked out once.
#pragma once

#include <cstddef>
#include <vector>

#include "filters.h"
#include "value_beginnings.h"

namespace waymark {

// Threads: immutable.
struct WholeCatalog {
  // As deep as pages go (docs/http-api.md).
  static constexpr std::size_t kDeepest = 2000;

  WholeCatalog(const AccessView& view, Time as_of);

  Time now;                         // What clock fields are counted by.
  std::vector<FieldCounts> facets;  // Of every field that is one.
  std::vector<DocumentRef> best;    // The first by importance, then by key.
  ValueBeginnings values;           // Of the facets.
};

// Whether the answer can be taken from there: no words, no filters, the best first, within kDeepest.
bool is_whole(const SearchRequest& request, const std::vector<Filter>& filters,
              const std::vector<const Field*>& facets);
Collected collect_whole(const WholeCatalog& whole, const std::vector<const Field*>& facets,
                        const AccessView& view);

}  // namespace waymark
