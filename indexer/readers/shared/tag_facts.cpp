#include "shared/tag_facts.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

namespace waymark {
namespace {

enum class Meaning { None, Sensitivity, PersonalData, Criticality, Domain, Owner };

struct TagKey {
  std::string_view key;
  Meaning meaning;
};
constexpr TagKey kKeys[] = {
    {"sensitivity", Meaning::Sensitivity},
    {"data_sensitivity", Meaning::Sensitivity},
    {"classification", Meaning::Sensitivity},
    {"data_classification", Meaning::Sensitivity},
    {"confidentiality", Meaning::Sensitivity},
    {"data_class", Meaning::Sensitivity},
    {"pii", Meaning::PersonalData},
    {"privacy_category", Meaning::PersonalData},
    {"semantic_category", Meaning::PersonalData},
    {"criticality", Meaning::Criticality},
    {"tier", Meaning::Criticality},
    {"critical_data_element", Meaning::Criticality},
    {"criticaldataelement", Meaning::Criticality},
    {"domain", Meaning::Domain},
    {"data_domain", Meaning::Domain},
    {"owner", Meaning::Owner},
    {"data_owner", Meaning::Owner},
    {"team", Meaning::Owner},
};

Meaning meaning_of(std::string_view key) {
  std::string folded = lower(key);
  std::replace(folded.begin(), folded.end(), '-', '_');
  std::replace(folded.begin(), folded.end(), ' ', '_');
  for (const TagKey& known : kKeys)
    if (known.key == folded) return known.meaning;
  return Meaning::None;
}

bool denies(std::string_view value) {
  for (const std::string_view word : {"false", "no", "none", "0", "n", "not_applicable", "n/a"})
    if (same_ignoring_case(trim(value), word)) return true;
  return false;
}

// The level a tag states, or "".
std::string_view stated_sensitivity(Meaning meaning, std::string_view value) {
  if (meaning == Meaning::Sensitivity) return sensitivity_level(value);
  if (meaning != Meaning::PersonalData || denies(value)) return {};
  // Any value that is no denial (true, "email", "IDENTIFIER") says that there is personal data.
  const std::string_view level = sensitivity_level(value);
  return level.empty() ? sensitivity_level("pii") : level;
}

std::string_view stated_criticality(std::string_view value) {
  if (same_ignoring_case(value, "true") || same_ignoring_case(value, "yes")) return "critical";
  return criticality_level(value);
}

void add_tag(std::vector<std::string>& tags, std::string_view key, std::string_view value) {
  std::string tag(key);
  if (!value.empty()) (tag += ':') += value;
  if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
}

}  // namespace

void apply_tag(Facts& facts, std::string_view key, std::string_view value) {
  key = trim(key), value = trim(value);
  add_tag(facts.tags, key, value);
  const Meaning meaning = meaning_of(key);
  if (const std::string_view level = stated_sensitivity(meaning, value); !level.empty()) {
    facts.sensitivity = worse_sensitivity(facts.sensitivity, level);
    if (facts.sensitivity == level && value != level) facts.sensitivity_word = value;
  }
  if (meaning == Meaning::Criticality && facts.criticality.empty())
    facts.criticality = stated_criticality(value);
  if (meaning == Meaning::Domain && facts.domain.empty()) facts.domain = join(split_words(value, '/'), "/");
  if (meaning == Meaning::Owner && !value.empty()) {
    Owner owner;
    (contains(value, "@") ? owner.mail : owner.name) = value;
    owner.team = same_ignoring_case(key, "team");
    facts.owners.push_back(std::move(owner));
  }
}

void apply_tag(Column& column, std::string_view key, std::string_view value) {
  key = trim(key), value = trim(value);
  add_tag(column.tags, key, value);
  const std::string_view level = stated_sensitivity(meaning_of(key), value);
  column.sensitivity = worse_sensitivity(column.sensitivity, level);
}

}  // namespace waymark
