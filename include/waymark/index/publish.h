// publish.h - writing a new generation beside the old one and making it current.
//
//   Result<IndexLock> lock = IndexLock::take("data/index");
//   Result<PublishReport> report = publish(assets, {.index = "data/index", …}, *lock);
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

struct PublishOptions {
  std::filesystem::path index;
  std::string tool;  // "waymark 0.1.0"
  std::string policy;
  std::vector<std::string> levels;
  std::vector<SourceSummary> sources;
  std::optional<Time> clock;
  bool even_if_unchanged = false;
  std::function<void(std::size_t done, std::size_t total)> progress;  // Documents; may be empty.
};

struct PublishReport {
  bool published = false;  // False: nothing changed, the current generation stays.
  std::string generation;
  std::size_t added = 0, changed = 0, removed = 0, unchanged = 0;
};

// `assets` sorted by key, keys unique.
Result<PublishReport> publish(std::span<const Asset> assets, const PublishOptions& options,
                              const IndexLock& lock);

}  // namespace waymark
