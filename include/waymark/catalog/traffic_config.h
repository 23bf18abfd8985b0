// traffic_config.h - how a server takes requests from elsewhere: how many, from which pages, through which proxies.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace waymark {

// A caller may ask `burst` times at once and `per_second` times a second in the long run.
struct RateLimit {
  double per_second = 20;
  double burst = 60;
};

struct TrafficConfig {
  std::optional<RateLimit> rate_limit;  // Without one the usual, unless `unlimited`.
  bool unlimited = false;
  std::vector<std::string> cors_origins;     // "https://intranet.example.com": whose pages may read answers.
  std::vector<std::string> trusted_proxies;  // Addresses or networks: who came through them is told by X-Forwarded-For.
};

}  // namespace waymark
