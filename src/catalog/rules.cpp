#include "rules.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"
#include "waymark/model/keys.h"

#include "domain_tree.h"
#include "owner_text.h"
#include "placeholders.h"
#include "spoken.h"

namespace waymark {
namespace {

bool any_glob(const std::vector<std::string>& patterns, std::string_view text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return glob_match(pattern, text); });
}

bool has_wildcard(std::string_view pattern) { return pattern.find_first_of("*?") != std::string_view::npos; }

bool platform_matches(const std::vector<std::string>& patterns, const std::string& platform) {
  return any_glob(patterns, platform) ||
         std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
           return !platform.empty() && !has_wildcard(pattern) &&
                  platform_family(pattern) == platform_family(platform);
         });
}

bool source_matches(const std::vector<std::string>& patterns, const Asset& asset) {
  return std::any_of(asset.sources.begin(), asset.sources.end(),
                     [&](const SourceNote& note) { return any_glob(patterns, note.source); });
}

// The whole path of a file or any of its folders.
bool folder_matches(const std::vector<std::string>& patterns, std::string_view file) {
  if (any_glob(patterns, file)) return true;
  for (std::size_t slash = file.rfind('/'); slash != std::string_view::npos && slash > 0;
       slash = file.rfind('/', slash - 1)) {
    const std::string_view folder = file.substr(0, slash);
    if (any_glob(patterns, folder) || any_glob(patterns, std::string(folder) + "/")) return true;
  }
  return false;
}

bool domain_matches(const std::vector<std::string>& patterns, const Asset& asset) {
  std::string path = asset.type == AssetType::Domain ? asset.qualified_name : asset.domain;
  for (; !path.empty(); path = parent_domain(path))
    if (any_glob(patterns, path)) return true;
  return false;
}

bool name_matches(const std::vector<std::string>& patterns, const Asset& asset) {
  return any_glob(patterns, asset.name) || (!asset.title.empty() && any_glob(patterns, asset.title)) ||
         (asset.type == AssetType::Domain && any_glob(patterns, asset.qualified_name));
}

bool any_of_list(const std::vector<std::string>& patterns, const std::vector<std::string>& values) {
  return std::any_of(values.begin(), values.end(),
                     [&](const std::string& value) { return any_glob(patterns, value); });
}

// Which settings make sense on which types.
bool takes_place(AssetType type) { return has_physical_identity(type); }
bool takes_domain(AssetType type) { return type != AssetType::Domain && !is_person_or_team(type); }
bool takes_levels(AssetType type) { return !is_person_or_team(type); }

struct SettingField {
  std::string_view name;
  std::string FieldSettings::*setting;
  std::string Facts::*fact;
  bool (*applies)(AssetType type);
};
constexpr SettingField kSettings[] = {
    {"domain", &FieldSettings::domain, &Facts::domain, takes_domain},
    {"environment", &FieldSettings::environment, &Facts::environment, takes_place},
    {"layer", &FieldSettings::layer, &Facts::layer, takes_place},
    {"sensitivity", &FieldSettings::sensitivity, &Facts::sensitivity, takes_domain},
    {"criticality", &FieldSettings::criticality, &Facts::criticality, takes_levels},
    {"lifecycle", &FieldSettings::lifecycle, &Facts::lifecycle, takes_levels},
    {"certification", &FieldSettings::certification, &Facts::certification, takes_levels},
};

// Placeholders filled in and turned by the rule's map: the value of a placeholder first, then the whole.
std::string filled(const Rule& rule, std::string_view field, const std::string& setting, const Asset& asset,
                   const AssetLinks& links, const std::vector<std::string>& files) {
  if (!contains(setting, "{")) return setting;
  const auto map = rule.maps.find(std::string(field));
  const auto turned = [&](std::string value) {
    if (map == rule.maps.end()) return value;
    const auto found = map->second.find(value);
    return found == map->second.end() ? value : found->second;
  };
  const std::string_view file =
      links.files.empty() ? std::string_view() : std::string_view(files[links.files.front()]);
  const PlaceholderSource source{.asset = asset, .parts = links.parts, .file = file};
  const std::optional<std::string> value = fill_placeholders(setting, source, [&](std::string one) {
    const std::string name = turned(one);
    return name == one && field == "domain" ? replace_all(one, "/", "-") : name;
  });
  return value ? turned(*value) : std::string();
}

void remember(Asset& asset, std::string_view field, const std::string& who, const std::string& value) {
  for (FieldHistory& history : asset.history)
    if (history.field == field) {
      history.values.insert(history.values.begin(), {who, value});
      return;
    }
  asset.history.push_back({.field = std::string(field), .values = {{who, value}}});
}

