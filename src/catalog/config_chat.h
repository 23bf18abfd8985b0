// config_chat.h - the sections "slack" and "teams" of waymark.yaml.
#pragma once

#include <optional>

#include "waymark/catalog/config.h"

#include "config_section.h"

namespace waymark {

// Both know the levels of `config` already.
std::optional<SlackConfig> read_slack(ConfigLog& log, const Value& value, const Config& config);
std::optional<TeamsConfig> read_teams(ConfigLog& log, const Value& value, const Config& config);

}  // namespace waymark
