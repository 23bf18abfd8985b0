// clock_columns.h - the values of clock fields (freshness, activity…) as of one hour, worked out once for a view:
// every count and filter by them would work them out anew for each match.
#pragma once

#include <cstdint>
#include <vector>

#include "waymark/model/fields.h"

namespace waymark {

class AccessView;

// Threads: immutable.
class ClockColumns {
 public:
  ClockColumns(const AccessView& view, Time now);
  Time now() const { return now_; }
  // Index into the closed list of the field (row of fields()), by document.
  const std::vector<std::uint8_t>& of(std::size_t row, std::size_t shard) const { return buckets_[row][shard]; }

 private:
  Time now_;
  std::vector<std::vector<std::vector<std::uint8_t>>> buckets_;  // [row][shard][document]
};

}  // namespace waymark
