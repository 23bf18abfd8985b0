#include "access.h"

#include <algorithm>
#include <map>
#include <set>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::string_view kAnd = " & ";
constexpr std::size_t kPairs = 64;  // Of groups; past that all groups must be held.

std::set<std::string> atoms(std::string_view group) {
  std::set<std::string> out;
  for (const std::string& word : split_words(group, '&')) out.insert(word);
  return out;
}

std::string conjunction(const std::set<std::string>& all) {
  return join(std::vector<std::string>(all.begin(), all.end()), kAnd);
}

// Who holds `holder` holds `needed` as well.
bool implies(const std::string& holder, const std::string& needed) {
  if (holder == needed) return true;
  const std::set<std::string> held = atoms(holder), wanted = atoms(needed);
  return std::includes(held.begin(), held.end(), wanted.begin(), wanted.end());
}

std::vector<std::string> both_groups(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return a.empty() ? b : a;
  std::vector<std::string> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  if (!shared.empty()) return shared;
  std::set<std::string> pairs;
  const bool all = a.size() * b.size() > kPairs;
  std::set<std::string> every;
  for (const std::string& one : a)
    for (const std::string& other : b) {
      std::set<std::string> both = atoms(one);
      both.merge(atoms(other));
      if (all)
        every.insert(both.begin(), both.end());
      else
        pairs.insert(conjunction(both));
    }
  if (all) return {conjunction(every)};
  return {pairs.begin(), pairs.end()};
}

}  // namespace

bool covers(const AccessClass& read, const AccessClass& reader) {
  if (read.level > reader.level) return false;
  if (read.groups.empty()) return true;
  if (reader.groups.empty()) return false;
  return std::all_of(reader.groups.begin(), reader.groups.end(), [&](const std::string& held) {
    return std::any_of(read.groups.begin(), read.groups.end(),
                       [&](const std::string& group) { return implies(held, group); });
  });
}

AccessClass stricter(const AccessClass& a, const AccessClass& b) {
  if (covers(a, b)) return b;
  if (covers(b, a)) return a;
  AccessClass both{
      .level = std::max(a.level, b.level), .groups = both_groups(a.groups, b.groups), .rule = a.rule};
  if (b.rule != a.rule && !b.rule.empty()) both.rule += (both.rule.empty() ? "" : ", ") + b.rule;
  return both;
}

void WidestClass::add(const AccessClass& one) {
  for (const AccessClass& known : minimal_)
    if (covers(known, one)) return;
  std::erase_if(minimal_, [&](const AccessClass& known) { return covers(one, known); });
  minimal_.push_back({.level = one.level, .groups = one.groups, .rule = {}});
}

// Of several that do not cover each other the lowest level, with the groups of all its classes: its readers
// may read one of them. Readers of the other levels alone do without; one class cannot say "either".
AccessClass WidestClass::pick() const {
  const auto lowest = std::min_element(minimal_.begin(), minimal_.end());
  AccessClass picked{.level = lowest->level, .groups = {}, .rule = "what names it"};
  std::set<std::string> groups;
  for (const AccessClass& one : minimal_)
    if (one.level == picked.level) groups.insert(one.groups.begin(), one.groups.end());
  picked.groups.assign(groups.begin(), groups.end());
  return picked;
}

void limit_classes(std::span<Asset> assets, NoteBook& notes) {
  std::map<AccessClass, std::size_t> count;
  auto last = count.end();  // The next one is nearly always as the one before.
  for (const Asset& asset : assets) {
    if (last == count.end() || !(last->first == asset.access)) last = count.try_emplace(asset.access).first;
    ++last->second;
  }
  if (count.size() <= kMaxClasses) return;
  std::vector<std::pair<std::size_t, AccessClass>> by_size;
  for (const auto& [one, assets_in_it] : count) by_size.emplace_back(assets_in_it, one);
  std::sort(by_size.begin(), by_size.end());
  AccessClass joined{.level = 0, .groups = {}, .rule = "more than 64 classes"};
  std::set<std::string> groups;
  std::set<AccessClass> gone;
  for (std::size_t i = 0; i + kMaxClasses <= count.size(); ++i) {
    const AccessClass& one = by_size[i].second;
    joined.level = std::max(joined.level, one.level);
    for (const std::string& group : one.groups) groups.merge(atoms(group));
    gone.insert(one);
    notes.add("access_classes_joined", "level " + std::to_string(one.level) + ": " + join(one.groups, ", "));
  }
  if (!groups.empty()) joined.groups = {conjunction(groups)};
  for (Asset& asset : assets)
    if (gone.contains(asset.access)) asset.access = joined;
}

}  // namespace waymark
