// key_order.h - the documents of several shards in the order of their keys.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "waymark/index/columns.h"

namespace waymark {

// A document of a generation.
struct Place {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t shard = kNone, document = kNone;

  bool none() const { return shard == kNone; }
};

// `shard` is the number in the list.
std::vector<Place> in_key_order(const std::vector<const Columns*>& shards);

}  // namespace waymark
