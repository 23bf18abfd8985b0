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

class DecodedPostings;

class SearchIndex {
 public:
  // With a ranking file its weights hold, and those of a changed file from then on; a bad one is a problem() and
  // the weights stay (ranking_file.h).
  explicit SearchIndex(std::filesystem::path folder, std::filesystem::path ranking_file = {});
  ~SearchIndex();

  // Unavailable or NotFound when nothing is published yet.
  Result<Viewer> view(const Access& access);
  // Looks at CURRENT (at most a few times a second) and takes over what is new. True when a generation is
  // open.
  bool refresh();
  std::string problem() const;  // Why the newest generation or ranking file is not the one in use, or "".
  std::shared_ptr<const Generation> generation() const;
  const std::filesystem::path& folder() const { return folder_; }

 private:
  void refresh_history();
  void refresh_ranking();

  const std::filesystem::path folder_, ranking_file_;
  mutable std::mutex mutex_;  // Guards everything below.
  std::shared_ptr<const Generation> generation_;
  std::map<std::vector<std::size_t>, std::shared_ptr<const AccessView>>
      views_;  // By the shards seen; of generation_.
  std::shared_ptr<DecodedPostings> postings_;  // Of generation_, for all views.
  std::shared_ptr<const History> history_;
  std::string line_;  // CURRENT as last read.
  std::string problem_;
  Ranking ranking_ = default_ranking();
  std::string ranking_seen_, ranking_problem_;  // Of the file: its text as last read; what was wrong with it.
  Error why_not_{ErrorCode::NotFound, "no index yet"};
  std::chrono::steady_clock::time_point looked_at_{};
};

}  // namespace waymark
