// json_events.h - nlohmann's events as one function a kind of event, for handlers that care for few kinds.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "waymark/parse/value.h"

namespace waymark {

// A whole number too large for 64 bits stays a text: no digit of an id is lost. A handler has: bool
// scalar(Value), bool start(bool array), bool end(), bool key(std::string&), void malformed(std::string
// message). False stops the parser.
template <typename Handler>
class JsonEvents {
 public:
  explicit JsonEvents(Handler& handler) : handler_(handler) {}

  bool null() { return handler_.scalar(Value()); }
  bool boolean(bool value) { return handler_.scalar(Value(value)); }
  bool number_integer(std::int64_t value) { return handler_.scalar(Value(value)); }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return handler_.scalar(Value(std::to_string(value)));
    return handler_.scalar(Value(static_cast<std::int64_t>(value)));
  }
  bool number_float(double value, const std::string& text) {
    if (text.find_first_of(".eE") == std::string::npos) return handler_.scalar(Value(text));
    return handler_.scalar(Value(value));
  }
  bool string(std::string& value) { return handler_.scalar(Value(std::move(value))); }
  bool binary(nlohmann::json::binary_t&) { return false; }  // Not of JSON text.
  bool start_object(std::size_t) { return handler_.start(false); }
  bool end_object() { return handler_.end(); }
  bool start_array(std::size_t) { return handler_.start(true); }
  bool end_array() { return handler_.end(); }
  bool key(std::string& name) { return handler_.key(name); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) {
    handler_.malformed(plain_message(error.what()));
    return false;
  }

 private:
  // "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error while parsing value -
  // invalid literal; last read: '1x'" becomes "invalid literal". What was read last is data, and may be a
  // secret.
  static std::string plain_message(std::string_view message) {
    if (const auto at = message.find(" - "); at != std::string_view::npos) message.remove_prefix(at + 3);
    message = message.substr(0, message.find("; last read"));
    if (message.find("number overflow") != std::string_view::npos) return "a number is out of range";
    return std::string(message.substr(0, 160));
  }

  Handler& handler_;
};

}  // namespace waymark
