#include "config_rules.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

#include "placeholders.h"
#include "rule_names.h"

namespace waymark {
namespace {

std::vector<std::string> closed_values(std::string_view field) {
  std::vector<std::string> values;
  if (const Field* found = find_field(field))
    for (const FieldValue& value : found->closed) values.emplace_back(value.value);
  return values;
}

void check_placeholders(ConfigSection& section, std::string_view key, const std::string& value,
                        Placeholders allowed) {
  const std::vector<std::string> names = placeholders_in(value);
  if (names.empty()) return;
  if (allowed == Placeholders::Refused)
    section.refuse(key, "placeholders like {" + names.front() + "} work in rules only");
  for (const std::string& name : names)
    if (!is_placeholder(name))
      section.refuse(key, "{" + name + "} is not a placeholder" + advice(name, placeholder_names()));
}

RuleMatch read_match(ConfigLog& log, const Value& value, std::string where) {
  ConfigSection section(log, value, std::move(where));
  RuleMatch match;
  match.source = section.texts("source");
  match.platform = section.texts("platform");
  match.instance = section.texts("instance");
  match.database = section.texts("database");
  match.schema = section.texts("schema");
  match.name = section.texts("name");
  match.folder = section.texts("folder");
  match.tag = section.texts("tag");
  match.type = section.texts("type");
  match.domain = section.texts("domain");
  match.sensitivity = section.texts("sensitivity");
  for (std::string& type : match.type) {
    const std::optional<AssetType> known = parse_type(type);
    if (!known && !contains(type, "*")) section.refuse("type", "\"" + type + "\" is not a type of asset");
    if (known) type = info(*known).name;
  }
  for (std::string& word : match.sensitivity) {
    const std::string_view level = sensitivity_level(word);
    if (level.empty()) section.refuse("sensitivity", "\"" + word + "\" is not a sensitivity");
    word = level;
  }
  section.refuse_other_keys();
  return match;
}

RuleAccess read_access(ConfigLog& log, const Value& value, std::string where, const Config& config) {
  ConfigSection section(log, value, std::move(where));
  RuleAccess access{.level = config.default_level};
  const std::string level = section.choice("level", config.levels);
  const auto at = std::find(config.levels.begin(), config.levels.end(), level);
  if (at != config.levels.end()) access.level = static_cast<std::uint8_t>(at - config.levels.begin());
  access.groups = section.texts("groups");
  if (level.empty() && access.groups.empty())
    section.refuse("", "access needs a level (" + join(config.levels, ", ") + ") or groups");
  for (const std::string& group : access.groups)
    if (contains(group, "&")) section.refuse("groups", "\"" + group + "\": a group name cannot hold \"&\"");
  std::sort(access.groups.begin(), access.groups.end());
  access.groups.erase(std::unique(access.groups.begin(), access.groups.end()), access.groups.end());
  section.refuse_other_keys();
  return access;
}

bool settings_hold(const FieldSettings& set, std::string_view field) {
  return (field == "domain" && !set.domain.empty()) || (field == "owner" && !set.owner.empty()) ||
         (field == "environment" && !set.environment.empty());
}

void read_maps(ConfigSection& rule, Rule& out) {
  for (const auto& [field, entries] : rule.mapping("map")) {
    if (!settings_hold(out.set, field))
      rule.refuse("map",
                  "\"" + field +
                      "\" is not a field that this rule sets; domain, owner and environment can be mapped");
    for (const auto& [from, to] : entries.members()) out.maps[field][from] = to.text();
  }
}

}  // namespace

std::string read_sensitivity(ConfigSection& section) {
  const std::string word = section.text("sensitivity");
  if (word.empty()) return {};
  const std::string_view level = sensitivity_level(word);
  if (level.empty())
    section.refuse("sensitivity",
                   "\"" + word + "\" is not a sensitivity" + advice(word, closed_values("sensitivity")));
  return std::string(level);
}

std::string read_criticality(ConfigSection& section) {
  const std::string word = section.text("criticality");
  if (word.empty()) return {};
  const std::string_view level = criticality_level(word);
  if (level.empty())
    section.refuse("criticality",
                   "\"" + word + "\" is not a criticality" + advice(word, closed_values("criticality")));
  return std::string(level);
}

FieldSettings read_settings(ConfigLog& log, const Value& value, std::string where,
                            Placeholders placeholders) {
  ConfigSection section(log, value, std::move(where));
  FieldSettings set;
  set.domain = section.text("domain");
  set.owner = section.text("owner");
  set.environment = section.text("environment");
  check_placeholders(section, "domain", set.domain, placeholders);
  check_placeholders(section, "owner", set.owner, placeholders);
  check_placeholders(section, "environment", set.environment, placeholders);
  set.layer = section.choice("layer", closed_values("layer"));
  set.sensitivity = read_sensitivity(section);
  set.criticality = read_criticality(section);
  set.lifecycle = section.choice("lifecycle", closed_values("lifecycle"));
  set.certification = section.choice("certification", closed_values("certification"));
  if (placeholders == Placeholders::Refused) set.platform = section.text("platform");
  section.refuse_other_keys();
  return set;
}

Rule read_rule(ConfigLog& log, const Value& value, std::size_t number, const Config& config) {
  const std::string where = "rules[" + std::to_string(number) + "]";
  ConfigSection section(log, value, where);
  Rule rule;
  rule.name = section.text("name");
  rule.line = value.line;
  rule.match = read_match(log, section.value("match"), where + ".match");
  rule.set = read_settings(log, section.value("set"), where + ".set", Placeholders::Allowed);
  if (const Value& access = section.value("access"); !access.is_null())
    rule.access = read_access(log, access, where + ".access", config);
  read_maps(section, rule);
  section.refuse_other_keys();
  if (!value.has("match")) section.refuse("", "a rule needs \"match\"; {} matches everything");
  if (!value.has("set") && !value.has("access"))
    section.refuse("", "a rule needs \"set\" or \"access\", or it does nothing");
  if (rule.name.empty()) rule.name = name_by_content(rule, config.rules);
  for (const Rule& earlier : config.rules)
    if (earlier.name == rule.name)
      section.refuse("name", "\"" + rule.name + "\" is the name of the rule in line " +
                                 std::to_string(earlier.line) + " already");
  return rule;
}

}  // namespace waymark
