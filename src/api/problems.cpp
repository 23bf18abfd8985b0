#include "problems.h"

namespace waymark {
namespace {

constexpr ProblemKind kKinds[] = {
    {"bad_path", 400, "The address is not well-formed",
     "An address may hold no empty, '.' or '..' segments, no ';', no encoded slash and no control "
     "characters."},
    {"bad_request", 400, "The request is not well-formed HTTP",
     "Send one complete HTTP/1.1 request with a Host."},
    {"bad_json", 400, "The body is not acceptable JSON",
     "Send one JSON object in UTF-8 without a byte order mark: no duplicate names, at most 32 levels deep, "
     "whole numbers "
     "up to 2^53."},
    {"bad_value", 400, "A parameter has a value that is not allowed",
     "The member errors names the parameter and, where the list is closed, the values that are allowed."},
    {"unknown_parameter", 400, "There is no such parameter",
     "Parameters are never ignored, so that a typing error cannot widen a result. The parameters of an "
     "address are in "
     "/api/v1/schema and in the documentation."},
    {"query_too_complex", 400, "The search has too many parts",
     "Use at most 50 filter values in one request."},
    {"page_too_deep", 400, "The page lies past what paging reaches",
     "Pages reach result 2,000. Narrow the search with words or filters, or take all of it from /api/v1/export."},
    {"export_too_large", 400, "There are more results than one export gives",
     "Narrow the search with words or filters, in several exports if need be; `waymark export` has no limit."},
    {"bad_host", 403, "The server does not answer to this host name",
     "Ask under the server's own address, or set public_url to the address people use."},
    {"forwarded", 403, "A proxy stands in front of a server that lets everybody see everything",
     "Set anonymous to the level that people behind the proxy may see, then start the server again."},
    {"origin_not_allowed", 403, "Another site's page may not send this", "Send it from the catalog's own page or from a program."},
    {"insufficient_scope", 403, "The credentials do not cover this",
     "Ask for a token that holds the scope named in detail."},
    {"not_found", 404, "Not found", "There is nothing at this address, or you may not see it."},
    {"method_not_allowed", 405, "This address does not take this method",
     "The header Allow lists the methods it takes."},
    {"request_timeout", 408, "The request did not arrive in time", "Send it again, faster."},
    {"cursor_expired", 410, "The cursor's place is no longer kept",
     "Changes are kept for 90 days. Begin again without a cursor."},
    {"length_required", 411, "The body has no length", "Send Content-Length, or the body in chunks."},
    {"too_large", 413, "The body is too large",
     "A search has at most 16 KB of body, a contract 512 KB, a message to /mcp or from a chat 256 KB."},
    {"uri_too_long", 414, "The address is too long",
     "An address has at most 8 KB. A search can be sent as a POST with its parameters as JSON."},
    {"unsupported_media_type", 415, "The body is not of a type that is taken here",
     "Send JSON with Content-Type: application/json and no Content-Encoding."},
    {"headers_too_large", 431, "The header fields are too large",
     "A request has at most 32 KB and 100 header fields."},
    {"rate_limited", 429, "Too many requests",
     "Wait as long as Retry-After says. RateLimit-Remaining tells how many requests are left at once; "
     "rate_limit in waymark.yaml sets how many there are."},
    {"internal", 500, "Something went wrong in the server",
     "The request id leads to the entry in the server's log."},
    {"overloaded", 503, "The server has as much to do as it takes on", "Wait as long as Retry-After says."},
    {"search_timeout", 503, "The search took too long",
     "Use fewer or rarer words, or filters; a prefix of two letters can stand for thousands of words."},
    {"index_unavailable", 503, "There is no index to search yet",
     "Run `waymark index` for this server's index folder. The server takes the index over by itself."},
};

}  // namespace

std::span<const ProblemKind> problem_kinds() { return kKinds; }

const ProblemKind* find_problem_kind(std::string_view code) {
  for (const ProblemKind& kind : kKinds)
    if (kind.code == code) return &kind;
  return nullptr;
}

Problem not_found() {
  return {.code = "not_found", .detail = "There is nothing here, or you may not see it."};
}

Problem problem_of(const Error& error) {
  if (error.code == ErrorCode::NotFound || error.code == ErrorCode::Unavailable)
    return {.code = "index_unavailable",
            .detail = "No index is published yet; ask again in a moment.",
            .retry_after = 3};
  return {.code = "internal", .detail = "The server could not answer this request."};
}

}  // namespace waymark
