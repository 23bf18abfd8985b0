#include "json_reader.h"

#include <charconv>

namespace waymark {
namespace {

void append_utf8(std::string& text, unsigned code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | code >> 6);
    text += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0 | code >> 12);
    text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | code >> 18);
    text += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (code & 0x3F));
  }
}

template <typename Number>
bool parse_number(std::string_view word, Number& number) {
  const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
  return read.ec == std::errc{} && read.ptr == word.data() + word.size();
}

}  // namespace

void JsonReader::fail(std::string_view what) {
  if (!failed()) problem_ = "byte " + std::to_string(at_) + ": " + std::string(what);
}

void JsonReader::skip_blanks() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
    ++at_;
}

bool JsonReader::take(char c) {
  skip_blanks();
  if (at_ == text_.size() || text_[at_] != c) return false;
  ++at_;
  return true;
}

bool JsonReader::expect(char c) {
  if (take(c)) return true;
  fail(std::string("expected '") + c + "'");
  return false;
}

std::string_view JsonReader::raw_name() {
  if (!expect('"')) return {};
  const std::size_t start = at_;
  while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
  if (at_ >= text_.size()) {
    fail("a name without its closing quote");
    return {};
  }
  const std::string_view name = text_.substr(start, at_ - start);
  ++at_;
  expect(':');
  return name;
}

void JsonReader::read(std::string& text) {
  text.clear();
  if (failed() || !expect('"')) return;
  for (std::size_t start = at_; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c != '"' && c != '\\') continue;
    text += text_.substr(start, at_ - start);
    if (c == '"') {
      ++at_;
      return;
    }
    ++at_;
    unescape(text);
    if (failed()) return;
    start = at_ + 1;
  }
  fail("a text without its closing quote");
}

// Stands on the character after the backslash and ends on the last one of the escape.
void JsonReader::unescape(std::string& text) {
  constexpr std::string_view kEscapes = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
  const char c = at_ < text_.size() ? text_[at_] : '\0';
  if (const std::size_t i = kEscapes.find(c); c != '\0' && i != std::string_view::npos) {
    text += kMeant[i];
    return;
  }
  if (c != 'u') return fail("an unknown escape");
  unsigned code = hex4();
  if (code >= 0xD800 && code < 0xDC00 && text_.substr(at_ + 1).starts_with("\\u")) {
    at_ += 2;
    code = 0x10000 + ((code - 0xD800) << 10) + (hex4() - 0xDC00);
  }
  const bool half = code >= 0xD800 && code < 0xE000;
  append_utf8(text, half || code > 0x10FFFF ? 0xFFFD : code);
}

// The four digits after the 'u' it stands on.
unsigned JsonReader::hex4() {
  unsigned code = 0;
  const char* const start = text_.data() + at_ + 1;
  const bool enough = at_ + 4 < text_.size();
  if (!enough || std::from_chars(start, start + 4, code, 16).ptr != start + 4)
    fail("four hexadecimal digits expected");
  at_ += 4;
  return code;
}

std::string_view JsonReader::word() {
  skip_blanks();
  const std::size_t start = at_;
  while (at_ < text_.size() && std::string_view(",]} \n\r\t").find(text_[at_]) == std::string_view::npos)
    ++at_;
  return text_.substr(start, at_ - start);
}

void JsonReader::read(bool& flag) {
  if (failed()) return;
  const std::string_view found = word();
  flag = found == "true";
  if (!flag && found != "false") fail("true or false expected");
}

void JsonReader::read(std::int64_t& number) {
  if (!failed() && !parse_number(word(), number)) fail("a whole number expected");
}

void JsonReader::read(double& number) {
  if (!failed() && !parse_number(word(), number)) fail("a number expected");
}

void JsonReader::skip_text() {
  for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
    if (text_[at_] == '\\') ++at_;
  if (at_ >= text_.size()) return fail("a text without its closing quote");
  ++at_;
}

void JsonReader::skip() {
  skip_blanks();
  const char c = at_ < text_.size() ? text_[at_] : '\0';
  if (c == '{') return object([&](std::string_view) { skip(); });
  if (c == '[') return array([&] { skip(); });
  if (c == '"') return skip_text();
  if (word().empty()) fail("a value expected");
}

bool JsonReader::finished() {
  skip_blanks();
  if (at_ != text_.size()) fail("something follows the value");
  return !failed();
}

}  // namespace waymark
