#include "shared/query_text.h"

#include <algorithm>

#include "waymark/base/strings.h"

#include "shared/meta_facts.h"

namespace waymark {
namespace {

constexpr std::size_t kQueries = 10;
constexpr std::size_t kQueryBytes = 2000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<signed char>(c) < 0;
}

class LiteralRemover {
 public:
  explicit LiteralRemover(std::string_view sql) : sql_(sql) {}

  std::string run() {
    while (at_ < sql_.size()) step();
    return std::string(trim(out_));
  }

 private:
  std::string_view rest() const { return sql_.substr(at_); }

  void step() {
    const char c = sql_[at_];
    if (rest().starts_with("--") || c == '#') return skip_comment("\n", 1);
    if (rest().starts_with("/*")) return skip_comment("*/", 2);
    if (c == '\'') return skip_quoted();
    if (c == '$' && !in_word() && skip_dollar_quoted()) return;
    if (c == '"' || c == '`') return copy_name(c);
    if (is_digit(c) && !in_word()) return skip_number();
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return copy_blank();
    out_ += c;
    ++at_;
  }

  bool in_word() const { return !out_.empty() && (is_word(out_.back()) || out_.back() == '$'); }

  void skip_past(std::string_view end, std::size_t from) {
    const std::size_t found = sql_.find(end, from);
    at_ = found == std::string_view::npos ? sql_.size() : found + end.size();
  }

  void skip_comment(std::string_view end, std::size_t opening) {
    skip_past(end, at_ + opening);
    copy_blank();
  }

  // $$text$$ or $tag$text$tag$. "$1" is a parameter.
  bool skip_dollar_quoted() {
    std::size_t end = at_ + 1;
    while (end < sql_.size() && is_word(sql_[end])) ++end;
    if (end >= sql_.size() || sql_[end] != '$') return false;
    skip_past(sql_.substr(at_, end + 1 - at_), end + 1);
    out_ += '?';
    return true;
  }

  // Quotes inside are doubled or escaped with a backslash. An open end takes everything: rather too much than
  // a value.
  void skip_quoted() {
    for (++at_; at_ < sql_.size(); ++at_) {
      if (sql_[at_] == '\\') {
        ++at_;
      } else if (sql_[at_] == '\'') {
        if (at_ + 1 >= sql_.size() || sql_[at_ + 1] != '\'') break;
        ++at_;
      }
    }
    at_ = std::min(at_ + 1, sql_.size());
    out_ += '?';
  }

  // A name in quotes. In some dialects double quotes hold a value: what could not be a name is not shown.
  void copy_name(char quote) {
    const std::size_t end = sql_.find(quote, at_ + 1);
    const std::string_view inside = sql_.substr(at_ + 1, end == std::string_view::npos ? end : end - at_ - 1);
    const bool name = quote == '`' || std::all_of(inside.begin(), inside.end(),
                                                  [](char c) { return is_word(c) || c == '.' || c == '$'; });
    out_ += name && end != std::string_view::npos ? quote + std::string(inside) + quote : "?";
    at_ = end == std::string_view::npos ? sql_.size() : end + 1;
  }

  void skip_number() {
    while (at_ < sql_.size() && (is_word(sql_[at_]) || sql_[at_] == '.')) ++at_;
    out_ += '?';
  }

  void copy_blank() {
    while (at_ < sql_.size() &&
           (sql_[at_] == ' ' || sql_[at_] == '\t' || sql_[at_] == '\n' || sql_[at_] == '\r'))
      ++at_;
    if (!out_.empty() && out_.back() != ' ') out_ += ' ';
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string without_literals(std::string_view sql) { return LiteralRemover(sql).run(); }

std::vector<std::string> popular_queries(const std::vector<std::string>& as_written) {
  std::vector<std::string> queries;
  for (const std::string& query : as_written)
    if (queries.size() < kQueries)
      add_unique(queries, std::string(cut_utf8(without_literals(query), kQueryBytes)));
  return queries;
}

}  // namespace waymark
