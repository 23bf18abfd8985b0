#include "clock_columns.h"

#include "access_view.h"

namespace waymark {

ClockColumns::ClockColumns(const AccessView& view, Time now) : now_(now), buckets_(fields().size()) {
  for (std::size_t row = 0; row < fields().size(); ++row) {
    const Field& field = fields()[row];
    if (field.bucket == nullptr) continue;
    for (const Shard* shard : view.shards()) {
      std::vector<std::uint8_t>& buckets = buckets_[row].emplace_back(shard->columns.size());
      for (std::uint32_t d = 0; d < buckets.size(); ++d) buckets[d] = field.bucket(shard->columns.times(d), now);
    }
  }
}

}  // namespace waymark
