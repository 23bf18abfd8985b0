// read_exports.h - all files of a run: those that changed by workers, the others from the cache.
#pragma once

#include "waymark/ingest/ingest.h"

#include "read_cache.h"

namespace waymark {

// One file of the run and where its fragments are.
struct ReadFile {
  const FoundFile* found = nullptr;
  CacheEntry entry;
  std::filesystem::path fragments;  // Empty when there are none.
};

struct ReadOptions {
  bool full = false;
  std::string program;  // program_mark()
  std::string salt;     // user_salt.h
  std::size_t workers = 2;
  WorkerLimits limits;
  std::filesystem::path
      scratch;  // Where new fragments go: the folder of the cache, or another one in a dry run.
  std::function<void(std::size_t done, std::size_t total)> progress;
};

// One for each file of `found`, in its order. An error is one of this machine: nothing can be forked or
// written.
Result<std::vector<ReadFile>> read_exports(const FoundFiles& found, const ReadCache& cache,
                                           const ReadOptions& options);

}  // namespace waymark
