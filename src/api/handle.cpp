#include <random>

#include "waymark/base/hash.h"
#include "waymark/base/strings.h"

#include "routes.h"

namespace waymark {
namespace {

constexpr std::string_view kRevalidate = "private, max-age=0, must-revalidate";

// What this caller holds, in the levels of one index.
Access access_of(const Caller& caller, const std::vector<std::string>& levels) {
  if (caller.everything) return Access::all();
  Access access{.groups = caller.groups};
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (levels[i] == caller.clearance) access.clearance = static_cast<std::uint8_t>(i);
  return access;
}

Result<Viewer> view_of(SearchIndex& index, const Caller& caller) {
  index.refresh();
  const auto generation = index.generation();
  if (generation == nullptr) return fail(ErrorCode::NotFound, "no index yet");
  auto viewer = index.view(access_of(caller, generation->manifest().levels));
  // A generation with other levels may have come in between: then the access was worked out by the wrong
  // list.
  if (viewer && viewer->manifest().levels != generation->manifest().levels)
    return index.view(access_of(caller, viewer->manifest().levels));
  return viewer;
}

std::string written_at(const std::filesystem::path& file) {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(file, error);
  return error ? std::string() : std::to_string(time.time_since_epoch().count());
}

// Depends on what the caller can see and asked, never on hidden content or on when it was published.
std::string entity_tag(const Call& call, const Route& route) {
  std::string text = std::string(route.pattern) + "\n" + call.path_value + "\n" +
                     call.parameters.canonical() + "\n" + call.settings.version + "\n" +
                     call.settings.public_url + "\n" + format_time(call.now) + "\n" + call.caller.subject +
                     "\n" + call.caller.via + "\n" + call.caller.clearance + "\n" +
                     join(call.caller.groups, ",") + "\n" + join(call.caller.scopes, ",") + "\n";
  if (call.caller.everything) text += call.index.problem() + "\n";
  // Also the order by what runs saw, which may differ where content came back to what it was.
  const bool by_runs = call.parameters.given("sort") && call.parameters.text("sort").ends_with("changed");
  if (route.history || by_runs) text += std::string(call.accept) + "\n" + call.viewer->history_mark() + "\n";
  if (route.history && call.caller.everything) text += written_at(call.index.folder() / "report.json") + "\n";
  text += call.viewer->ranking_mark() + "\n";
  const Access access = access_of(call.caller, call.viewer->manifest().levels);
  std::vector<std::string> seen;
  for (const ClassInfo& shard : call.viewer->manifest().classes)
    if (access.may_see(shard.access))
      seen.push_back(std::to_string(shard.access.level) + " " + join(shard.access.groups, ",") + " " +
                     shard.content);
  std::sort(seen.begin(), seen.end());
  return "W/\"" + to_hex(sha256(text + join(seen, "\n"))).substr(0, 32) + "\"";
}

// `header` is a list of tags; weak comparison. "*" names none: whether there is anything is only known after
// a look.
bool names_tag(std::string_view header, std::string_view tag) {
  for (const std::string& part : split_words(header, ','))
    if (part == tag || "W/" + part == tag) return true;
  return false;
}

bool has_cache_control(const ApiResponse& answer) {
  return std::any_of(answer.headers.begin(), answer.headers.end(),
                     [](const auto& header) { return header.first == "Cache-Control"; });
}

Answer<ApiResponse> run_with_index(const RouteMatch& match, const Parameters& parameters,
                                   const ApiRequest& request, SearchIndex& index, const Caller& caller,
                                   const ApiSettings& settings) {
  auto leased = view_of(index, caller);
  if (!leased) return refuse(problem_of(leased.error()));
  const auto viewer = std::make_shared<const Viewer>(std::move(*leased));
  const Call call{.parameters = parameters,
                  .path_value = match.path_value,
                  .caller = caller,
                  .settings = settings,
                  .index = index,
                  .accept = request.accept,
                  .body = request.body,
                  .content_type = request.content_type,
                  .viewer = viewer,
                  .now = settings.now ? full_hour(*settings.now) : viewer->now()};
  const bool cached = request.method != "POST" && match.route->cached;
  const std::string tag = cached ? entity_tag(call, *match.route) : std::string();
  const NameValues headers = {{"Cache-Control", std::string(kRevalidate)}, {"ETag", tag}};
  // Only an address with something at it was ever given a tag.
  if (cached && names_tag(request.if_none_match, tag)) return ApiResponse{.status = 304, .headers = headers};
  auto answer = match.route->handler(call);
  // One that says so itself, because time cut it short, is nothing to keep or to compare with.
  if (answer && has_cache_control(*answer)) return answer;
  if (answer && cached)
    answer->headers.insert(answer->headers.end(), headers.begin(), headers.end());
  else if (answer && !match.route->cached)
    answer->headers.emplace_back("Cache-Control", "no-store");
  else if (answer)
    answer->headers.push_back(headers.front());
  return answer;
}

Answer<ApiResponse> run(const ApiRequest& request, SearchIndex& index, const Caller& caller,
                        const ApiSettings& settings) {
  const RouteMatch match = find_route(request.path);
  if (match.route == nullptr) return refuse(not_found());
  const Route& route = *match.route;
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const bool method_known =
      route.text_body ? request.method == "POST" : reads || (route.post && request.method == "POST");
  const std::string_view methods = route.text_body ? "POST" : route.post ? "GET, HEAD, POST" : "GET, HEAD";
  if (!method_known)
    return refuse({.code = "method_not_allowed",
                   .detail = "This address takes " + std::string(methods) + ".",
                   .headers = {{"Allow", std::string(methods)}}});
  if (!route.scope.empty() &&
      std::find(caller.scopes.begin(), caller.scopes.end(), route.scope) == caller.scopes.end())
    return refuse(
        {.code = "insufficient_scope", .detail = "This needs the scope " + std::string(route.scope) + "."});
  const auto parameters = read_parameters(route, request);
  if (!parameters) return refuse(parameters.error());
  if (route.needs == Needs::Nothing)
    return route.handler({.parameters = *parameters,
                          .path_value = match.path_value,
                          .caller = caller,
                          .settings = settings,
                          .index = index});
  auto answer = run_with_index(match, *parameters, request, index, caller, settings);
  // The generation was removed under the search: once more, on the one that took its place.
  if (!answer && answer.error().code == "index_unavailable" && index.generation() != nullptr)
    answer = run_with_index(match, *parameters, request, index, caller, settings);
  return answer;
}

}  // namespace

ApiResponse handle(const ApiRequest& request, SearchIndex& index, const Caller& caller,
                   const ApiSettings& settings) {
  const std::string id = request_id_from(request.request_id);
  auto answer = run(request, index, caller, settings);
  ApiResponse response = answer ? std::move(*answer) : problem_answer(answer.error(), id);
  response.headers.emplace_back("X-Request-Id", id);
  response.headers.emplace_back("Vary", "Authorization, Accept, Accept-Encoding, Origin");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  return response;
}

bool is_api_path(std::string_view path) {
  return path == "/api" || path.starts_with("/api/") || path == "/healthz" || path == "/readyz" ||
         path == "/openapi.json" || path == "/llms.txt" ||
         path.starts_with("/problems/");
}

std::size_t body_limit(std::string_view method, std::string_view path) {
  const RouteMatch match = find_route(path);
  return method == "POST" && match.route != nullptr && match.route->post ? match.route->most_body : 0;
}

double request_cost(std::string_view path) {
  const RouteMatch match = find_route(path);
  return match.route == nullptr ? 1 : match.route->cost;
}

std::string request_id_from(std::string_view offered) {
  const bool well_formed =
      !offered.empty() && offered.size() <= 64 && std::all_of(offered.begin(), offered.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '_' || c == '-';
      });
  if (well_formed) return std::string(offered);
  thread_local std::random_device entropy;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id;
  for (int i = 0; i < 4; ++i)
    for (unsigned int bits = entropy(), digit = 0; digit < 8; ++digit, bits >>= 4) id += kDigits[bits & 15];
  return id;
}

}  // namespace waymark
