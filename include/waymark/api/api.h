// api.h - the JSON API without HTTP: a request as plain values in, an answer as plain values out.
//
//   ApiResponse answer = handle({.path = "/api/v1/search", .query = {{"q", "orders"}}}, index, caller);
//
// Paths, methods and parameters are the rows of src/api/routes.cpp; a request that fits no row is refused
// with a problem document (RFC 9457), never with an exception. The same request over the same content by
// callers with the same access gives the same bytes, but for took_ms, generation, as_of and the request id.
//
// Threads: handle() may be called from any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "waymark/base/time.h"
#include "waymark/search/search_index.h"

namespace waymark {

// Who asks, as worked out from credentials or from how the server was started. Everything downstream takes
// only this.
struct Caller {
  std::string subject = "anonymous";
  bool everything = false;  // The highest level and all groups.
  std::string clearance;    // Name of a level; a name the index does not know counts as the lowest.
  std::vector<std::string> groups;
  std::vector<std::string> scopes = {"catalog:read"};
  std::string via = "anonymous";  // "anonymous", "loopback", "token"…
};

using NameValues = std::vector<std::pair<std::string, std::string>>;

struct ApiRequest {
  std::string method = "GET";  // HEAD is answered like GET; who sends the answer leaves the body out.
  std::string path;            // Percent-decoded once.
  NameValues query;            // Decoded pairs, in order.
  std::string body;
  std::string content_type;
  std::string if_none_match;
  std::string accept;
  std::string request_id;  // As the caller sent it; one is made when it is empty or malformed.
};

// Takes the next piece of an answer; false when nobody reads any more.
using BodySink = std::function<bool(std::string_view)>;

struct ApiResponse {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  NameValues headers;
  std::string body;
  // In place of `body`, for answers of any length: writes it piece by piece. False when it broke off, which who
  // sends it must show: a cut answer may not look whole. Called once, on the thread that got the answer.
  std::function<bool(const BodySink&)> stream;
};

struct ApiSettings {
  std::string version;
  std::string public_url;   // Without a slash at the end; empty: addresses in answers are relative.
  std::optional<Time> now;  // Instead of the index's clock.
  std::uint64_t most_exported = 100'000;  // Results in one export.
  // After `search_enough` a search leaves out what it can do without, after `search_too_long` it is given up.
  std::chrono::milliseconds search_enough{400}, search_too_long{2000};
};

ApiResponse handle(const ApiRequest& request, SearchIndex& index, const Caller& caller,
                   const ApiSettings& settings = {});

// A problem document for what goes wrong before or outside the API: code of the table in problems.h.
ApiResponse problem_response(std::string_view code, std::string_view detail, std::string_view request_id);

// The answer of /api/v1/schema: the same for every caller and every index, so the page's shell carries it.
std::string schema_text();

bool is_api_path(std::string_view path);  // Answered by handle(): /api/…, /healthz, /readyz, /problems/….
// Most bytes of a body such a request may have; 0 when it takes none.
std::size_t body_limit(std::string_view method, std::string_view path);

// How much of a caller's allowance such a request takes, in ordinary requests; 0 for what is not limited.
double request_cost(std::string_view path);

// `offered` when it is a well-formed request id, else a new one.
std::string request_id_from(std::string_view offered);

}  // namespace waymark
