#include <cstdio>

#include "waymark/base/strings.h"
#include "waymark/parse/value.h"

namespace waymark {
namespace {

void write_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(c));
      out += buffer;
    } else {
      out += c;
    }
  }
}

// Bytes that are not UTF-8 become U+FFFD, so that what is written is always JSON.
void write_string(std::string_view text, std::string& out) {
  out += '"';
  while (!text.empty()) {
    const std::size_t good = valid_utf8_prefix(text);
    write_escaped(text.substr(0, good), out);
    text.remove_prefix(good);
    if (text.empty()) break;
    out += "\xEF\xBF\xBD";
    text.remove_prefix(1);
  }
  out += '"';
}

// As deep as the value is: parsers let no value grow deeper than their limit.
void write(const Value& value, std::string& out) {
  if (value.is_string()) {
    write_string(value.string(), out);
  } else if (value.is_array()) {
    out += '[';
    for (const Value& item : value.items()) {
      if (out.back() != '[') out += ',';
      write(item, out);
    }
    out += ']';
  } else if (value.is_object()) {
    out += '{';
    for (const auto& [key, member] : value.members()) {
      if (out.back() != '{') out += ',';
      write_string(key, out);
      out += ':';
      write(member, out);
    }
    out += '}';
  } else {
    const std::string text = value.text();
    out += text.empty() ? "null" : text;
  }
}

}  // namespace

std::string to_json(const Value& value) {
  std::string out;
  write(value, out);
  return out;
}

}  // namespace waymark
