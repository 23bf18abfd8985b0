#include "config_chat.h"

#include <set>

namespace waymark {
namespace {

constexpr std::size_t kMostWebhooks = 20;  // Each is tried for every request.

// `name`_file or `name`_env, exactly one of them.
SecretPlace read_place(ConfigSection& section, const std::string& name) {
  SecretPlace place{.file = section.text(name + "_file"), .variable = section.text(name + "_env")};
  if (!section.value(name).is_null())
    section.refuse(name, "a secret does not stand in this file: name a file in \"" + name +
                             "_file\" or a variable in \"" + name + "_env\"");
  else if (place.file.empty() == place.variable.empty())
    section.refuse(name + "_file",
                   "name either a file in \"" + name + "_file\" or a variable in \"" + name + "_env\"");
  return place;
}

// The lowest level where nothing is said: what everybody may see.
std::string read_level(ConfigSection& section, std::string_view key, const Config& config) {
  const std::string level = section.choice(key, config.levels);
  return level.empty() ? config.levels.front() : level;
}

}  // namespace

std::optional<SlackConfig> read_slack(ConfigLog& log, const Value& value, const Config& config) {
  if (value.is_null()) return std::nullopt;
  ConfigSection section(log, value, "slack");
  SlackConfig slack;
  slack.signing_secret = read_place(section, "signing_secret");
  slack.workspaces = section.texts("workspaces");
  if (slack.workspaces.empty())
    section.refuse("workspaces", "name the ids of the workspaces that may ask, such as T0123ABCD");
  slack.apps = section.texts("apps");
  slack.users = section.text("users");
  slack.clearance = read_level(section, "clearance", config);
  slack.channel_clearance = read_level(section, "channel_clearance", config);
  section.refuse_other_keys();
  return slack;
}

std::optional<TeamsConfig> read_teams(ConfigLog& log, const Value& value, const Config& config) {
  if (value.is_null()) return std::nullopt;
  ConfigSection section(log, value, "teams");
  TeamsConfig teams;
  std::set<std::string> names;
  const std::vector<Value>& webhooks = section.list("webhooks");
  if (webhooks.empty() || webhooks.size() > kMostWebhooks)
    section.refuse("webhooks", "from 1 to " + std::to_string(kMostWebhooks) + " webhooks are expected here");
  for (std::size_t i = 0; i < webhooks.size(); ++i) {
    ConfigSection one(log, webhooks[i], "teams.webhooks[" + std::to_string(i + 1) + "]");
    TeamsWebhook webhook;
    webhook.name = one.needed_text("name");
    if (!names.insert(webhook.name).second) one.refuse("name", "\"" + webhook.name + "\" stands there twice");
    webhook.token = read_place(one, "token");
    webhook.clearance = read_level(one, "clearance", config);
    one.refuse_other_keys();
    teams.webhooks.push_back(std::move(webhook));
  }
  section.refuse_other_keys();
  return teams;
}

}  // namespace waymark
