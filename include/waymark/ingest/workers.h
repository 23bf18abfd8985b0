// workers.h - small jobs done by a pool of processes: a crash, a limit or a signal costs the job at hand.
//
//   Status ran = run_jobs({.jobs = files.size(), .workers = 2, .work = read_one, .ended = note_end});
//
// `work` runs in a forked process and can hand back a text only; whatever else it makes goes into files. The
// processes hold the memory of their parent as of the fork: fork early. Each has its own limits; where one
// dies a fresh one takes over, and no job is tried twice.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "waymark/base/result.h"

namespace waymark {

struct WorkerLimits {
  std::uint64_t memory_bytes = std::uint64_t{4} << 30;  // Address space. Builds with sanitizers leave it out.
  std::chrono::seconds processor{600};                  // For each job.
  std::chrono::seconds wall{3600};                      // For each job: a disk that hangs uses no processor.
};

struct JobEnd {
  bool done = false;
  std::string text;  // What `work` gave; when it is not done, why: "crashed (SIGSEGV)".
};

struct JobRun {
  std::size_t jobs = 0;
  std::size_t workers = 2;
  WorkerLimits limits;
  std::function<std::string(std::size_t job)> work;        // In a worker.
  std::function<void(std::size_t job, JobEnd end)> ended;  // In the caller, in the order of ending.
};

// Jobs are begun in their order. An error: no worker could be started.
Status run_jobs(const JobRun& run);

}  // namespace waymark
