#include "rule_names.h"

#include <algorithm>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::size_t kPatterns = 3;  // Of one condition, in full.
constexpr std::size_t kNameBytes = 160;

struct ConditionName {
  std::string_view name;
  std::vector<std::string> RuleMatch::*patterns;
};
constexpr ConditionName kConditions[] = {
    {"source", &RuleMatch::source},
    {"platform", &RuleMatch::platform},
    {"instance", &RuleMatch::instance},
    {"database", &RuleMatch::database},
    {"schema", &RuleMatch::schema},
    {"name", &RuleMatch::name},
    {"folder", &RuleMatch::folder},
    {"tag", &RuleMatch::tag},
    {"type", &RuleMatch::type},
    {"domain", &RuleMatch::domain},
    {"sensitivity", &RuleMatch::sensitivity},
};

struct SettingName {
  std::string_view name;
  std::string FieldSettings::*setting;
};
constexpr SettingName kSettings[] = {
    {"domain", &FieldSettings::domain},           {"owner", &FieldSettings::owner},
    {"environment", &FieldSettings::environment}, {"layer", &FieldSettings::layer},
    {"sensitivity", &FieldSettings::sensitivity}, {"criticality", &FieldSettings::criticality},
    {"lifecycle", &FieldSettings::lifecycle},     {"certification", &FieldSettings::certification},
};

std::string shown(const std::vector<std::string>& patterns) {
  const std::vector<std::string> first(patterns.begin(),
                                       patterns.begin() + std::min(patterns.size(), kPatterns));
  const std::string more =
      patterns.size() > kPatterns ? " and " + std::to_string(patterns.size() - kPatterns) + " more" : "";
  return join(first, " or ") + more;
}

std::string match_text(const RuleMatch& match) {
  std::vector<std::string> parts;
  for (const ConditionName& condition : kConditions)
    if (const std::vector<std::string>& patterns = match.*condition.patterns; !patterns.empty())
      parts.push_back(std::string(condition.name) + " " + shown(patterns));
  return parts.empty() ? "for everything" : join(parts, ", ");
}

std::string effect_text(const Rule& rule) {
  std::vector<std::string> parts;
  for (const SettingName& setting : kSettings)
    if (const std::string& value = rule.set.*setting.setting; !value.empty())
      parts.push_back(std::string(setting.name) + " " + value);
  if (rule.access) {
    std::string access = "access level " + std::to_string(rule.access->level);
    if (!rule.access->groups.empty()) access += " for " + join(rule.access->groups, " or ");
    parts.push_back(std::move(access));
  }
  return join(parts, ", ");
}

bool taken(const std::string& name, const std::vector<Rule>& earlier) {
  return std::any_of(earlier.begin(), earlier.end(), [&](const Rule& rule) { return rule.name == name; });
}

}  // namespace

std::string name_by_content(const Rule& rule, const std::vector<Rule>& earlier) {
  std::string name(cut_utf8("rule " + match_text(rule.match), kNameBytes));
  if (!taken(name, earlier)) return name;
  name = cut_utf8(name + ": " + effect_text(rule), 2 * kNameBytes);
  for (std::size_t number = 2; taken(name, earlier); ++number) {
    const std::string counted = name + " (" + std::to_string(number) + ")";
    if (!taken(counted, earlier)) return counted;
  }
  return name;
}

}  // namespace waymark
