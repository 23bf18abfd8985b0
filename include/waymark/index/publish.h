// publish.h - writing a new generation beside the old one and making it current.
//
//   Result<IndexLock> lock = IndexLock::take("data/index");
//   Result<PublishReport> report = publish(assets, {.index = "data/index", …}, *lock);
//
// Few changes are worked into copies of the old shards, many are written anew: the answers are the same. What
// changed is told in the history (history.h) once the new generation is in force.
//
// After a crash, a kill or a full disk, CURRENT names one complete generation: the old or the new
// (docs/index-format.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/index/generation.h"
#include "waymark/index/history.h"
#include "waymark/model/asset_list.h"

namespace waymark {

// The right to write into an index folder: one process at a time (flock on LOCK), given up when it is
// destroyed or the process ends in whatever way. Unavailable names the holder's process id.
class IndexLock {
 public:
  static Result<IndexLock> take(const std::filesystem::path& index);
  IndexLock(IndexLock&& other) noexcept;
  IndexLock& operator=(IndexLock&&) = delete;
  ~IndexLock();

 private:
  explicit IndexLock(int file) : file_(file) {}
  int file_;
};

// For tests and benchmarks; the defaults are measured (docs/index-format.md).
struct PublishTuning {
  std::size_t threads = 0;              // 0: as many as the machine has, at most eight.
  std::size_t part_documents = 1000;    // Documents that are written in one go.
  std::size_t shard_documents = 25000;  // A class of twice as many has several shards, one for each thread.
  std::size_t large_shard = 100'000;    // More of them past so many: a change of few assets copies few.
  double rebuild_above = 0.15;  // Share of the assets that may differ before everything is written anew.
};

struct PublishOptions {
  std::filesystem::path index;
  std::string tool;  // "waymark 0.1.0"
  std::string policy;
  WordSettings words;
  std::vector<std::string> levels;
  std::vector<SourceSummary> sources;
  std::optional<Time> clock;
  std::optional<Time> now;         // Of the run; else `clock`, else the wall clock.
  bool even_if_unchanged = false;  // Everything is written anew, from the assets alone.
  PublishTuning tuning;
  std::function<void(std::size_t done, std::size_t total)> progress;  // Documents; may be empty.
};

struct PublishReport {
  bool published = false;  // False: nothing changed, the current generation stays.
  std::string generation;
  std::size_t added = 0, changed = 0, removed = 0, unchanged = 0;
  bool rebuilt = false;                      // Everything was written anew.
  std::size_t events = 0;                    // Told in the history.
  std::vector<AccessChange> access_changes;  // All are in history/access.jsonl too.
  std::vector<std::string> warnings;         // One sentence each: what went wrong and cost nothing but this.
};

Result<PublishReport> publish(const AssetList& assets, const PublishOptions& options, const IndexLock& lock);
// `assets` sorted by key, keys unique.
Result<PublishReport> publish(std::span<const Asset> assets, const PublishOptions& options,
                              const IndexLock& lock);

}  // namespace waymark
