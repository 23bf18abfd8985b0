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

#include "pages.h"

namespace waymark {

struct SiteRequest {
  std::string method;
  std::string target;
  NameValues fields;
  std::string body;
};

struct SiteOptions {
  std::vector<std::string> hosts;  // Values of Host that are answered, lower case, with port.
  std::string base = "/";          // Path of public_url, with a slash at both ends.
  Caller caller;                   // Of requests without credentials.
  ApiSettings api;
  std::span<const PageFile> files;
  std::shared_ptr<const Chat> chat;  // Null: nothing is answered at its addresses.
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
  std::string path_of(std::string_view target) const;
  ApiResponse route(const SiteRequest& request, std::string_view request_id) const;
  std::string below_base(std::string path) const;

  const SiteOptions options_;
  const Pages pages_;
  SearchIndex& index_;
};

}  // namespace waymark
