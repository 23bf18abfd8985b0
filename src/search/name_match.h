// name_match.h - how a query stands in the names of assets: one order for results and suggestions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "access_view.h"
#include "filters.h"
#include "query.h"

namespace waymark {

// From the weakest to the strongest.
enum class NameMatch : std::uint8_t {
  None,
  Words,  // Every typed word begins a word of the name: "cust ord" in FCT_CUSTOMER_ORDERS.
  Word,   // The text begins at a word inside the name.
  Start,  // The name begins so.
  Whole,  // The name is this.
};

struct NameMatches {
  std::vector<std::vector<NameMatch>> of;  // [shard][document]; empty when no name has anything of the query.
  std::vector<Bitmap> any;                 // [shard]: those that are not None; empty with `of`.

  NameMatch at(DocumentRef ref) const { return of.empty() ? NameMatch::None : of[ref.shard][ref.document]; }
};

// Of a plain query; the first of its names, of at least so many bytes, that the beginning of any name is
// counts.
NameMatches match_names(const Query& query, const AccessView& view, const Analyzer& analyzer,
                        std::size_t shortest = 2);

}  // namespace waymark
