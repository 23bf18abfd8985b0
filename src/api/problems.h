// problems.h - everything that can be wrong with a request: stable codes, and the document that says so (RFC
// 9457).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/api/api.h"
#include "waymark/base/result.h"

namespace waymark {

struct ProblemKind {
  std::string_view code;
  int status;
  std::string_view title;
  std::string_view help;  // What to do about it, for /problems/{code}.
};

std::span<const ProblemKind> problem_kinds();
const ProblemKind* find_problem_kind(std::string_view code);

// Where in the request: a query parameter, a member of the body (JSON Pointer) or a header.
struct ProblemPlace {
  enum class In { Parameter, Pointer, Header };
  In in = In::Parameter;
  std::string name;
  std::string detail;
  std::vector<std::string> allowed;  // Values that would do.
};

// Not called Problem itself: readers have one of their own, and a program holds only one of a name.
struct ApiProblem {
  std::string_view code;  // Of problem_kinds().
  std::string detail;     // A sentence.
  std::vector<ProblemPlace> errors;
  std::optional<int> retry_after;  // Seconds.
  NameValues headers;
};
using Problem = ApiProblem;

template <typename T>
using Answer = tl::expected<T, Problem>;

inline tl::unexpected<Problem> refuse(Problem problem) { return tl::make_unexpected(std::move(problem)); }
// The one answer for what is absent and for what is hidden.
Problem not_found();
// What the search or the index reports, without its words: they may name files and things the caller may not
// know of.
Problem problem_of(const Error& error);

ApiResponse problem_answer(const Problem& problem, std::string_view request_id);

}  // namespace waymark
