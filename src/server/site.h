// site.h - everything the server answers, without sockets: who may ask, what the address means, what goes out
// with it.
//
// Threads: answer() may be called from any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/api/api.h"
#include "waymark/chat/chat.h"

#include "addresses.h"
#include "cors.h"
#include "pages.h"
#include "rate_limits.h"

namespace waymark {

struct SiteRequest {
  std::string method;
  std::string target;
  NameValues fields;
  std::string body;
  std::string peer = {};  // Address of the other end of the connection.
};

struct SiteOptions {
  std::vector<std::string> hosts;  // Values of Host that are answered, lower case, with port.
  std::string base = "/";          // Path of public_url, with a slash at both ends.
  Caller caller;                   // Of requests without credentials.
  ApiSettings api;
  std::span<const PageFile> files;
  std::shared_ptr<const Chat> chat;  // Null: nothing is answered at its addresses.
  bool loopback = false;             // Only this machine reaches the port.
  std::optional<RateLimit> rate_limit;  // Of each caller; none: as much as it likes.
  std::vector<std::string> cors_origins;
  std::vector<Network> trusted_proxies;
};

class Site {
 public:
  Site(SiteOptions options, SearchIndex& index);

  ApiResponse answer(const SiteRequest& request) const;
  // What is wrong with bytes that never became a request.
  ApiResponse refusal(std::string_view code, std::string_view detail) const;
  // Most bytes of a body sent to this address.
  std::size_t body_limit(std::string_view method, std::string_view target) const;

 private:
  std::optional<ApiResponse> gate(const SiteRequest& request, std::string_view path,
                                  std::string_view request_id) const;
  bool is_welcome(const SiteRequest& request, std::string_view path) const;
  std::optional<Allowance> take_allowance(const SiteRequest& request, std::string_view path) const;
  std::optional<Allowance> too_many_failures(const SiteRequest& request, std::string_view path) const;
  std::string asking(const SiteRequest& request) const;
  ApiResponse over_limit(const SiteRequest& request, const Allowance& allowance, std::string_view path,
                         std::string_view request_id) const;
  std::string path_of(std::string_view target) const;
  ApiResponse route(const SiteRequest& request, std::string_view request_id) const;
  std::string below_base(std::string path) const;

  const SiteOptions options_;
  const Pages pages_;
  const Cors cors_;
  const std::unique_ptr<RateLimits> limits_;  // Null: none.
  const std::unique_ptr<RateLimits> failures_;  // Of those who could not prove who they are.
  SearchIndex& index_;
};

}  // namespace waymark
