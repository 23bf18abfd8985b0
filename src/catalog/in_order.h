// in_order.h - putting several lists into one order where they stand: a second
// copy of a million assets would cost a gigabyte.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace waymark {

// For each item the place it takes in the order `less` (of indices).
template <typename Less>
std::vector<std::uint32_t> places_in_order(std::size_t size, Less less) {
  std::vector<std::uint32_t> order(size), place(size);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), less);
  for (std::uint32_t i = 0; i < size; ++i) place[order[i]] = i;
  return place;
}

template <typename... Item>
void move_to(std::vector<std::uint32_t> place, std::vector<Item>&... lists) {
  for (std::uint32_t i = 0; i < place.size(); ++i)
    while (place[i] != i) {
      const std::uint32_t home = place[i];
      (std::swap(lists[i], lists[home]), ...);
      std::swap(place[i], place[home]);
    }
}

}  // namespace waymark
