// config_section.h - one mapping of waymark.yaml, whose every key must be one that was asked for.
//
//   ConfigSection section(log, value, "sources[2]");
//   source.name = section.text("name");
//   section.refuse_other_keys();
//
// The first thing wrong is kept in the log and everything after it is only gone through.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/parse/value.h"

namespace waymark {

class ConfigLog {
 public:
  explicit ConfigLog(std::string file) : file_(std::move(file)) {}
  // `message` goes on after the place: `"colour" is not a key here`.
  void refuse(std::uint32_t line, std::string_view where, std::string message);
  const std::optional<Error>& error() const { return error_; }

 private:
  std::string file_;
  std::optional<Error> error_;
};

class ConfigSection {
 public:
  // `where` is the path of keys to it, "" at the top. Anything but a mapping is refused; null is an empty
  // one.
  ConfigSection(ConfigLog& log, const Value& value, std::string where);

  std::string text(std::string_view key);
  std::string needed_text(std::string_view key);  // Refuses an absent or empty one.
  std::string identifier(std::string_view key);   // Text that may consist of digits: "0123" must be quoted.
  std::vector<std::string> texts(std::string_view key);  // A list of texts, or one text.
  // One of `allowed` in any case, or "".
  std::string choice(std::string_view key, const std::vector<std::string>& allowed);
  const Value& value(std::string_view key);              // Marks the key as known.
  const std::vector<Value>& list(std::string_view key);  // Refuses anything but a list.
  const Value::Members& mapping(std::string_view key);   // Refuses anything but a mapping.
  void refuse_other_keys();

  void refuse(std::string_view key, std::string message);
  std::string where(std::string_view key) const;
  std::uint32_t line() const { return value_.line; }
  ConfigLog& log() { return log_; }

 private:
  ConfigLog& log_;
  const Value& value_;
  std::string where_;
  std::vector<std::string> known_;
};

// `; did you mean "sources"?` or, when nothing is near, `; known are a, b, c`.
std::string advice(std::string_view word, const std::vector<std::string>& known);

}  // namespace waymark
