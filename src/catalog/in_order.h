// in_order.h - putting several lists into one order where they stand: a second
// copy of a million assets would cost a gigabyte.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace waymark {

// For each item the place it takes in the order of `key(index)`; equal keys by `less` (of indices). The first
// bytes of keys are compared as one number: they are digests, so it nearly always decides.
template <typename Key, typename Less>
std::vector<std::uint32_t> places_by_key(std::size_t size, Key key, Less less) {
  struct Keyed {
    std::uint64_t front;
    std::uint32_t index;
  };
  std::vector<Keyed> order(size);
  for (std::uint32_t i = 0; i < size; ++i) {
    const std::string_view text = key(i);
    std::uint64_t front = 0;
    for (std::size_t at = 0; at < sizeof front; ++at)
      front = front << 8 | (at < text.size() ? static_cast<unsigned char>(text[at]) : 0);
    order[i] = {front, i};
  }
  std::sort(order.begin(), order.end(), [&](const Keyed& a, const Keyed& b) {
    if (a.front != b.front) return a.front < b.front;
    const std::string_view left = key(a.index), right = key(b.index);
    return left != right ? left < right : less(a.index, b.index);
  });
  std::vector<std::uint32_t> place(size);
  for (std::uint32_t i = 0; i < size; ++i) place[order[i].index] = i;
  return place;
}

template <typename Item>
void move_to(const std::vector<std::uint32_t>& place, std::vector<Item>& list) {
  std::vector<std::uint32_t> from(place.size());
  for (std::uint32_t i = 0; i < place.size(); ++i) from[place[i]] = i;
  // Around each ring of items that take each other's places, with one of them held aside.
  for (std::uint32_t start = 0; start < from.size(); ++start) {
    if (from[start] == start) continue;
    Item aside = std::move(list[start]);
    std::uint32_t at = start;
    for (; from[at] != start; at = std::exchange(from[at], at)) list[at] = std::move(list[from[at]]);
    list[at] = std::move(aside);
    from[at] = at;
  }
}

}  // namespace waymark
