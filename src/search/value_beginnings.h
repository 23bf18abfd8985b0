// value_beginnings.h - values of facets by the words in them, as they are typed: "retail" for the domain Retail.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "filters.h"

namespace waymark {

// Of counts that stay as they are. Threads: immutable.
class ValueBeginnings {
 public:
  ValueBeginnings() = default;
  ValueBeginnings(const std::vector<FieldCounts>& facets, const AccessView& view);

  struct Found {
    const Field* field = nullptr;
    FacetCount value;
  };
  // The most frequent values with a word, in value or label, that begins so (folded); ties in the order of fields.
  std::vector<Found> of(const std::string& folded, std::size_t most) const;

 private:
  struct Begin {
    std::uint32_t text = 0, at = 0;  // Of texts_.
  };
  std::string_view from(Begin begin) const { return std::string_view(texts_[begin.text]).substr(begin.at); }

  std::vector<Found> values_;
  std::vector<std::string> texts_;       // Two of each value, folded: itself and its label.
  std::vector<Begin> begins_;            // Of words, sorted by what follows.
};

}  // namespace waymark
