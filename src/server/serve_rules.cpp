#include "serve_rules.h"

#include "waymark/base/strings.h"

#include "target.h"

namespace waymark {
namespace {

// "[::1]" is how an IPv6 address stands in a URL.
std::string in_url(std::string_view host) {
  return host.find(':') == std::string_view::npos ? std::string(host) : "[" + std::string(host) + "]";
}

}  // namespace

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

Result<Caller> caller_of(const ServeOptions& options) {
  if (options.anonymous) {
    if (options.anonymous->empty())
      return fail(ErrorCode::InvalidInput,
                  "anonymous: the level is empty; name one of the levels of waymark.yaml, such as public");
    return Caller{.clearance = *options.anonymous};
  }
  if (!is_loopback(options.host))
    return fail(ErrorCode::InvalidInput,
                "serving on \"" + options.host +
                    "\" would show everything to everybody who reaches it: set anonymous to the level that "
                    "callers without credentials may see, or serve on 127.0.0.1");
  return Caller{.subject = "local",
                .everything = true,
                .scopes = {"catalog:read", "catalog:export", "contracts:check"},
                .via = "loopback"};
}

Result<PublicAddress> read_public_url(std::string_view url) {
  if (url.empty()) return PublicAddress{};
  const std::size_t scheme = url.find("://");
  const bool known = scheme != std::string_view::npos &&
                     (lower(url.substr(0, scheme)) == "https" || lower(url.substr(0, scheme)) == "http");
  const auto wrong = [&](const std::string& why) {
    return fail(ErrorCode::InvalidInput, "public_url \"" + std::string(url) + "\" " + why);
  };
  if (!known) return wrong("does not begin with https:// or http://");
  const std::size_t path = std::min(url.find('/', scheme + 3), url.size());
  PublicAddress address{.origin = std::string(url.substr(0, path)),
                        .host = lower(url.substr(scheme + 3, path - scheme - 3))};
  if (address.host.empty() || address.host.find('@') != std::string::npos) return wrong("names no host");
  const std::string_view below = url.substr(path);
  if (below.find_first_of("?#") != std::string_view::npos) return wrong("has a query or a fragment");
  std::string base(below);
  while (base.ends_with('/')) base.pop_back();
  if (base.empty()) return address;
  if (const auto target = read_target(base); !target)
    return wrong("has a path that is not taken: " + target.error().message);
  address.base = base + "/";
  return address;
}

std::vector<std::string> answered_hosts(const ServeOptions& options, int port,
                                        const std::string& public_host) {
  const std::string with_port = ":" + std::to_string(port);
  std::vector<std::string> hosts;
  for (const char* name : {"localhost", "127.0.0.1", "[::1]"}) hosts.push_back(name + with_port);
  // A browser leaves the port out where it is the usual one.
  if (port == 80)
    for (const char* name : {"localhost", "127.0.0.1", "[::1]"}) hosts.emplace_back(name);
  const bool any_address = options.host == "0.0.0.0" || options.host == "::";
  if (!any_address && !is_loopback(options.host)) hosts.push_back(lower(in_url(options.host)) + with_port);
  if (!public_host.empty()) hosts.push_back(public_host);
  return hosts;
}

}  // namespace waymark
