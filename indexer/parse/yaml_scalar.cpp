#include "yaml_scalar.h"

#include <charconv>
#include <cmath>

namespace waymark {
namespace {

template <typename Number>
Value number_or_text(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size())
    if (Value value(number); value.text() == text) return value;
  return Value(std::string(text));
}

Value plain(std::string_view text) {
  if (text == "true" || text == "True" || text == "TRUE") return Value(true);
  if (text == "false" || text == "False" || text == "FALSE") return Value(false);
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") return {};
  if (text.find_first_not_of("-0123456789") == std::string_view::npos)
    return number_or_text<std::int64_t>(text);
  if (text.find_first_not_of("-+.0123456789eE") == std::string_view::npos)
    return number_or_text<double>(text);
  return Value(std::string(text));
}

}  // namespace

Value yaml_scalar(std::string_view tag, std::string_view text) {
  constexpr std::string_view kCore = "tag:yaml.org,2002:";
  if (tag.starts_with(kCore)) {
    tag.remove_prefix(kCore.size());
    if (tag == "int" || tag == "float" || tag == "bool" || tag == "null") return plain(text);
    return Value(std::string(text));
  }
  return tag == "?" || tag.empty() ? plain(text) : Value(std::string(text));
}

}  // namespace waymark
