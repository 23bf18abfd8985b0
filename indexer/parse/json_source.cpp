#include "json_source.h"

#include <cstring>
#include <utility>

namespace waymark {
namespace {

constexpr std::string_view kNull = "null";
constexpr std::string_view kNeverAllowed = "\x01";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool ends_word(char c) { return is_blank(c) || (c != '\0' && std::strchr(",:{}[]\"", c) != nullptr); }

}  // namespace

bool JsonSource::refill() {
  if (injecting_) {
    injecting_ = false;
    pos_ = held_back_.data();
    end_ = pos_ + held_back_.size();
    if (pos_ != end_) return true;
  }
  if (exhausted_) return false;
  piece_offset_ = offset();
  Result<std::string_view> piece = input_.read();
  if (!piece) error_ = piece.error();
  const std::string_view bytes = piece ? *piece : std::string_view();
  piece_ = pos_ = bytes.data();
  end_ = pos_ + bytes.size();
  exhausted_ = bytes.empty();
  return !exhausted_;
}

std::uint64_t JsonSource::offset() const {
  const char* at = injecting_ ? held_back_.data() : pos_;
  return piece_offset_ + static_cast<std::uint64_t>(at - piece_);
}

JsonPosition JsonSource::position() const { return {line_, offset() - line_start_ + 1, offset()}; }

void JsonSource::leave_line() {
  ++line_;
  line_start_ = offset();
}

void JsonSource::advance() {
  const char c = *pos_++;
  if (in_text_) {
    note_in_text(c);
  } else {
    note_outside_text(c);
  }
}

void JsonSource::note_outside_text(char c) {
  if (c >= '0' && c <= '9') {
    if (++digits_ > kMostDigits) attention_ = true;
    return;
  }
  digits_ = 0;
  if (c == '"') {
    in_text_ = true;
    text_bytes_ = 0;
    escape_left_ = 0;
    after_high_surrogate_ = false;
  } else if (c == '\n') {
    leave_line();
  }
}

void JsonSource::note_in_text(char c) {
  if (++text_bytes_ > kMostTextBytes) attention_ = true;
  if (escape_left_ > 0) {
    if (escape_left_-- == 5 && c != 'u') escape_left_ = 0;
    escape_code_ = escape_code_ << 8 | static_cast<unsigned char>(c);
    // Once all four digits are there: D8 to DB begin the first half of a surrogate pair.
    const char first = static_cast<char>(escape_code_ >> 24), second = static_cast<char>(escape_code_ >> 16);
    after_high_surrogate_ = (first == 'd' || first == 'D') && std::strchr("89abAB", second) != nullptr;
    return;
  }
  if (c == '\\') {
    escape_left_ = 5;
    escape_code_ = 0;
    return;
  }
  if (c == '"' || c == '\n') {  // A line end inside a text is an error that the lexer sees too.
    in_text_ = false;
    if (c == '\n') leave_line();
    return;
  }
  after_high_surrogate_ = false;
}

bool JsonSource::may_cut_here() const {
  const bool inside_character = (static_cast<unsigned char>(*pos_) & 0xC0) == 0x80;
  return escape_left_ == 0 && !after_high_surrogate_ && !inside_character;
}

void JsonSource::drop_rest_of_text() {
  ++cut_texts_;
  bool escaped = false;
  for (; pos_ != end_ || refill(); ++pos_) {
    if (!escaped && (*pos_ == '"' || *pos_ == '\n')) return;
    escaped = !escaped && *pos_ == '\\';
  }
}

void JsonSource::attend() {
  if (pos_ == end_ && !refill()) return;
  if (in_text_) {
    if (text_bytes_ > kMostTextBytes && !may_cut_here()) return;
    if (text_bytes_ > kMostTextBytes) drop_rest_of_text();
    attention_ = false;  // The next character of a text not yet cut asks again.
    return;
  }
  if (digits_ > kMostDigits) {
    digits_ = 0;
    inject(kNeverAllowed);
    return;
  }
  if (std::exchange(skip_list_, false)) {
    attention_ = false;
    if (!skip_value(true) && pos_ != end_) inject(kNeverAllowed);
    return;
  }
  if (skip_ == Skip::Nothing) {
    attention_ = false;
    return;
  }
  while (is_blank(*pos_)) {
    advance();
    if (pos_ == end_ && !refill()) return;
  }
  if (!colon_passed_ && *pos_ == ':') {
    colon_passed_ = true;  // Given to the lexer; the next call is about the value.
    return;
  }
  const Skip what = std::exchange(skip_, Skip::Nothing);
  attention_ = false;
  const bool container = *pos_ == '{' || *pos_ == '[';
  const bool nothing = *pos_ == ',' || *pos_ == '}' || *pos_ == ']' || *pos_ == ':';
  if (!colon_passed_ || nothing || (what == Skip::Containers && !container)) return;
  if (skip_value(false)) {
    inject(kNull);
  } else if (pos_ != end_) {  // At the end of the text, the lexer sees that for itself.
    inject(kNeverAllowed);
  }
}

void JsonSource::skip_next_value(Skip what) {
  skip_ = what;
  colon_passed_ = false;
  attention_ = what != Skip::Nothing;
}

void JsonSource::skip_rest_of_list() {
  skip_list_ = true;
  attention_ = true;
}

void JsonSource::inject(std::string_view text) {
  held_back_ = {pos_, static_cast<std::size_t>(end_ - pos_)};
  injecting_ = true;
  pos_ = text.data();
  end_ = pos_ + text.size();
}

// Brackets are counted, not matched. But a value where a comma must stand gives the document up: a line cut
// off inside the skipped value must not swallow the documents after it.
bool JsonSource::skip_value(bool rest) {
  std::size_t depth = 0;
  bool after_value = rest;
  while (pos_ != end_ || refill()) {
    if (rest && depth == 0 && (*pos_ == ']' || *pos_ == '}')) return true;
    if (!skip_token(depth, after_value)) return false;
    if (!rest && depth == 0 && after_value) return true;
  }
  return false;
}

bool JsonSource::skip_token(std::size_t& depth, bool& after_value) {
  const char c = *pos_;
  if (is_blank(c)) {
    advance();
    return true;
  }
  if (c == ',' || c == ':') {
    after_value = false;
    ++pos_;
    return true;
  }
  if (c == '}' || c == ']') {
    if (depth == 0) return false;
    --depth;
    after_value = true;
    ++pos_;
    return true;
  }
  if (after_value) return false;
  if (c == '{' || c == '[') {
    ++depth;
    ++pos_;
    return true;
  }
  after_value = true;
  if (c != '"') {
    skip_word();
    return true;
  }
  ++pos_;
  return skip_text();
}

bool JsonSource::skip_text() {
  bool escaped = false;
  while (pos_ != end_ || refill()) {
    if (escaped) {
      escaped = false;
      ++pos_;
      continue;
    }
    while (pos_ != end_ && *pos_ != '"' && *pos_ != '\\' && *pos_ != '\n') ++pos_;
    if (pos_ == end_) continue;
    if (*pos_ == '\n') return false;
    escaped = *pos_ == '\\';
    if (*pos_++ == '"') return true;
  }
  return false;
}

void JsonSource::skip_word() {
  while ((pos_ != end_ || refill()) && !ends_word(*pos_)) ++pos_;
}

std::optional<char> JsonSource::next_document(bool& inside_array) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";  // Files with byte order marks, one after another.
  while (!at_end()) {
    const char c = *pos_;
    const bool closes = inside_array && (c == '}' || c == ']');
    if (!closes && !is_blank(c) && c != ',' && kMark.find(c) == std::string_view::npos) return current();
    if (c == ']') inside_array = false;
    advance();
  }
  return std::nullopt;
}

void JsonSource::resume(const JsonPosition& begin) {
  if (injecting_) refill();
  skip_ = Skip::Nothing;
  skip_list_ = attention_ = in_text_ = false;
  digits_ = 0;
  const bool read_one = pos_ != piece_ && pos_ != nullptr;
  if (read_one && (pos_[-1] == '{' || pos_[-1] == '[') && offset() - 1 == line_start_ &&
      offset() - 1 > begin.offset) {
    --pos_;
    return;
  }
  while (pos_ != end_ || refill()) {
    if (offset() == line_start_ && offset() > begin.offset && (*pos_ == '{' || *pos_ == '[')) return;
    const void* newline = std::memchr(pos_, '\n', static_cast<std::size_t>(end_ - pos_));
    if (newline == nullptr) {
      pos_ = end_;
      continue;
    }
    pos_ = static_cast<const char*>(newline) + 1;
    leave_line();
  }
}

void JsonSource::give_back_after_number() {
  if (pos_ == piece_ || pos_ == nullptr) return;
  const char last = pos_[-1];
  if (last == '{' || last == '[' || last == '"') {
    --pos_;
    in_text_ = false;
  }
}

}  // namespace waymark
