#include "names_by_end.h"

#include <algorithm>
#include <functional>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

std::size_t hash_of(std::string_view part) { return std::hash<std::string>()(lower(part)); }

bool ends_with(const std::vector<std::string>& whole, const std::vector<std::string>& end) {
  return whole.size() >= end.size() &&
         std::equal(end.rbegin(), end.rend(), whole.rbegin(),
                    [](const std::string& a, const std::string& b) { return same_ignoring_case(a, b); });
}

}  // namespace

NamesByEnd::NamesByEnd(const Draft& draft) : draft_(draft) {
  for (std::uint32_t i = 0; i < draft.assets.size(); ++i)
    if (!draft.assets[i].stub && !draft.links[i].parts.empty())
      by_last_.emplace_back(hash_of(draft.links[i].parts.back()), i);
  std::sort(by_last_.begin(), by_last_.end());
}

std::uint32_t NamesByEnd::find(std::string_view name) const {
  const std::vector<std::string> parts = split_qualified(name);
  if (parts.size() < 2) return Identity::kNobody;
  const std::size_t wanted = hash_of(parts.back());
  std::uint32_t only = Identity::kNobody;
  for (auto at = std::lower_bound(by_last_.begin(), by_last_.end(), std::pair(wanted, std::uint32_t{0}));
       at != by_last_.end() && at->first == wanted; ++at) {
    if (!ends_with(draft_.links[at->second].parts, parts)) continue;
    if (only != Identity::kNobody) return Identity::kNobody;
    only = at->second;
  }
  return only;
}

}  // namespace waymark
