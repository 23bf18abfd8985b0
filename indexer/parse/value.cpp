#include "waymark/parse/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <type_traits>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

const Value kNull;
const Value::Items kNoItems;
const Value::Members kNoMembers;

// 2^63: doubles below it and not below its negative are exact or rounded within int64_t.
constexpr double kIntegerEnd = 9223372036854775808.0;

template <typename Number>
std::optional<Number> whole_number(std::string_view text) {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> exact_integer(double number) {
  if (!(number >= -kIntegerEnd && number < kIntegerEnd) || std::trunc(number) != number) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::optional<bool> spelled_boolean(std::string_view text) {
  const std::string word = lower(trim(text));
  for (const std::string_view yes : {"true", "yes", "y", "t", "on", "1"})
    if (word == yes) return true;
  for (const std::string_view no : {"false", "no", "n", "f", "off", "0"})
    if (word == no) return false;
  return std::nullopt;
}

// The shortest digits that read back as the same number. A point is kept, so that a version 1.0 stays "1.0".
std::string number_text(double number) {
  if (!std::isfinite(number)) return {};
  char buffer[64];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number);
  std::string text(buffer, error == std::errc() ? end : buffer);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

}  // namespace

const Value& Value::operator[](std::string_view key) const {
  const Members& all = members();
  // From the back: while an object is being read, the last of equal keys is the one that counts.
  for (auto member = all.rbegin(); member != all.rend(); ++member)
    if (member->first == key) return member->second;
  return kNull;
}

const Value& Value::first_of(std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys)
    if (const Value& value = (*this)[key]; !value.is_null()) return value;
  return kNull;
}

const Value::Items& Value::items() const {
  const Items* items = std::get_if<Items>(&data_);
  return items != nullptr ? *items : kNoItems;
}

const Value::Members& Value::members() const {
  const Members* members = std::get_if<Members>(&data_);
  return members != nullptr ? *members : kNoMembers;
}

std::string Value::text() const {
  if (const auto* string = std::get_if<std::string>(&data_)) return *string;
  if (const auto* integer = std::get_if<std::int64_t>(&data_)) return std::to_string(*integer);
  if (const auto* number = std::get_if<double>(&data_)) return number_text(*number);
  if (const auto* boolean = std::get_if<bool>(&data_)) return *boolean ? "true" : "false";
  return {};
}

std::string_view Value::string() const {
  const auto* string = std::get_if<std::string>(&data_);
  return string != nullptr ? std::string_view(*string) : std::string_view();
}

std::optional<std::int64_t> Value::integer() const {
  if (const auto* integer = std::get_if<std::int64_t>(&data_)) return *integer;
  if (const auto* number = std::get_if<double>(&data_)) return exact_integer(*number);
  if (!is_string()) return std::nullopt;
  return whole_number<std::int64_t>(string());
}

std::optional<double> Value::number() const {
  if (const auto* integer = std::get_if<std::int64_t>(&data_)) return static_cast<double>(*integer);
  if (const auto* number = std::get_if<double>(&data_)) return *number;
  if (!is_string()) return std::nullopt;
  const std::optional<double> number = whole_number<double>(string());
  return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<bool> Value::boolean() const {
  if (const auto* boolean = std::get_if<bool>(&data_)) return *boolean;
  if (is_string()) return spelled_boolean(string());
  const std::optional<std::int64_t> number = integer();
  if (number == 0 || number == 1) return number == 1;
  return std::nullopt;
}

std::vector<std::string> Value::texts() const {
  std::vector<std::string> out;
  const auto add = [&out](const Value& value) {
    if (std::string text = value.text(); !text.empty()) out.push_back(std::move(text));
  };
  if (is_scalar()) add(*this);
  for (const Value& item : items()) add(item);
  return out;
}

Value::Items& Value::make_array() { return data_.emplace<Items>(); }
Value::Members& Value::make_object() { return data_.emplace<Members>(); }

void Value::set(std::string key, Value value) {
  if (!is_object()) make_object();
  Members& all = std::get<Members>(data_);
  for (auto& [name, held] : all)
    if (name == key) {
      held = std::move(value);
      return;
    }
  all.emplace_back(std::move(key), std::move(value));
}

}  // namespace waymark
