// plain_pages.cpp - what machines and people read as plain text: health, readiness, the meaning of a
// problem's code.
#include "routes.h"

namespace waymark {
namespace {

ApiResponse plain(int status, std::string body, std::string_view caching) {
  return {.status = status,
          .content_type = "text/plain; charset=utf-8",
          .headers = {{"Cache-Control", std::string(caching)}},
          .body = std::move(body)};
}

}  // namespace

Answer<ApiResponse> answer_health(const Call&) { return plain(200, "ok\n", "no-store"); }

Answer<ApiResponse> answer_ready(const Call& call) {
  if (call.index.generation() != nullptr) return plain(200, "ok\n", "no-store");
  ApiResponse answer = plain(503, "index_unavailable\n", "no-store");
  answer.headers.emplace_back("Retry-After", "3");
  return answer;
}

Answer<ApiResponse> answer_problem_page(const Call& call) {
  const ProblemKind* kind = find_problem_kind(call.path_value);
  if (kind == nullptr) return refuse(not_found());
  const std::string text = std::string(kind->code) + " (status " + std::to_string(kind->status) + ")\n\n" +
                           std::string(kind->title) + ".\n\n" + std::string(kind->help) + "\n";
  return plain(200, text, "public, max-age=3600");
}

}  // namespace waymark
