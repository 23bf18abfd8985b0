// visible_history.h - the part of the history that one caller may see: who could see the asset on that day
// and may see it now, or could see it when it went.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "waymark/index/history.h"
#include "waymark/search/changes.h"
#include "waymark/search/viewer.h"

namespace waymark {

class VisibleHistory {
 public:
  VisibleHistory(const History& history, const Viewer& viewer, const Access& access)
      : history_(history), viewer_(viewer), access_(access) {}

  std::size_t size() const { return history_.size(); }
  // The event where the caller sees it. An index run is seen with what it changed.
  std::optional<ChangeEvent> event(std::size_t number);
  Result<ChangesPage> page(const ChangesRequest& request);
  std::string mark();  // Differs when what is seen differs.

 private:
  bool class_is_open(std::size_t number) const;
  bool run_is_seen(std::size_t number);
  bool may_see_now(const ChangeEvent& event);
  bool wanted(const ChangesRequest& request, const ChangeEvent& event) const;
  std::string cursor_at(std::size_t number) const;
  // Number after the cursor's event in the direction asked for; nothing when it is no longer kept.
  std::optional<std::size_t> place_of(std::int64_t at, std::uint64_t identity, std::uint64_t ordinal) const;

  const History& history_;
  const Viewer& viewer_;
  const Access& access_;
  std::map<std::string, bool, std::less<>> seen_now_;  // By key.
};

}  // namespace waymark
