#include "visible_history.h"

#include <algorithm>
#include <cstdio>

#include "waymark/text/analyzer.h"

namespace waymark {
namespace {

bool lies_in(const std::string& path, const std::string& folded_domain) {
  const std::string folded = fold(path);
  return folded.starts_with(folded_domain) &&
         (folded.size() == folded_domain.size() || folded[folded_domain.size()] == '/');
}

struct Cursor {
  std::int64_t at = 0;
  std::uint64_t identity = 0, ordinal = 0;
};

std::optional<Cursor> parse_cursor(const std::string& text) {
  Cursor cursor;
  unsigned long long at = 0, identity = 0, ordinal = 0;
  int length = 0;
  if (std::sscanf(text.c_str(), "%llx-%llx-%llx%n", &at, &identity, &ordinal, &length) != 3 ||
      static_cast<std::size_t>(length) != text.size())
    return std::nullopt;
  cursor.at = static_cast<std::int64_t>(at);
  cursor.identity = identity;
  cursor.ordinal = ordinal;
  return cursor;
}

std::string cursor_text(const Cursor& cursor) {
  char text[64];
  std::snprintf(text, sizeof text, "%llx-%llx-%llx", static_cast<unsigned long long>(cursor.at),
                static_cast<unsigned long long>(cursor.identity),
                static_cast<unsigned long long>(cursor.ordinal));
  return text;
}

}  // namespace

bool VisibleHistory::class_is_open(std::size_t number) const {
  const std::vector<std::string>& levels = viewer_.manifest().levels;
  return std::all_of(
      history_.access(number).begin(), history_.access(number).end(), [&](const EventAccess& one) {
        const auto level = std::find(levels.begin(), levels.end(), one.level);
        // A level that is configured no more: for those who see everything.
        if (level == levels.end()) return access_.everything;
        return access_.may_see({static_cast<std::uint8_t>(level - levels.begin()), one.groups, ""});
      });
}

bool VisibleHistory::may_see_now(const ChangeEvent& event) {
  if (access_.everything) return true;
  const auto known = seen_now_.find(event.key);
  if (known != seen_now_.end()) return known->second;
  bool seen = viewer_.has(event.key);
  if (!seen) {
    // Gone, not hidden: then its last event says so, and who could see it when it went.
    const std::size_t last = history_.last_about(event.key);
    seen = last < history_.size() && history_.row(last).kind == ChangeKind::Removed && class_is_open(last);
  }
  seen_now_.emplace(event.key, seen);
  return seen;
}

bool VisibleHistory::run_is_seen(std::size_t number) {
  if (access_.everything || number == 0) return true;
  for (std::size_t i = number; i-- > 0 && history_.row(i).kind != ChangeKind::IndexRun;)
    if (event(i)) return true;
  return false;
}

std::optional<ChangeEvent> VisibleHistory::event(std::size_t number) {
  const bool run = history_.row(number).kind == ChangeKind::IndexRun;
  if (run ? !run_is_seen(number) : !class_is_open(number)) return std::nullopt;
  auto event = history_.event(number);
  if (!event || (!run && !may_see_now(*event))) return std::nullopt;
  return std::move(*event);
}

bool VisibleHistory::wanted(const ChangesRequest& request, const ChangeEvent& event) const {
  if (!request.key.empty() && event.key != request.key) return false;
  if (!request.domain.empty()) {
    const std::string domain = fold(request.domain);
    const bool moved =
        std::any_of(event.details.begin(), event.details.end(), [&](const ChangeDetail& detail) {
          return event.kind == ChangeKind::Moved && detail.field == "domain" &&
                 lies_in(detail.before, domain);
        });
    if (!moved && !lies_in(event.domain, domain)) return false;
  }
  if (request.owners.empty()) return true;
  return std::any_of(event.owners.begin(), event.owners.end(), [&](const std::string& owner) {
    return std::any_of(request.owners.begin(), request.owners.end(),
                       [&](const std::string& wanted) { return fold(wanted) == fold(owner); });
  });
}

std::string VisibleHistory::cursor_at(std::size_t number) const {
  const EventRow& row = history_.row(number);
  return cursor_text({row.at, row.identity, row.ordinal});
}

std::optional<std::size_t> VisibleHistory::place_of(std::int64_t at, std::uint64_t identity,
                                                    std::uint64_t ordinal) const {
  for (std::size_t i = history_.first_since(at); i < history_.size() && history_.row(i).at == at; ++i)
    if (history_.row(i).identity == identity && history_.row(i).ordinal == ordinal) return i;
  return std::nullopt;
}

Result<ChangesPage> VisibleHistory::page(const ChangesRequest& request) {
  ChangesPage page;
  page.cursor = request.cursor;
  std::size_t first = 0, last = history_.size();
  if (request.since) first = history_.first_since(request.since->time_since_epoch().count());
  if (request.before) last = history_.first_since(request.before->time_since_epoch().count());
  if (!request.cursor.empty()) {
    const auto cursor = parse_cursor(request.cursor);
    page.bad_cursor = !cursor;
    if (!cursor) return page;
    if (cursor->at != 0) {  // Zero: nothing had happened yet.
      const auto place = place_of(cursor->at, cursor->identity, cursor->ordinal);
      page.expired = !place;
      if (!place) return page;
      if (request.newest_first)
        last = std::min(last, *place);
      else
        first = std::max(first, *place + 1);
    }
  }
  const auto has = [](const auto& list, const auto& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
  };
  for (std::size_t step = 0; first + step < last; ++step) {
    const std::size_t number = request.newest_first ? last - 1 - step : first + step;
    const EventRow& row = history_.row(number);
    const bool run = row.kind == ChangeKind::IndexRun;
    if (!has(request.kinds, row.kind) || (!request.types.empty() && (run || !has(request.types, row.type))))
      continue;
    if (!request.key.empty() && row.key != hash_of_key(request.key)) continue;
    auto event = this->event(number);
    if (!event || !wanted(request, *event)) continue;
    if (page.events.size() == request.limit) {
      page.more = true;
      break;
    }
    page.events.push_back(std::move(*event));
    page.ids.push_back(cursor_at(number));
  }
  if (!page.ids.empty())
    page.cursor = page.ids.back();
  else if (page.cursor.empty())
    page.cursor = cursor_text({});
  return page;
}

std::string VisibleHistory::mark() {
  std::string text;
  for (std::size_t i = history_.size(); i-- > 0;)
    if (event(i)) {
      text = cursor_at(i);
      break;
    }
  for (std::size_t i = 0; i < history_.size() && !text.empty(); ++i)
    if (event(i)) return text + " " + cursor_at(i);
  return text;
}

Result<ChangesPage> Viewer::changes(const ChangesRequest& request) const {
  return VisibleHistory(*history_, *this, access_).page(request);
}

std::string Viewer::history_mark() const { return VisibleHistory(*history_, *this, access_).mark(); }

std::optional<ChangeEvent> Viewer::last_change(std::string_view key,
                                               std::span<const ChangeKind> kinds) const {
  const std::size_t last = history_->last_about(key);
  if (last == history_->size()) return std::nullopt;
  auto event = VisibleHistory(*history_, *this, access_).event(last);
  if (!event || event->key != key || std::find(kinds.begin(), kinds.end(), event->kind) == kinds.end())
    return std::nullopt;
  return event;
}

}  // namespace waymark
