// in_parallel.h - one function over ranges of many items, by as many threads as the machine runs at once. For
// work in which each item is written by itself alone, so the result does not depend on the threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace waymark {

// Calls `work(from, to)` for ranges that cover 0 to `count`.
template <typename Work>
void in_parallel(std::size_t count, const Work& work) {
  constexpr std::size_t kAtOnce = 16 * 1024;
  const std::size_t ranges = (count + kAtOnce - 1) / kAtOnce;
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t range = next++; range < ranges; range = next++)
      work(range * kAtOnce, std::min(count, (range + 1) * kAtOnce));
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < std::min<std::size_t>(ranges, std::thread::hardware_concurrency()); ++i)
    others.emplace_back(run);
  run();
  for (std::thread& other : others) other.join();
}

// The same item by item.
template <typename Work>
void each_in_parallel(std::size_t count, const Work& work) {
  in_parallel(count, [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) work(static_cast<std::uint32_t>(i));
  });
}

}  // namespace waymark
