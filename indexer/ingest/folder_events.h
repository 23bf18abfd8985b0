// folder_events.h - whether anything changed below some folders, by inotify.
#pragma once

#include <map>
#include <set>

#include "waymark/ingest/watch.h"

namespace waymark {

class FolderEvents {
 public:
  static Result<FolderEvents> open();
  FolderEvents(FolderEvents&& other) noexcept;
  FolderEvents& operator=(FolderEvents&&) = delete;
  ~FolderEvents();

  int descriptor() const { return inotify_; }

  // Watches everything at the places that is there now; what is watched already stays. Who looks at the
  // places after this misses nothing that comes later. A place that is not there is watched for from the
  // nearest folder above it.
  Status look(const WatchedPlaces& places);

  // Takes what has happened. True when it may matter.
  bool drain();

 private:
  // What counts of the things directly in a folder.
  struct Watched {
    bool everything = false;
    std::set<std::string> names;
  };
  explicit FolderEvents(int inotify) : inotify_(inotify) {}
  Status add(const std::filesystem::path& folder, const std::string& only_name);
  Status add_tree(const std::filesystem::path& folder, const std::filesystem::path& leave_out);
  Status add_place(const std::filesystem::path& place, const std::filesystem::path& leave_out);
  bool matters(const Watched& watched, unsigned mask, const std::string& name) const;

  int inotify_ = -1;
  std::map<int, Watched> watched_;
};

}  // namespace waymark
