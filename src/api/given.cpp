#include "given.h"

#include <charconv>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

Answer<std::string> checked_text(const Parameter& row, const Given& given) {
  // Line ends and the like are blanks to a search.
  std::string text = given.value;
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  if (code_points(text) <= static_cast<std::size_t>(row.max)) return text;
  return bad_value({given.name, "…", given.in}, "is longer than " + std::to_string(row.max) + " characters");
}

Answer<std::string> checked_integer(const Parameter& row, const Given& given) {
  const auto number = whole_number(given.value);
  if (number && *number >= row.min && *number <= row.max) return std::to_string(*number);
  return bad_value(
      given, "is not a whole number from " + std::to_string(row.min) + " to " + std::to_string(row.max));
}

Answer<std::string> checked_names(const Parameter& row, const Given& given) {
  const std::vector<std::string> allowed = row.allowed();
  const bool list = row.type == ParameterType::List;
  const std::vector<std::string> parts =
      list ? split_words(given.value, ',') : std::vector<std::string>{given.value};
  if (parts.empty()) return bad_value(given, "names nothing; use " + listed(allowed), allowed);
  for (const std::string& part : parts) {
    if (std::find(allowed.begin(), allowed.end(), part) != allowed.end()) continue;
    const std::string near = nearest(part, allowed);
    const std::string way_out = near.empty() ? "use one of " + listed(allowed) : "did you mean " + near + "?";
    return bad_value({given.name, part, given.in}, "is not known; " + way_out, allowed);
  }
  return join(parts, ",");
}

}  // namespace

std::string listed(const std::vector<std::string>& values) {
  constexpr std::size_t kShown = 20;
  const std::vector<std::string> first(
      values.begin(), values.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, values.size())));
  const std::string more =
      values.size() > kShown ? " and " + std::to_string(values.size() - kShown) + " more" : "";
  return join(first, ", ") + more;
}

ProblemPlace place_of(const Given& given, std::string detail, std::vector<std::string> allowed) {
  const std::string name = given.in == ProblemPlace::In::Pointer
                               ? "/" + replace_all(replace_all(given.name, "~", "~0"), "/", "~1")
                               : given.name;
  return {given.in, name, std::move(detail), std::move(allowed)};
}

std::string shown(std::string_view text) {
  return std::string(valid_utf8(text) ? cut_utf8(text, 80) : "(not UTF-8)");
}

tl::unexpected<Problem> bad_value(const Given& given, const std::string& what,
                                  std::vector<std::string> allowed) {
  Problem problem{.code = "bad_value",
                  .detail = shown(given.name) + "=" + shown(given.value) + " " + what + "."};
  problem.errors.push_back(place_of(given, what, std::move(allowed)));
  return refuse(std::move(problem));
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Answer<std::string> checked_value(const Parameter& row, const Given& given) {
  switch (row.type) {
    case ParameterType::Text:
      return checked_text(row, given);
    case ParameterType::Integer:
      return checked_integer(row, given);
    case ParameterType::Choice:
    case ParameterType::List:
      return checked_names(row, given);
    case ParameterType::Flag:
      if (given.value == "0" || given.value == "1") return given.value;
      return bad_value(given, "is neither 0 nor 1", {"0", "1"});
    case ParameterType::Moment:
      if (parse_moment(given.value, Time{})) return given.value;
      return bad_value(given, "is no date (2026-03-01), time (2026-03-01T08:15:00Z) or age (7d, 24h)");
  }
  return given.value;
}

std::optional<Time> parse_moment(std::string_view text, Time now) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  if (const bool age =
          !is_digit(text.back()) && text.back() != 'Z' && text.find('-') == std::string_view::npos;
      age) {
    const auto length = parse_duration(text);
    if (!length) return std::nullopt;
    return now - *length;
  }
  // A bare number could be anything.
  if (std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  return parse_time(text);
}

}  // namespace waymark
