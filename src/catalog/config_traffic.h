// config_traffic.h - the keys "rate_limit", "cors_origins" and "trusted_proxies" of waymark.yaml.
#pragma once

#include "waymark/catalog/traffic_config.h"

#include "config_section.h"

namespace waymark {

TrafficConfig read_traffic(ConfigLog& log, ConfigSection& top);

}  // namespace waymark
