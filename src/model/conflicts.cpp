#include "waymark/model/conflicts.h"

#include <algorithm>
#include <string_view>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

bool other_word(std::string_view a, std::string_view b) { return !same_ignoring_case(trim(a), trim(b)); }

// Neither lies in the other.
bool other_domain(std::string_view a, std::string_view b) {
  const std::string shorter = lower(trim(a.size() < b.size() ? a : b));
  const std::string longer = lower(trim(a.size() < b.size() ? b : a));
  return shorter != longer && !longer.starts_with(shorter + "/");
}

// The merge keeps a history of owners only where two sources have nobody in common.
bool always(std::string_view, std::string_view) { return true; }

struct Settled {
  std::string_view field;
  bool (*differ)(std::string_view a, std::string_view b);
};
constexpr Settled kSettled[] = {
    {"owner", always},           {"domain", other_domain},      {"sensitivity", other_word},
    {"criticality", other_word}, {"certification", other_word}, {"lifecycle", other_word},
};

// The reader of the workbook and the configuration: what people write for this catalog alone.
constexpr std::string_view kByPeople[] = {"waymark_workbook", "waymark.yaml"};

bool settled_by_a_person(const Asset& asset, const FieldHistory& history) {
  const std::string& winner = history.values.front().first;
  return std::any_of(asset.sources.begin(), asset.sources.end(), [&](const SourceNote& note) {
    return std::find(std::begin(kByPeople), std::end(kByPeople), note.format) != std::end(kByPeople) &&
           (winner == note.source || winner.starts_with(note.source + " ("));
  });
}

bool contradicts(const FieldHistory& history) {
  const auto row = std::find_if(std::begin(kSettled), std::end(kSettled),
                                [&](const Settled& one) { return one.field == history.field; });
  return row != std::end(kSettled) && history.values.size() > 1 &&
         !history.values.front().first.ends_with(kEditMark) &&
         std::any_of(history.values.begin() + 1, history.values.end(), [&](const auto& said) {
           return row->differ(history.values.front().second, said.second);
         });
}

}  // namespace

std::vector<const FieldHistory*> conflicts_of(const Asset& asset) {
  std::vector<const FieldHistory*> found;
  for (const FieldHistory& history : asset.history) {
    // Where a domain lies follows from its path.
    if (asset.type == AssetType::Domain && history.field == "domain") continue;
    if (contradicts(history) && !settled_by_a_person(asset, history)) found.push_back(&history);
  }
  return found;
}

std::string conflict_text(const FieldHistory& conflict) {
  const auto& [source, value] = conflict.values.front();
  std::string text = conflict.field + " is \"" + value + "\" (" + source + ")";
  for (auto said = conflict.values.begin() + 1; said != conflict.values.end(); ++said)
    if (other_word(said->second, value)) text += "; " + said->first + " says \"" + said->second + "\"";
  return text;
}

}  // namespace waymark
