// watch.h - run again whenever exports change, until told to stop.
//
//   Status watched = watch({.places = …, .run = …, .ended = …});
//
// Each run is a process of its own: it gives its memory back, and whatever becomes of it the watch goes on.
// Files that change while it runs lead to one more run. Where the kernel tells of nothing (network file
// systems), the tick looks anyway.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "waymark/base/result.h"

namespace waymark {

struct WatchedPlaces {
  std::vector<std::filesystem::path>
      trees;  // Folders with all that is below; files; things that are not there yet.
  std::vector<std::filesystem::path> files;  // Only these: the configuration.
  std::filesystem::path leave_out;           // The index, which may lie below.
};

struct WatchOptions {
  std::function<WatchedPlaces()> places;      // Asked before each run: the configuration may change them.
  std::function<int()> run;                   // In a child process; its exit code.
  std::function<void(int code)> ended;        // Of a run; 128 + signal when it was killed.
  std::function<void(std::string)> warn;      // One sentence.
  std::chrono::milliseconds quiet{2000};      // A run waits until nothing has changed for so long,
  std::chrono::milliseconds longest{60'000};  // but not longer than this.
  std::chrono::milliseconds tick{600'000};    // And comes after so long anyway.
};

// The first run comes at once. Ends well on SIGINT and SIGTERM, which it takes over while it works; a run
// that is under way is ended with it, which costs that run.
Status watch(const WatchOptions& options);

}  // namespace waymark
