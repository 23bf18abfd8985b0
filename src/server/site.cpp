#include "site.h"

#include "waymark/base/strings.h"

#include "framing.h"
#include "gzip.h"
#include "target.h"

namespace waymark {
namespace {

constexpr std::size_t kWorthPacking = 1024;  // Bytes of a body.
constexpr int kFastGzip = 1;
// How often one address may fail to prove who it is: guessing keys must not be quick.  Source: docs/http-api.md.
constexpr double kFailuresAtOnce = 10, kFailuresPerMinute = 10;
constexpr int kUnauthenticated = 401;

bool is_read(std::string_view method) { return method == "GET" || method == "HEAD"; }

bool has_header(const ApiResponse& answer, std::string_view name) {
  return std::any_of(answer.headers.begin(), answer.headers.end(),
                     [&](const auto& header) { return same_ignoring_case(header.first, name); });
}

// What goes out with every answer, unless it already says so itself.
void add_common_headers(ApiResponse& answer, std::string_view request_id) {
  const auto add = [&](const char* name, std::string_view value) {
    if (!has_header(answer, name)) answer.headers.emplace_back(name, value);
  };
  add("X-Request-Id", request_id);
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Vary", "Authorization, Accept, Accept-Encoding, Origin");
  add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  add("X-Frame-Options", "DENY");
  add("Cross-Origin-Resource-Policy", "same-origin");
}

void add_limit_headers(ApiResponse& answer, const Allowance& allowance) {
  answer.headers.emplace_back("RateLimit-Limit", std::to_string(allowance.limit));
  answer.headers.emplace_back("RateLimit-Remaining", std::to_string(allowance.remaining));
  answer.headers.emplace_back("RateLimit-Reset", std::to_string(allowance.reset.count()));
}

void pack(ApiResponse& answer) {
  if (answer.body.size() < kWorthPacking || has_header(answer, "Content-Encoding")) return;
  std::string packed = gzip(answer.body, kFastGzip);
  if (packed.empty() || packed.size() >= answer.body.size()) return;
  answer.body = std::move(packed);
  answer.headers.emplace_back("Content-Encoding", "gzip");
}

// The host and port of an Origin: "https://a.example:8443" -> "a.example:8443".
std::string_view authority(std::string_view origin) {
  const std::size_t scheme = origin.find("://");
  return scheme == std::string_view::npos ? std::string_view{} : origin.substr(scheme + 3);
}

}  // namespace

Site::Site(SiteOptions options, SearchIndex& index)
    : options_(std::move(options)),
      pages_(options_.files, options_.base, schema_text()),
      cors_(options_.cors_origins),
      limits_(options_.rate_limit ? std::make_unique<RateLimits>(*options_.rate_limit) : nullptr),
      failures_(std::make_unique<RateLimits>(
          RateLimit{.per_second = kFailuresPerMinute / 60, .burst = kFailuresAtOnce})),
      index_(index) {}

ApiResponse Site::refusal(std::string_view code, std::string_view detail) const {
  const std::string id = request_id_from("");
  ApiResponse answer = problem_response(code, detail, id);
  add_common_headers(answer, id);
  return answer;
}

// The path below the mount point; empty when the address is not well-formed.
std::string Site::path_of(std::string_view target) const {
  auto read = read_target(target);
  return read ? below_base(std::move(read->path)) : std::string();
}

std::size_t Site::body_limit(std::string_view method, std::string_view target) const {
  const std::string path = path_of(target);
  const std::size_t chat = options_.chat != nullptr && method == "POST" ? chat_body_limit(path) : 0;
  return std::max(waymark::body_limit(method, path), chat);
}

std::optional<ApiResponse> Site::gate(const SiteRequest& request, std::string_view path,
                                      std::string_view id) const {
  const auto known = [&](std::string_view host) {
    return std::find(options_.hosts.begin(), options_.hosts.end(), lower(host)) != options_.hosts.end();
  };
  if (!known(field_of(request.fields, "Host")))
    return problem_response("bad_host",
                            "This server answers to " + join(options_.hosts, ", ") +
                                "; set public_url to the address people use.",
                            id);
  // What a chat service signs is answered by its own clearance, also through a proxy.
  if (options_.caller.everything && !is_hook_path(path))
    for (const char* name : {"Forwarded", "X-Forwarded-For", "Via"})
      if (!field_of(request.fields, name).empty())
        return problem_response(
            "forwarded",
            "This server shows everything to whoever is on this machine, and the request came through a "
            "proxy; set anonymous to the level that people behind the proxy may see.",
            id);
  if (is_read(request.method) || is_welcome(request, path)) return std::nullopt;
  const std::string_view origin = field_of(request.fields, "Origin");
  const bool foreign = !origin.empty() && !known(authority(origin));
  if (foreign || same_ignoring_case(field_of(request.fields, "Sec-Fetch-Site"), "cross-site"))
    return problem_response("origin_not_allowed", "Pages of other sites may not send this.", id);
  return std::nullopt;
}

// Whether the page that sends this, although of another site, is one that was let in: by the configuration, or
// as a tool for assistants on this machine, at whatever port.
bool Site::is_welcome(const SiteRequest& request, std::string_view path) const {
  const std::string_view origin = field_of(request.fields, "Origin");
  if (cors_.lists(origin)) return true;
  const std::string_view host = authority(origin);
  const std::string_view name = host.substr(0, host.starts_with('[') ? host.find(']') + 1 : host.find(':'));
  return options_.loopback && is_mcp_path(path) &&
         (name == "localhost" || name == "127.0.0.1" || name == "[::1]");
}

// The page's own files cost nothing: they are in memory, and a browser asks for many at once.
std::optional<Allowance> Site::take_allowance(const SiteRequest& request, std::string_view path) const {
  if (limits_ == nullptr) return std::nullopt;
  const bool chat = is_mcp_path(path) || is_hook_path(path) || is_action_path(path);
  const double cost = chat ? 1 : is_api_path(path) ? request_cost(path) : 0;
  return limits_->take(asking(request), cost, RateLimits::Clock::now());
}

std::string Site::asking(const SiteRequest& request) const {
  return caller_network(
      asking_address(request.peer, field_of(request.fields, "X-Forwarded-For"), options_.trusted_proxies));
}

// Only where somebody proves who he is: the signed requests of chat services.
std::optional<Allowance> Site::too_many_failures(const SiteRequest& request, std::string_view path) const {
  if (!is_hook_path(path)) return std::nullopt;
  const std::string caller = asking(request);
  const auto now = RateLimits::Clock::now();
  if (failures_->take(caller, 0, now).remaining > 0) return std::nullopt;
  const Allowance used_up = failures_->take(caller, 1, now);
  return used_up.granted ? std::nullopt : std::optional(used_up);
}

ApiResponse Site::over_limit(const SiteRequest& request, const Allowance& allowance, std::string_view path,
                             std::string_view id) const {
  const std::string wait = std::to_string(allowance.retry_after.count());
  std::string detail = "Too many requests; ask again in " + wait + " s.";
  // Else everybody behind that proxy looks like one, and nobody would find out why.
  const bool proxied = !field_of(request.fields, "X-Forwarded-For").empty();
  if (proxied && asking_address(request.peer, "0.0.0.0", options_.trusted_proxies) == request.peer)
    detail += " All who come through the proxy at " + request.peer +
              " count as one until trusted_proxies names it.";
  ApiResponse answer =
      is_mcp_path(path) ? Chat::refusal(429, detail) : problem_response("rate_limited", detail, id);
  answer.headers.emplace_back("Retry-After", wait);
  return answer;
}

// Behind a proxy that keeps the path of public_url as behind one that takes it off.
std::string Site::below_base(std::string path) const {
  if (options_.base == "/") return path;
  if (path + "/" == options_.base) return "/";
  if (path.starts_with(options_.base)) return path.substr(options_.base.size() - 1);
  return path;
}

ApiResponse Site::route(const SiteRequest& request, std::string_view id) const {
  // The mount point itself ends in a slash; no other path does.
  const std::size_t end = std::min(request.target.find('?'), request.target.size());
  const bool mount = std::string_view(request.target).substr(0, end) == options_.base;
  auto target = read_target(mount ? "/" + request.target.substr(end) : request.target);
  if (!target)
    return problem_response("bad_path", "The address is not taken: " + target.error().message + ".", id);
  const std::string path = below_base(std::move(target->path));
  const std::string_view etag = field_of(request.fields, "If-None-Match");
  const bool chat = is_mcp_path(path) || is_hook_path(path) || is_action_path(path);
  if (options_.chat != nullptr && chat)
    return options_.chat->answer({request.method, path, request.fields, request.body}, index_,
                                 options_.caller);
  if (is_api_path(path))
    return handle({.method = request.method,
                   .path = path,
                   .query = std::move(target->query),
                   .body = request.body,
                   .content_type = std::string(field_of(request.fields, "Content-Type")),
                   .if_none_match = std::string(etag),
                   .accept = std::string(field_of(request.fields, "Accept")),
                   .request_id = std::string(id)},
                  index_, options_.caller, options_.api);
  if (!is_read(request.method)) {
    ApiResponse refused = problem_response("method_not_allowed", "This address takes GET and HEAD.", id);
    refused.headers.emplace_back("Allow", "GET, HEAD");
    return refused;
  }
  auto page = pages_.answer(path, etag, takes_gzip(field_of(request.fields, "Accept-Encoding")));
  return page ? std::move(*page)
              : problem_response("not_found", "There is nothing here, or you may not see it.", id);
}

ApiResponse Site::answer(const SiteRequest& request) const {
  const std::string id = request_id_from(field_of(request.fields, "X-Request-Id"));
  const std::string path = path_of(request.target);
  const std::string_view origin = field_of(request.fields, "Origin");
  auto refused = gate(request, path, id);
  if (refused && is_mcp_path(path))
    refused = Chat::refusal(refused->status,
                            "The request came from another site, under another name or through a proxy.");
  const bool preflight = request.method == "OPTIONS" && cors_.lists(origin);
  // A browser asks before a page's request by itself: that is no request of the page's own.
  const auto allowance = refused || preflight ? std::nullopt : take_allowance(request, path);
  if (allowance && !allowance->granted) refused = over_limit(request, *allowance, path, id);
  if (const auto failed = refused ? std::nullopt : too_many_failures(request, path))
    refused = over_limit(request, *failed, path, id);
  ApiResponse answer = refused ? std::move(*refused) : preflight ? cors_.preflight() : route(request, id);
  if (answer.status == kUnauthenticated) failures_->take(asking(request), 1, RateLimits::Clock::now());
  if (takes_gzip(field_of(request.fields, "Accept-Encoding"))) pack(answer);
  add_common_headers(answer, id);
  if (allowance) add_limit_headers(answer, *allowance);
  cors_.admit(answer, origin);
  return answer;
}

}  // namespace waymark
