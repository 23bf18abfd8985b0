#include "key_order.h"

#include <algorithm>

namespace waymark {
namespace {

// The first bytes of a key, compared as one number: keys are digests, so they nearly always decide.
std::uint64_t front_of(std::string_view key) {
  std::uint64_t front = 0;
  for (std::size_t i = 0; i < sizeof front; ++i)
    front = front << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0);
  return front;
}

struct Keyed {
  std::uint64_t front;
  Place place;
};

}  // namespace

std::vector<Place> in_key_order(const std::vector<const Columns*>& shards) {
  std::size_t count = 0;
  for (const Columns* columns : shards) count += columns->size();
  std::vector<Keyed> all;
  all.reserve(count);
  for (std::uint32_t s = 0; s < shards.size(); ++s)
    for (std::uint32_t d = 0; d < shards[s]->size(); ++d)
      all.push_back({front_of(shards[s]->keys[d]), {s, d}});
  const auto key = [&](Place place) { return shards[place.shard]->keys[place.document]; };
  std::sort(all.begin(), all.end(), [&](const Keyed& a, const Keyed& b) {
    return a.front != b.front ? a.front < b.front : key(a.place) < key(b.place);
  });
  std::vector<Place> places;
  places.reserve(count);
  for (const Keyed& one : all) places.push_back(one.place);
  return places;
}

}  // namespace waymark
