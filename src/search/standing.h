// standing.h - what kind of place a thing has, where the words alone do not tell: a table before the pipeline
// that fills it, production before a sandbox, a modelled table before the raw copy it is made from.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "filters.h"

namespace waymark {

// From above 0 to 1, worked out from type, environment, layer and the habits of names alone, once for a view
// (AccessView::standing): every match of a search asks for it. Threads: immutable.
class Standing {
 public:
  explicit Standing(const AccessView& view);
  double of(DocumentRef ref) const { return values_[places_[ref.shard][ref.document]]; }
  // Whether it is called after what it carries, as pipelines are.
  bool carries(DocumentRef ref) const { return carriers_[ref.shard].test(ref.document); }

 private:
  struct Factors {
    std::size_t row = 0;           // Of fields().
    std::vector<double> by_value;  // [ordinal]
  };
  static Factors factors(const Shard& shard, std::string_view field, double (*factor)(std::string_view));
  std::uint16_t place_of(double standing);

  std::vector<double> values_;                      // Different ones are few.
  std::vector<std::vector<std::uint16_t>> places_;  // [shard][document] in `values_`
  std::vector<Bitmap> carriers_;                    // [shard]
};

}  // namespace waymark
