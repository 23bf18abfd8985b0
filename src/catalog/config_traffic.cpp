#include "config_traffic.h"

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr double kMostPerSecond = 100'000;

void read_rate_limit(ConfigLog& log, ConfigSection& top, TrafficConfig& traffic) {
  const Value& value = top.value("rate_limit");
  if (value.is_null()) return;
  if (!value.is_object()) {
    traffic.unlimited = lower(value.text()) == "off" || lower(value.text()) == "false";
    if (!traffic.unlimited)
      top.refuse("rate_limit", "\"" + value.text() + "\" is neither off nor {per_second: 20, burst: 60}");
    return;
  }
  ConfigSection section(log, value, "rate_limit");
  RateLimit limit;
  const auto read = [&](const char* key, double& into) {
    const Value& number = section.value(key);
    if (number.is_null()) return;
    into = number.number().value_or(0);
    if (into <= 0 || into > kMostPerSecond)
      section.refuse(key, "\"" + number.text() + "\" is not a number above 0 and up to 100000");
  };
  read("per_second", limit.per_second);
  read("burst", limit.burst);
  if (limit.burst < 1) section.refuse("burst", "at least 1 request must be possible");
  section.refuse_other_keys();
  traffic.rate_limit = limit;
}

// As browsers write one: no path, no slash at the end, letters of the host small.
bool is_origin(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::string_view host = text.substr(scheme + 3);
  return (text.starts_with("https://") || text.starts_with("http://")) && !host.empty() && lower(host) == host &&
         host.find_first_of("/?#@*, \t") == std::string_view::npos;
}

}  // namespace

TrafficConfig read_traffic(ConfigLog& log, ConfigSection& top) {
  TrafficConfig traffic;
  read_rate_limit(log, top, traffic);
  traffic.cors_origins = top.texts("cors_origins");
  for (const std::string& origin : traffic.cors_origins)
    if (!is_origin(origin))
      top.refuse("cors_origins",
                 "\"" + origin + "\" is no origin such as https://intranet.example.com (no *, no path, small letters)");
  traffic.trusted_proxies = top.texts("trusted_proxies");
  return traffic;
}

}  // namespace waymark
