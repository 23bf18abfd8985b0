#include "json.h"
#include "problems.h"

namespace waymark {
namespace {

const char* member_of(ProblemPlace::In in) {
  switch (in) {
    case ProblemPlace::In::Parameter:
      return "parameter";
    case ProblemPlace::In::Pointer:
      return "pointer";
    case ProblemPlace::In::Header:
      return "header";
  }
  return "parameter";
}

Json place_json(const ProblemPlace& place) {
  Json json;
  json[member_of(place.in)] = place.name;
  set_given(json, "detail", place.detail);
  set_given(json, "allowed", place.allowed);
  return json;
}

}  // namespace

std::string to_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

ApiResponse json_answer(const Json& json) { return {.body = to_text(json)}; }

ApiResponse problem_answer(const Problem& problem, std::string_view request_id) {
  const ProblemKind* known = find_problem_kind(problem.code);
  const ProblemKind& kind = known != nullptr ? *known : *find_problem_kind("internal");
  Json json;
  json["type"] = "/problems/" + std::string(kind.code);
  json["title"] = kind.title;
  json["status"] = kind.status;
  json["code"] = kind.code;
  set_given(json, "detail", problem.detail);
  json["instance"] = "urn:request:" + std::string(request_id);
  for (const ProblemPlace& place : problem.errors) json["errors"].push_back(place_json(place));
  ApiResponse answer{
      .status = kind.status, .content_type = "application/problem+json", .body = to_text(json)};
  answer.headers = problem.headers;
  answer.headers.emplace_back("Cache-Control", "no-store");
  if (problem.retry_after) answer.headers.emplace_back("Retry-After", std::to_string(*problem.retry_after));
  return answer;
}

ApiResponse problem_response(std::string_view code, std::string_view detail, std::string_view request_id) {
  Problem problem{.code = code, .detail = std::string(detail)};
  if (code == "index_unavailable") problem.retry_after = 3;
  return problem_answer(problem, request_id);
}

}  // namespace waymark
