// lineage_walk.h - walks over a space of lineage: how far things are, what a cut leaves, the shortest ways.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "lineage_space.h"

namespace waymark {

// A set of ids that grows as they do.
class IdSet {
 public:
  bool contains(std::uint32_t id) const {
    return id / 64 < words_.size() && (words_[id / 64] >> id % 64 & 1) != 0;
  }
  // False when it was there already.
  bool insert(std::uint32_t id) {
    if (id / 64 >= words_.size()) words_.resize(std::max<std::size_t>(id / 64 + 1, words_.size() * 2));
    const std::uint64_t bit = std::uint64_t{1} << id % 64;
    const bool added = (words_[id / 64] & bit) == 0;
    words_[id / 64] |= bit;
    return added;
  }

 private:
  std::vector<std::uint64_t> words_;
};

struct Walk {
  std::vector<std::vector<std::uint32_t>> levels;  // Those one step away, two steps…; in no order.
  bool exact = true;
};
// Everything within `depth` steps of the roots, without them.
Walk walk(LineageSpace& space, std::span<const std::uint32_t> roots, bool up, std::size_t depth,
          WalkBudget& budget);

// The ways from one to the other along the data: those of the fewest steps first, then with up to two more;
// at most `most`. Empty when there is none, or none within the budget.
std::vector<std::vector<std::uint32_t>> shortest_paths(LineageSpace& space, std::uint32_t from,
                                                       std::uint32_t to, std::size_t most,
                                                       WalkBudget& budget);

// Whether pairs (from, to) of numbers below `nodes` hold a cycle.
bool has_cycle(std::size_t nodes, const std::vector<std::pair<std::size_t, std::size_t>>& edges);

}  // namespace waymark
