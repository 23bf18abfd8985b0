#include "config_section.h"

#include <algorithm>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

constexpr std::size_t kAccountDigits =
    12;  // Of an AWS account, the usual number that stands for an instance.

}  // namespace

std::string advice(std::string_view word, const std::vector<std::string>& known) {
  if (const std::string near = nearest(word, known); !near.empty())
    return "; did you mean " + in_quotes(near) + "?";
  std::vector<std::string> sorted = known;
  std::sort(sorted.begin(), sorted.end());
  return "; known are " + join(sorted, ", ");
}

void ConfigLog::refuse(std::uint32_t line, std::string_view where, std::string message) {
  if (error_) return;
  std::string place = file_.empty() ? "configuration" : file_;
  if (line > 0) place += " line " + std::to_string(line);
  if (!where.empty()) place += ", " + std::string(where);
  error_ = Error{ErrorCode::InvalidInput, place + ": " + std::move(message)};
}

ConfigSection::ConfigSection(ConfigLog& log, const Value& value, std::string where)
    : log_(log), value_(value), where_(std::move(where)) {
  if (!value.is_object() && !value.is_null())
    log_.refuse(value.line, where_,
                "a mapping of keys to values is expected here, not " + in_quotes(value.text()));
}

std::string ConfigSection::where(std::string_view key) const {
  if (key.empty()) return where_;
  return where_.empty() ? std::string(key) : where_ + "." + std::string(key);
}

void ConfigSection::refuse(std::string_view key, std::string message) {
  const Value& member = value_[key];
  log_.refuse(member.line > 0 ? member.line : value_.line, where(key), std::move(message));
}

const Value& ConfigSection::value(std::string_view key) {
  known_.emplace_back(key);
  return value_[key];
}

std::string ConfigSection::text(std::string_view key) {
  const Value& member = value(key);
  if (member.is_array() || member.is_object()) {
    refuse(key, "one value is expected here, not a list or a mapping");
    return {};
  }
  return std::string(trim(member.text()));
}

std::string ConfigSection::needed_text(std::string_view key) {
  std::string found = text(key);
  if (found.empty()) log_.refuse(value_.line, where_, in_quotes(key) + " is missing or empty");
  return found;
}

std::string ConfigSection::identifier(std::string_view key) {
  std::string found = text(key);
  if (value_[key].is_number() && found.size() != kAccountDigits)
    refuse(key, found + " is read as a number, which loses leading zeros; write it in quotes");
  return found;
}

std::vector<std::string> ConfigSection::texts(std::string_view key) {
  const Value& member = value(key);
  if (member.is_object()) refuse(key, "a text or a list of texts is expected here, not a mapping");
  for (const Value& item : member.items())
    if (!item.is_scalar()) refuse(key, "every item of the list must be a text");
  return member.texts();
}

std::string ConfigSection::choice(std::string_view key, const std::vector<std::string>& allowed) {
  const std::string found = text(key);
  if (found.empty()) return {};
  for (const std::string& one : allowed)
    if (same_ignoring_case(one, found)) return one;
  refuse(key, in_quotes(found) + " is not a value here" + advice(found, allowed));
  return {};
}

const std::vector<Value>& ConfigSection::list(std::string_view key) {
  const Value& member = value(key);
  if (!member.is_array() && !member.is_null()) refuse(key, "a list is expected here");
  return member.items();
}

const Value::Members& ConfigSection::mapping(std::string_view key) {
  const Value& member = value(key);
  if (!member.is_object() && !member.is_null()) refuse(key, "a mapping is expected here");
  return member.members();
}

void ConfigSection::refuse_other_keys() {
  for (const auto& [key, member] : value_.members()) {
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    log_.refuse(member.line > 0 ? member.line : value_.line, where_,
                "unknown key " + in_quotes(key) + advice(key, known_));
  }
}

}  // namespace waymark
