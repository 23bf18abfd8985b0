#include "gone.h"

#include <algorithm>
#include <map>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

constexpr std::size_t kMostMoves = 1000;  // Looked at for where things went.

// Where most of what lay in a domain went.
std::string new_place_of(const Call& call, const ChangeEvent& removed) {
  ChangesRequest request;
  request.kinds = {ChangeKind::Moved};
  request.domain = removed.path;
  request.since = removed.at;
  request.limit = kMostMoves;
  const auto page = call.viewer->changes(request);
  if (!page) return {};
  std::map<std::string, std::size_t> places;
  for (const ChangeEvent& event : page->events)
    for (const ChangeDetail& detail : event.details)
      if (detail.field == "domain" && same_ignoring_case(detail.before, removed.path) &&
          !detail.after.empty())
        ++places[detail.after];
  const auto most = std::max_element(places.begin(), places.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == places.end() ? std::string() : most->first;
}

std::string sentence(const Call& call, const ChangeEvent& removed) {
  const bool domain = removed.type == AssetType::Domain;
  std::string text = std::string(domain ? "The domain " : "") + "\"" +
                     (domain ? removed.path : removed.name) + "\" was removed on " + format_date(removed.at) +
                     ".";
  if (domain)
    if (const std::string place = new_place_of(call, removed); !place.empty())
      text += " What lay in it is in \"" + place + "\" now.";
  return text;
}

std::optional<ChangeEvent> removal(const Call& call, std::string_view key) {
  constexpr ChangeKind kRemoved[] = {ChangeKind::Removed};
  if (call.viewer->has(key)) return std::nullopt;
  return call.viewer->last_change(key, kRemoved);
}

}  // namespace

std::optional<std::string> told_of_removed(const Call& call, std::string_view key) {
  const auto removed = removal(call, key);
  if (!removed) return std::nullopt;
  return sentence(call, *removed);
}

std::vector<Note> notes_on_gone_domains(const Call& call, const std::vector<Filter>& filters) {
  std::vector<Note> notes;
  static const Field* const domain = find_field("domain");
  for (const Filter& filter : filters) {
    if (filter.field != domain || filter.excluded) continue;
    for (const std::string& value : filter.values) {
      const std::string key = looks_like_key(value) ? value : domain_key(value);
      if (auto text = told_of_removed(call, key)) notes.push_back({"gone", std::move(*text)});
    }
  }
  return notes;
}

}  // namespace waymark
