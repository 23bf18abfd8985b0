// json_source.h - the characters of JSON texts one after another, for a lexer that pulls them.
//
// Between two documents the caller steers: next_document() before each, resume() after one that was
// malformed. While a document is read, its handler may have the next value skipped: the lexer then sees
// `null` in its place, and nothing of the value is ever held in memory, however large it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "waymark/parse/input.h"

namespace waymark {

struct JsonPosition {
  std::uint64_t line = 1;
  std::uint64_t byte = 1;    // In the line.
  std::uint64_t offset = 0;  // In the text.
  std::string text() const { return "line " + std::to_string(line) + ", byte " + std::to_string(byte); }
};

class JsonSource {
 public:
  // A text inside a record longer than this is cut: a lexer holds each text in memory twice.
  static constexpr std::size_t kMostTextBytes = 16 << 20;
  static constexpr std::size_t kMostDigits = 1000;  // In a row; a number of more is malformed.

  explicit JsonSource(Input& input) : input_(input) {}
  JsonSource(const JsonSource&) = delete;
  JsonSource& operator=(const JsonSource&) = delete;

  // For the lexer. A NUL byte outside texts would end its input: it sees a character that is never allowed
  // instead.
  bool at_end() {
    if (attention_) attend();
    return pos_ == end_ && !refill();
  }
  char current() const { return *pos_ == '\0' ? '\x01' : *pos_; }
  void advance();

  // Stands at the first character of the next document, past blanks and commas; nullopt at the end of the
  // text. With `inside_array`, a top-level array was given up: its closing brackets are passed too, and end
  // it.
  std::optional<char> next_document(bool& inside_array);
  // Gives up the document that began at `begin` and stands at the next line that begins one, if any is left.
  void resume(const JsonPosition& begin);
  // The lexer sees one character past a number: a document may begin with it.
  void give_back_after_number();

  enum class Skip : std::uint8_t { Nothing, Containers, Anything };
  // Of the member whose key was just read.
  void skip_next_value(Skip what);
  // Of the list whose item, a list, object or text, was just read: nothing more up to its closing bracket.
  void skip_rest_of_list();

  JsonPosition position() const;                                // Of the next character.
  bool exhausted() const { return exhausted_; }                 // The lexer has asked for more than there is.
  const std::optional<Error>& error() const { return error_; }  // Why the bytes ended early.
  std::size_t take_cut_texts() { return std::exchange(cut_texts_, 0); }

 private:
  bool refill();
  void attend();
  void note_in_text(char c);
  void note_outside_text(char c);
  void leave_line();
  bool may_cut_here() const;
  void drop_rest_of_text();
  // One value, or with `rest` all up to the bracket that closes the container we are in. False where it is
  // malformed.
  bool skip_value(bool rest);
  bool skip_token(std::size_t& depth, bool& after_value);
  bool skip_text();
  void skip_word();
  void inject(std::string_view text);
  std::uint64_t offset() const;

  Input& input_;
  const char* pos_ = nullptr;
  const char* end_ = nullptr;
  const char* piece_ = nullptr;     // Begin of the piece that pos_ is in.
  std::uint64_t piece_offset_ = 0;  // Of that piece in the text.
  std::string_view held_back_;      // What follows an injected text.
  bool injecting_ = false;
  bool attention_ = false;  // attend() has something to do before the next character.
  bool exhausted_ = false;
  std::optional<Error> error_;

  std::uint64_t line_ = 1;
  std::uint64_t line_start_ = 0;  // Offset of its first byte.

  Skip skip_ = Skip::Nothing;
  bool colon_passed_ = false;
  bool skip_list_ = false;

  std::size_t digits_ = 0;  // Read in a row, outside texts.
  bool in_text_ = false;    // Between the quotes of a text or key.
  std::size_t text_bytes_ = 0;
  int escape_left_ = 0;  // Characters of an escape still to come: \n has 1, \u00e9 has 5.
  unsigned escape_code_ = 0;
  bool after_high_surrogate_ = false;
  std::size_t cut_texts_ = 0;
};

// What nlohmann's lexer takes as its input: an iterator over a JsonSource. The default one is the end.
class JsonCharacters {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  JsonCharacters() = default;
  explicit JsonCharacters(JsonSource& source) : source_(&source) {}
  char operator*() const { return source_->current(); }
  JsonCharacters& operator++() {
    source_->advance();
    return *this;
  }
  void operator++(int) { source_->advance(); }
  bool operator!=(const JsonCharacters&) const { return !source_->at_end(); }
  bool operator==(const JsonCharacters&) const { return source_->at_end(); }

 private:
  JsonSource* source_ = nullptr;
};

}  // namespace waymark
