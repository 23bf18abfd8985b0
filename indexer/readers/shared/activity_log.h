// activity_log.h - what an event feed tells of one thing, gathered event by event.
//
//   log.add(EventKind::Use, at, event_hash({"snowflake query", query_id}), user_hash);
//   fragment.events = std::move(log).events();
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "waymark/model/fragment.h"

namespace waymark {

class ActivityLog {
 public:
  void add(EventKind kind, Time at, std::uint64_t event, std::optional<std::uint64_t> user = {});
  // The feed would tell of events of this kind, so that none told means there were none: not unknown, but
  // zero.
  void listens_for(EventKind kind, Time at);

  std::optional<Time> last(EventKind kind) const;  // Time of the newest event.
  std::vector<Events> events() &&;                 // By kind and day; hashes sorted, each once.

 private:
  struct Heard {
    std::vector<std::uint64_t> events, users;
  };
  std::map<std::pair<EventKind, std::int64_t>, Heard> heard_;
  std::map<EventKind, Time> last_;
};

}  // namespace waymark
