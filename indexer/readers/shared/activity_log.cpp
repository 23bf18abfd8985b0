#include "shared/activity_log.h"

#include <algorithm>

namespace waymark {
namespace {

std::int64_t day_of(Time at) { return std::chrono::floor<std::chrono::days>(at).time_since_epoch().count(); }

void sort_distinct(std::vector<std::uint64_t>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

}  // namespace

void ActivityLog::add(EventKind kind, Time at, std::uint64_t event, std::optional<std::uint64_t> user) {
  Heard& heard = heard_[{kind, day_of(at)}];
  heard.events.push_back(event);
  if (user && (heard.users.empty() || heard.users.back() != *user)) heard.users.push_back(*user);
  const auto [last, first_time] = last_.emplace(kind, at);
  if (!first_time) last->second = std::max(last->second, at);
}

void ActivityLog::listens_for(EventKind kind, Time at) {
  const auto first = heard_.lower_bound({kind, std::numeric_limits<std::int64_t>::min()});
  if (first == heard_.end() || first->first.first != kind) heard_[{kind, day_of(at)}];
}

std::optional<Time> ActivityLog::last(EventKind kind) const {
  const auto found = last_.find(kind);
  return found == last_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Events> ActivityLog::events() && {
  std::vector<Events> events;
  for (auto& [when, heard] : heard_) {
    sort_distinct(heard.events);
    sort_distinct(heard.users);
    events.push_back({.kind = when.first,
                      .day = when.second,
                      .events = std::move(heard.events),
                      .users = std::move(heard.users)});
  }
  return events;
}

}  // namespace waymark