// In front of roles and creators, and the list of links keeps step.
void add_owner(Asset& asset, AssetLinks& links, const std::string& text, const std::string& who) {
  if (text.empty() || has_answering_owner(asset) || is_person_or_team(asset.type)) return;
  asset.owners.insert(asset.owners.begin(), parse_owner(text));
  links.owners.insert(links.owners.begin(), AssetLinks::kNone);
  remember(asset, "owner", who, text);
}

void apply(const Rule& rule, Asset& asset, AssetLinks& links, const std::vector<std::string>& files) {
  for (const SettingField& field : kSettings) {
    const std::string& setting = rule.set.*field.setting;
    if (setting.empty() || !(asset.*field.fact).empty() || !field.applies(asset.type)) continue;
    std::string value = filled(rule, field.name, setting, asset, links, files);
    if (field.fact == &Facts::domain) value = tidy_domain_path(value);
    if (value.empty()) continue;
    remember(asset, field.name, rule.name, value);
    asset.*field.fact = std::move(value);
  }
  add_owner(asset, links, filled(rule, "owner", rule.set.owner, asset, links, files), rule.name);
}

}  // namespace

bool has_answering_owner(const Asset& asset) {
  return std::any_of(asset.owners.begin(), asset.owners.end(), [](const Owner& owner) {
    return owner.kind != OwnerKind::Role && owner.kind != OwnerKind::Creator;
  });
}

bool matches(const RuleMatch& match, const RuleSubject& subject) {
  const Asset& asset = subject.asset;
  const AssetLinks& links = subject.links;
  if (!match.type.empty() && !any_glob(match.type, info(asset.type).name)) return false;
  if (!match.platform.empty() && !platform_matches(match.platform, asset.platform)) return false;
  if (!match.instance.empty() && (asset.instance.empty() || !any_glob(match.instance, asset.instance)))
    return false;
  if (!match.database.empty()) {
    const std::string_view database = database_of(asset.type, links.parts);
    if (database.empty() || !any_glob(match.database, database)) return false;
  }
  if (!match.schema.empty()) {
    const std::string_view schema = schema_of(asset.type, links.parts);
    if (schema.empty() || !any_glob(match.schema, schema)) return false;
  }
  if (!match.name.empty() && !name_matches(match.name, asset)) return false;
  if (!match.source.empty() && !source_matches(match.source, asset)) return false;
  if (!match.tag.empty() && !any_of_list(match.tag, asset.tags)) return false;
  if (!match.domain.empty() && !domain_matches(match.domain, asset)) return false;
  if (!match.sensitivity.empty() && !any_glob(match.sensitivity, asset.sensitivity)) return false;
  return match.folder.empty() || std::any_of(links.files.begin(), links.files.end(), [&](std::uint32_t file) {
           return folder_matches(match.folder, subject.files[file]);
         });
}

void apply_rules(const std::vector<Rule>& rules, Asset& asset, AssetLinks& links,
                 const std::vector<std::string>& files) {
  if (is_person_or_team(asset.type)) return;
  for (const Rule& rule : rules)
    if (matches(rule.match, {asset, links, files})) apply(rule, asset, links, files);
}

void apply_defaults(const std::map<std::string, FieldSettings>& defaults, Asset& asset) {
  if (is_person_or_team(asset.type)) return;
  for (const SourceNote& note : asset.sources) {
    const auto found = defaults.find(note.source);
    if (found == defaults.end()) continue;
    for (const SettingField& field : kSettings) {
      const std::string& setting = found->second.*field.setting;
      if (setting.empty() || !(asset.*field.fact).empty() || !field.applies(asset.type)) continue;
      asset.*field.fact = field.fact == &Facts::domain ? tidy_domain_path(setting) : setting;
      remember(asset, field.name, "default of " + note.source, setting);
    }
  }
}

void apply_default_owner(const std::map<std::string, FieldSettings>& defaults, Asset& asset,
                         AssetLinks& links) {
  for (const SourceNote& note : asset.sources)
    if (const auto found = defaults.find(note.source); found != defaults.end())
      add_owner(asset, links, found->second.owner, "default of " + note.source);
}

const Rule* access_rule(const std::vector<Rule>& rules, const RuleSubject& subject) {
  for (const Rule& rule : rules)
    if (rule.access && matches(rule.match, subject)) return &rule;
  return nullptr;
}

}  // namespace waymark
