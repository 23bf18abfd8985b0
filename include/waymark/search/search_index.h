// search_index.h - the published index as it is now, for many threads.
//
//   SearchIndex index("data/index");
//   Result<Viewer> viewer = index.view(Access::all());
//
// Follows CURRENT: a newly published generation is opened beside the old one and taken over between two
// requests; viewers already leased finish on theirs. A generation that does not open is reported and the old
// one stays.
//
// Threads: every member may be called from any thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "waymark/base/result.h"
#include "waymark/search/viewer.h"

namespace waymark {

class SearchIndex {
 public:
  explicit SearchIndex(std::filesystem::path folder);
  ~SearchIndex();

  // Unavailable or NotFound when nothing is published yet.
  Result<Viewer> view(const Access& access);
  // Looks at CURRENT (at most a few times a second) and takes over what is new. True when a generation is
  // open.
  bool refresh();
  std::string problem() const;  // Why the newest generation is not the one served, or "".
  std::shared_ptr<const Generation> generation() const;
  const std::filesystem::path& folder() const { return folder_; }

 private:
  void refresh_history();

  const std::filesystem::path folder_;
  mutable std::mutex mutex_;  // Guards everything below.
  std::shared_ptr<const Generation> generation_;
  std::map<std::vector<std::size_t>, std::shared_ptr<const AccessView>>
      views_;  // By the shards seen; of generation_.
  std::shared_ptr<const History> history_;
  std::string line_;  // CURRENT as last read.
  std::string problem_;
  Error why_not_{ErrorCode::NotFound, "no index yet"};
  std::chrono::steady_clock::time_point looked_at_{};
};

}  // namespace waymark
