#include "site.h"

#include "waymark/base/strings.h"

#include "framing.h"
#include "gzip.h"
#include "target.h"

namespace waymark {
namespace {

constexpr std::size_t kWorthPacking = 1024;  // Bytes of a body.
constexpr int kFastGzip = 1;

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
    : options_(std::move(options)), pages_(options_.files, options_.base), index_(index) {}

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
  if (is_read(request.method)) return std::nullopt;
  const std::string_view origin = field_of(request.fields, "Origin");
  const bool foreign = !origin.empty() && !known(authority(origin));
  if (foreign || same_ignoring_case(field_of(request.fields, "Sec-Fetch-Site"), "cross-site"))
    return problem_response("origin_not_allowed", "Pages of other sites may not send this.", id);
  return std::nullopt;
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
  if (options_.chat != nullptr && (is_mcp_path(path) || is_hook_path(path)))
    return options_.chat->answer({request.method, path, request.fields, request.body}, index_,
                                 options_.caller);
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
  auto refused = gate(request, path, id);
  if (refused && is_mcp_path(path))
    refused = Chat::refusal(refused->status,
                            "The request came from another site, under another name or through a proxy.");
  ApiResponse answer = refused ? std::move(*refused) : route(request, id);
  if (takes_gzip(field_of(request.fields, "Accept-Encoding"))) pack(answer);
  add_common_headers(answer, id);
  return answer;
}

}  // namespace waymark
