// serve_rules.h - what the options of a server mean: who may see what, and under which names it answers.
#pragma once

#include <string>

#include "waymark/base/result.h"
#include "waymark/server/server.h"

#include "site.h"

namespace waymark {

bool is_loopback(std::string_view host);

// A loopback bind without settings shows everything to whoever is on the machine; any other refuses to start
// unless the level of callers without credentials is given.
Result<Caller> caller_of(const ServeOptions& options);

// Host and path of an http or https address; the path has a slash at both ends.
struct PublicAddress {
  std::string origin;  // "https://data.example:8443"
  std::string host;    // "data.example:8443", lower case.
  std::string base = "/";
};
Result<PublicAddress> read_public_url(std::string_view url);

std::vector<std::string> answered_hosts(const ServeOptions& options, int port,
                                        const std::string& public_host);

}  // namespace waymark
