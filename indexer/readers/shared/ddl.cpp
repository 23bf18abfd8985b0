#include "shared/ddl.h"

#include <algorithm>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

enum class Kind { Word, Name, Text, Mark };  // "quoted" is a Name, 'quoted' a Text.
struct Token {
  Kind kind;
  std::string text;
  std::size_t begin, end;  // In the source.
};

bool word_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) step();
    return std::move(tokens_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (text_.substr(at_).starts_with("--")) return skip_past("\n");
    if (text_.substr(at_).starts_with("/*")) return skip_past("*/");
    if (c == '"' || c == '`' || c == '\'') return take_quoted(c);
    if (word_letter(c)) return take_word();
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') tokens_.push_back({Kind::Mark, {c}, at_, at_ + 1});
    ++at_;
  }

  void skip_past(std::string_view end) {
    const std::size_t found = text_.find(end, at_ + 2);
    at_ = found == std::string_view::npos ? text_.size() : found + end.size();
  }

  // A doubled quote stands for one; in a text a backslash takes the next character as it is.
  void take_quoted(char quote) {
    const std::size_t begin = at_++;
    std::string inside;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == quote) {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != quote) break;
        ++at_;
      } else if (quote == '\'' && text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
      }
      inside += text_[at_];
    }
    at_ = std::min(at_ + 1, text_.size());
    tokens_.push_back({quote == '\'' ? Kind::Text : Kind::Name, std::move(inside), begin, at_});
  }

  void take_word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && word_letter(text_[at_])) ++at_;
    tokens_.push_back({Kind::Word, std::string(text_.substr(begin, at_ - begin)), begin, at_});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

class DdlReader {
 public:
  explicit DdlReader(std::string_view text) : text_(text), tokens_(Lexer(text).run()) {}

  std::optional<Ddl> run() {
    if (!pass("create") || !pass_to_kind()) return std::nullopt;
    if (is(at_, "if") && is(at_ + 1, "not") && is(at_ + 2, "exists")) at_ += 3;
    read_name();
    if (ddl_.name.empty()) return std::nullopt;
    if (is_mark(at_, '(')) read_columns();
    read_rest();
    return std::move(ddl_);
  }

 private:
  bool is(std::size_t at, std::string_view word) const {
    return at < tokens_.size() && tokens_[at].kind == Kind::Word &&
           same_ignoring_case(tokens_[at].text, word);
  }
  bool is_mark(std::size_t at, char mark) const {
    return at < tokens_.size() && tokens_[at].kind == Kind::Mark && tokens_[at].text[0] == mark;
  }
  bool is_name(std::size_t at) const {
    return at < tokens_.size() && (tokens_[at].kind == Kind::Word || tokens_[at].kind == Kind::Name);
  }
  bool pass(std::string_view word) { return is(at_, word) && ++at_ > 0; }

  // Past OR REPLACE, TRANSIENT, SECURE, DYNAMIC and whatever else may stand before TABLE or VIEW.
  bool pass_to_kind() {
    for (constexpr std::size_t kMostWords = 8; at_ < kMostWords && at_ < tokens_.size(); ++at_) {
      if (pass("table")) return true;
      if (pass("view")) return ddl_.view = true;
    }
    return false;
  }

  void read_name() {
    while (is_name(at_)) {
      ddl_.name.push_back(tokens_[at_++].text);
      if (!is_mark(at_, '.')) break;
      ++at_;
    }
  }

  // Where the bracket that opens at `open` closes.
  std::size_t closing(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < tokens_.size(); ++i) {
      depth += is_mark(i, '(') ? 1 : is_mark(i, ')') ? -1 : 0;
      if (depth == 0) return i;
    }
    return tokens_.size();
  }

  void read_columns() {
    const std::size_t end = closing(at_);
    for (std::size_t begin = ++at_, i = begin; i <= end; ++i) {
      if (i < end && is_mark(i, '(')) i = std::min(closing(i), end);
      if (i < end && !is_mark(i, ',')) continue;
      read_item(begin, std::min(i, end));
      begin = i + 1;
    }
    at_ = end + 1;
  }

  void read_item(std::size_t begin, std::size_t end) {
    if (begin >= end || !is_name(begin)) return;
    for (const std::string_view word : {"constraint", "primary", "unique", "foreign", "check"})
      if (is(begin, word) && end - begin > 2) return read_constraint(begin, end);
    Column column{.path = tokens_[begin].text};
    std::size_t at = begin + 1;
    if (at < end && is_name(at) && !ends_type(at)) column.type = read_type(at, end);
    for (; at < end; ++at) {
      if (is(at, "not") && is(at + 1, "null")) column.nullable = false;
      if (is(at, "primary") && is(at + 1, "key")) column.key_role = "primary";
      if (is(at, "comment") && at + 1 < end && tokens_[at + 1].kind == Kind::Text)
        column.description = tokens_[at + 1].text;
      if (is_mark(at, '(')) at = std::min(closing(at), end);
    }
    ddl_.columns.push_back(std::move(column));
  }

  // Words that may follow the name of a column that has no type (of a view) or a type.
  bool ends_type(std::size_t at) const {
    for (const std::string_view word : {"not", "null", "comment", "default", "with", "masking", "primary",
                                        "unique", "autoincrement", "identity", "collate", "references", "tag",
                                        "projection", "generated", "as", "constraint", "foreign"})
      if (is(at, word)) return true;
    return false;
  }

  // "NUMBER(38,0)", "DOUBLE PRECISION", "ARRAY<STRUCT<a: INT>>": as written, on one line.
  std::string read_type(std::size_t& at, std::size_t end) const {
    const std::size_t first = tokens_[at].begin;
    std::size_t last = first;
    while (at < end && !ends_type(at)) {
      if (is_mark(at, '(')) at = std::min(closing(at), end - 1);
      last = tokens_[at++].end;
    }
    return join(split_words(replace_all(text_.substr(first, last - first), "\n", " "), ' '), " ");
  }

  void read_constraint(std::size_t begin, std::size_t end) {
    const auto word_at = [&](std::string_view word) {
      for (std::size_t i = begin; i < end; ++i)
        if (is(i, word)) return i;
      return end;
    };
    const std::size_t primary = word_at("primary"), foreign = word_at("foreign");
    const std::size_t key = std::min(primary, foreign);
    if (key + 2 >= end || !is_mark(key + 2, '(')) return;
    for (std::size_t i = key + 3; i < end && !is_mark(i, ')'); ++i)
      for (Column& column : ddl_.columns)
        if (is_name(i) && same_ignoring_case(column.path, tokens_[i].text))
          column.key_role = primary < foreign ? "primary" : "foreign";
  }

  // COMMENT = '…', and from AS on the query of a view.
  void read_rest() {
    for (; at_ < tokens_.size(); ++at_) {
      if (is(at_, "comment")) {
        const std::size_t value = at_ + (is_mark(at_ + 1, '=') ? 2 : 1);
        if (value < tokens_.size() && tokens_[value].kind == Kind::Text) ddl_.comment = tokens_[value].text;
      }
      if (!is(at_, "as") || !ddl_.view) continue;
      ddl_.select = text_.substr(tokens_[at_].end);
      return;
    }
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  Ddl ddl_;
};

}  // namespace

std::optional<Ddl> parse_ddl(std::string_view text) { return DdlReader(text).run(); }

}  // namespace waymark
