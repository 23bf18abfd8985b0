// workers.h - the same work on many items, by several threads.
#pragma once

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "waymark/base/result.h"

namespace waymark {

// Calls `work(item)` for every item below `count`, each once, in no particular order. After the first error
// no new item is begun; that error is returned. With one thread everything happens on the caller's.
template <typename Work>
Status for_each_item(std::size_t threads, std::size_t count, const Work& work) {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> stop{false};
  std::mutex mutex;  // Guards `outcome`.
  Status outcome;
  const auto run = [&] {
    while (!stop) {
      const std::size_t item = next++;
      if (item >= count) return;
      Status done;
      try {
        done = work(item);
      } catch (const std::exception& error) {
        done = fail(ErrorCode::Failed, std::string("writing the index: ") + error.what());
      }
      if (done) continue;
      const std::lock_guard lock(mutex);
      if (!stop.exchange(true)) outcome = std::move(done);
    }
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < std::min(threads, count); ++i) others.emplace_back(run);
  run();
  for (std::thread& other : others) other.join();
  return outcome;
}

}  // namespace waymark
