#include "tag_levels.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

namespace waymark {
namespace {

// Keys whose values are levels.
constexpr std::string_view kSensitivityKeys[] = {"sensitivity",     "classification",   "data_classification",
                                                 "confidentiality", "data_class",       "data_sensitivity",
                                                 "privacy",         "privacy_category", "access_level"};
// Keys that are a level themselves when their value is not a no.
constexpr std::string_view kSensitiveMarks[] = {"pii", "has_pii", "contains_pii", "is_sensitive",
                                                "phi", "pci",     "gdpr"};
constexpr std::string_view kCriticalityKeys[] = {
    "criticality",           "tier",    "data_tier", "business_criticality", "importance",
    "critical_data_element", "priority"};

template <std::size_t N>
bool listed(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

struct KeyValue {
  std::string key, value;  // Key in lower case with '_' between words; empty for a plain tag.
};

KeyValue split_tag(std::string_view tag) {
  const std::size_t at = tag.find_first_of(":=");
  if (at == std::string_view::npos) return {.key = {}, .value = std::string(trim(tag))};
  std::string key = lower(trim(tag.substr(0, at)));
  for (char& c : key)
    if (c == '-' || c == ' ') c = '_';
  if (const std::size_t dot = key.find_last_of("./"); dot != std::string::npos) key.erase(0, dot + 1);
  return {.key = std::move(key), .value = std::string(trim(tag.substr(at + 1)))};
}

bool says_no(std::string_view value) {
  const std::string word = lower(value);
  return word == "false" || word == "no" || word == "0" || word == "none" || word == "n";
}

}  // namespace

std::string_view sensitivity_of_tag(std::string_view tag) {
  const KeyValue pair = split_tag(tag);
  if (listed(kSensitivityKeys, pair.key)) return sensitivity_level(pair.value);
  if (listed(kSensitiveMarks, pair.key)) {
    if (says_no(pair.value)) return {};
    const std::string_view stated = sensitivity_level(pair.value);
    return stated.empty() ? sensitivity_level(pair.key == "phi" || pair.key == "pci" ? pair.key : "pii")
                          : stated;
  }
  if (!pair.key.empty()) return {};
  // A plain word only counts where it warns: a tag "open" or "internal" may be about anything.
  const std::string_view level = sensitivity_level(pair.value);
  return level == "confidential" || level == "restricted" ? level : std::string_view();
}

std::string_view criticality_of_tag(std::string_view tag) {
  const KeyValue pair = split_tag(tag);
  if (pair.key == "critical_data_element")
    return says_no(pair.value) ? std::string_view() : std::string_view("critical");
  if (listed(kCriticalityKeys, pair.key)) {
    const std::string_view level = criticality_level(pair.value);
    return level.empty() && pair.key.ends_with("tier") ? criticality_level("tier" + pair.value) : level;
  }
  const std::string word = lower(pair.value);
  const bool about_it = pair.key.empty() && (word.starts_with("tier") || contains(word, "critical"));
  return about_it && !contains(word, "non") ? criticality_level(pair.value) : std::string_view();
}

void levels_from_tags(Asset& asset) {
  const auto worst = [](const std::vector<std::string>& tags, std::string_view so_far) {
    for (const std::string& tag : tags) so_far = worse_sensitivity(so_far, sensitivity_of_tag(tag));
    return so_far;
  };
  for (Column& column : asset.columns)
    if (column.sensitivity.empty()) column.sensitivity = worst(column.terms, worst(column.tags, {}));
  if (asset.sensitivity.empty()) {
    asset.sensitivity = worst(asset.terms, worst(asset.tags, {}));
    if (!asset.sensitivity.empty())
      asset.history.push_back({.field = "sensitivity", .values = {{"tags", asset.sensitivity}}});
  }
  for (const std::string& tag : asset.tags)
    if (asset.criticality.empty()) asset.criticality = criticality_of_tag(tag);
}

}  // namespace waymark
