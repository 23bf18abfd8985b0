#include "merge_activity.h"

#include <algorithm>
#include <array>
#include <map>

namespace waymark {
namespace {

using Day = std::int64_t;
using Hashes = std::vector<std::uint64_t>;

constexpr Day kDaysKept = 90;
constexpr Day kWindow = 30;
constexpr std::size_t kKinds = 4;

// Sorted, each once: how many are there does not depend on who told what in which order.
std::int64_t distinct(Hashes& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return static_cast<std::int64_t>(hashes.size());
}

void append(Hashes& to, const Hashes& more) { to.insert(to.end(), more.begin(), more.end()); }

struct Told {
  std::array<Hashes, kKinds> events;
  Hashes users;  // Of use.

  Hashes& of(EventKind kind) { return events[static_cast<std::size_t>(kind)]; }
  void add(const Events& more) {
    append(of(more.kind), more.events);
    if (more.kind == EventKind::Use) append(users, more.users);
  }
  // A run that failed is a run, also where one feed tells of its start and another of its end.
  std::int64_t runs() {
    append(of(EventKind::Run), of(EventKind::FailedRun));
    return distinct(of(EventKind::Run));
  }
};

DayOfActivity day_of(Day day, Told& told) {
  return {.day = day,
          .uses = distinct(told.of(EventKind::Use)),
          .users = distinct(told.users),
          .refreshes = distinct(told.of(EventKind::Refresh)),
          .runs = told.runs(),
          .failures = distinct(told.of(EventKind::FailedRun))};
}

void raise(std::optional<std::int64_t>& figure, std::int64_t told) {
  figure = figure ? std::max(*figure, told) : told;
}

class ActivityMerger {
 public:
  ActivityMerger(const Heard& heard, Asset& asset) : asset_(asset) {
    for (const auto& day : heard.newest_event_day)
      if (day) newest_ = newest_ ? std::max(*newest_, *day) : *day;
  }

  // `feed_ends`: the newest day of which the feed that tells this knows anything at all.
  void add(const Events& events, Day feed_ends) {
    // A feed that ended before the window says nothing about it: its silence is not a zero.
    if (feed_ends > *newest_ - kWindow) known_[static_cast<std::size_t>(events.kind)] = true;
    if (events.day <= *newest_ - kDaysKept) return;
    if (!events.events.empty()) days_[events.day].add(events);
    if (events.day > *newest_ - kWindow) window_.add(events);
  }

  void finish() {
    set_figures();
    for (auto& [day, told] : days_) asset_.activity.push_back(day_of(day, told));
  }

 private:
  bool known(EventKind kind) const { return known_[static_cast<std::size_t>(kind)]; }

  void set_figures() {
    Usage& usage = asset_.usage;
    if (known(EventKind::Use)) {
      const std::int64_t queries = distinct(window_.of(EventKind::Use)), users = distinct(window_.users);
      raise(usage.queries_30d, queries);
      if (queries == 0 || users > 0) raise(usage.users_30d, users);  // Else the feed names nobody.
    }
    if (known(EventKind::Refresh)) raise(usage.refreshes_30d, distinct(window_.of(EventKind::Refresh)));
    if (known(EventKind::Run) || known(EventKind::FailedRun)) raise(usage.runs_30d, window_.runs());
  }

  Asset& asset_;
  std::optional<Day> newest_;  // Of the whole run.
  std::map<Day, Told> days_;
  Told window_;
  std::array<bool, kKinds> known_{};
};

}  // namespace

void merge_activity(std::span<Spoken* const> said, const Heard& heard, Asset& asset) {
  ActivityMerger merger(heard, asset);
  bool told = false;
  for (Spoken* spoken : said) {
    for (const Events& events : spoken->fragment.events) {
      merger.add(events, *heard.newest_event_day[spoken->speaker]);
      told = true;
    }
    std::vector<Events>().swap(spoken->fragment.events);
  }
  if (told) merger.finish();
  for (Spoken* spoken : said) {
    std::vector<DayOfActivity>& ready_made = spoken->fragment.facts.activity;
    if (asset.activity.empty()) asset.activity = std::move(ready_made);
  }
}

}  // namespace waymark
