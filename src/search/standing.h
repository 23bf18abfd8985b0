// standing.h - what kind of place a thing has, where the words alone do not tell: a table before the pipeline
// that fills it, production before a sandbox, a modelled table before the raw copy it is made from.
#pragma once

#include <vector>

#include "filters.h"

namespace waymark {

// Types of things that are called after what they carry.
bool carries(std::string_view type);

// From above 0 to 1, worked out from type, environment, layer and the habits of names alone. Threads:
// immutable.
class Standing {
 public:
  explicit Standing(const AccessView& view);
  double of(DocumentRef ref) const;

 private:
  struct Factors {
    std::size_t row = 0;                        // Of fields().
    std::vector<std::vector<double>> by_value;  // [shard][ordinal]
  };
  static Factors factors(const AccessView& view, std::string_view field, double (*factor)(std::string_view));

  const AccessView& view_;
  std::vector<Factors> fields_;
};

}  // namespace waymark
