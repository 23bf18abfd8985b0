#include "query.h"

#include <optional>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::size_t kMostTerms =
    64;  // Of one word; the words are counted by the search.
constexpr std::size_t kDeepest = 16;
constexpr std::size_t kLongestPhrase = 12;
constexpr std::size_t kShortestPrefix = 2;

enum class LexKind : std::uint8_t { Word, Phrase, Field, Minus, Open, Close, And, Or, Not };

struct Lexeme {
  LexKind kind = LexKind::Word;
  std::string text;   // Word, phrase or value.
  std::string field;  // Field.
  bool quoted = false;
  std::uint32_t begin = 0, end = 0;
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Cuts the text into lexemes. What is not closed or not complete is an error, in words.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Lexeme> run() {
    while (skip_blanks()) next();
    return std::move(out_);
  }
  const std::string& error() const { return error_; }
  const std::vector<std::string>& unknown_fields() const { return unknown_; }

 private:
  bool skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    return at_ < text_.size();
  }
  void add(LexKind kind, std::size_t begin, std::string text = {}) {
    out_.push_back({kind,
                    std::move(text),
                    {},
                    false,
                    static_cast<std::uint32_t>(begin),
                    static_cast<std::uint32_t>(at_)});
  }

  void next() {
    const std::size_t begin = at_;
    const char c = text_[at_];
    if (c == '(' || c == ')') {
      ++at_;
      return add(c == '(' ? LexKind::Open : LexKind::Close, begin);
    }
    if (c == '"') {
      const std::string phrase = quoted();
      return add(LexKind::Phrase, begin, phrase);
    }
    if (c == '-' && at_ + 1 < text_.size() && !is_blank(text_[at_ + 1]) && text_[at_ + 1] != '-') {
      ++at_;
      return add(LexKind::Minus, begin);
    }
    word(begin);
  }

  std::string quoted() {
    const std::size_t begin = at_++;
    const std::size_t end = text_.find('"', at_);
    if (end == std::string_view::npos) {
      error_ = "the quote at position " + std::to_string(begin + 1) + " has no end";
      std::string rest(text_.substr(at_));
      at_ = text_.size();
      return rest;
    }
    std::string inside(text_.substr(at_, end - at_));
    at_ = end + 1;
    return inside;
  }

  void word(std::size_t begin) {
    while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '(' && text_[at_] != ')' &&
           text_[at_] != '"') {
      if (text_[at_] == ':' && at_ > begin && field(begin)) return;
      ++at_;
    }
    std::string text(text_.substr(begin, at_ - begin));
    if (text == "AND") return add(LexKind::And, begin);
    if (text == "OR") return add(LexKind::Or, begin);
    if (text == "NOT") return add(LexKind::Not, begin);
    add(LexKind::Word, begin, std::move(text));
  }

  // At the colon of `name:`: a filter when the name is a field and a value follows.
  bool field(std::size_t begin) {
    const std::string name = lower(text_.substr(begin, at_ - begin));
    const bool value_follows =
        at_ + 1 < text_.size() && !is_blank(text_[at_ + 1]) && text_[at_ + 1] != ')' && text_[at_ + 1] != '(';
    if (!value_follows) return false;
    if (find_field(name) == nullptr) {
      // A path or an address ("snowflake://…", "10:30") is no mistyped field.
      bool letters = true;
      for (const char c : name) letters = letters && ((c >= 'a' && c <= 'z') || c == '_');
      if (letters && text_[at_ + 1] != '/' && text_[at_ + 1] != ':') unknown_.push_back(name);
      return false;
    }
    ++at_;
    Lexeme lexeme{LexKind::Field, {}, name, false, static_cast<std::uint32_t>(begin), 0};
    if (text_[at_] == '"') {
      lexeme.text = quoted();
      lexeme.quoted = true;
    } else {
      const std::size_t value = at_;
      while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != ')') ++at_;
      lexeme.text = std::string(text_.substr(value, at_ - value));
    }
    lexeme.end = static_cast<std::uint32_t>(at_);
    out_.push_back(std::move(lexeme));
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Lexeme> out_;
  std::string error_;
  std::vector<std::string> unknown_;
};

// Makes leaves from words; knows the analyzer and nothing of syntax.
class Leaves {
 public:
  explicit Leaves(const Analyzer& analyzer) : analyzer_(analyzer) {}

  // One typed word. Nothing when it holds no letter or digit.
  std::optional<QueryNode> word(std::string_view text, std::uint32_t begin, std::uint32_t end) const {
    QueryNode node;
    node.kind = QueryNode::Kind::Word;
    node.text = std::string(text);
    node.begin = begin;
    node.end = end;
    WordForm parts, joined;
    std::size_t words = 0;
    const std::vector<Token> tokens = analyzer_.analyze(text);
    for (const Token& token : tokens) {
      words = token.word + 1;
      if (token.kind == TokenKind::Part) parts.terms.push_back(token.term), node.folded = token.folded;
    }
    if (parts.terms.empty()) return std::nullopt;
    if (parts.terms.size() > kMostTerms) parts.terms.resize(kMostTerms);
    if (parts.terms.size() > 1) {
      node.folded.clear();
      // A split word also stands for itself glued: fct_orders finds fctorders.
      if (words == 1) joined.terms = {squash(text).substr(0, 200)};
    } else if (node.folded != parts.terms[0]) {
      joined.terms = {node.folded};  // Joined forms in the index are not stemmed.
    }
    node.forms.push_back(std::move(parts));
    if (!joined.terms.empty()) node.forms.push_back(std::move(joined));
    return node;
  }

  std::optional<QueryNode> phrase(std::string_view text, std::vector<Note>& notes) const {
    QueryNode node;
    node.kind = QueryNode::Kind::Phrase;
    node.text = std::string(text);
    for (const Token& token : analyzer_.analyze(text))
      if (token.kind == TokenKind::Part) node.terms.push_back(token.term);
    if (node.terms.empty()) return std::nullopt;
    if (node.terms.size() > kLongestPhrase) {
      node.terms.resize(kLongestPhrase);
      notes.push_back(
          {"query_cut", "Only the first " + std::to_string(kLongestPhrase) + " words of a phrase count."});
    }
    return node;
  }

  std::optional<QueryNode> prefix(std::string_view text) const {
    std::string beginning = squash(text);
    if (beginning.size() < kShortestPrefix) return std::nullopt;
    QueryNode node;
    node.kind = QueryNode::Kind::Prefix;
    node.text = std::string(text);
    node.terms = {std::move(beginning)};
    return node;
  }

 private:
  const Analyzer& analyzer_;
};

class Parser {
 public:
  Parser(std::vector<Lexeme> lexemes, const Analyzer& analyzer, Query& query)
      : lexemes_(std::move(lexemes)), leaves_(analyzer), query_(query) {}

  QueryNode run() {
    QueryNode root = disjunction(0);
    if (error_.empty() && at_ < lexemes_.size())
      error_ = "the bracket at position " + std::to_string(here()) + " closes nothing";
    return root;
  }
  const std::string& error() const { return error_; }

 private:
  bool is(LexKind kind) const { return at_ < lexemes_.size() && lexemes_[at_].kind == kind; }
  std::size_t here() const { return at_ < lexemes_.size() ? lexemes_[at_].begin + 1 : 0; }
  void wrong(std::string what) {
    if (error_.empty()) error_ = std::move(what);
  }

  QueryNode disjunction(std::size_t depth) {
    QueryNode either;
    either.kind = QueryNode::Kind::Or;
    either.children.push_back(conjunction(depth));
    while (is(LexKind::Or)) {
      const std::size_t position = here();
      ++at_;
      if (at_ >= lexemes_.size() || is(LexKind::Close) || either.children.back().children.empty())
        wrong("the OR at position " + std::to_string(position) + " joins nothing");
      either.children.push_back(conjunction(depth));
    }
    if (either.children.size() == 1) return std::move(either.children.front());
    query_.plain = false;
    QueryNode all;
    all.children.push_back(std::move(either));
    return all;
  }

  QueryNode conjunction(std::size_t depth) {
    QueryNode all;
    while (at_ < lexemes_.size() && !is(LexKind::Close) && !is(LexKind::Or) && error_.empty()) {
      if (is(LexKind::And)) {
        const std::size_t position = here();
        ++at_;
        query_.plain = false;
        if (all.children.empty() || at_ >= lexemes_.size() || is(LexKind::Close) || is(LexKind::Or) ||
            is(LexKind::And))
          wrong("the AND at position " + std::to_string(position) + " joins nothing");
        continue;
      }
      if (auto node = unary(depth)) all.children.push_back(std::move(*node));
    }
    return all;
  }

  std::optional<QueryNode> unary(std::size_t depth) {
    if (!is(LexKind::Minus) && !is(LexKind::Not)) return primary(depth);
    const std::size_t position = here();
    ++at_;
    query_.plain = false;
    if (at_ >= lexemes_.size() || is(LexKind::Close) || is(LexKind::Or) || is(LexKind::And)) {
      wrong("the NOT at position " + std::to_string(position) + " has nothing to leave out");
      return std::nullopt;
    }
    auto inner = depth < kDeepest ? unary(depth + 1) : std::nullopt;
    if (!inner) return std::nullopt;
    QueryNode node;
    node.kind = QueryNode::Kind::Not;
    node.children.push_back(std::move(*inner));
    return node;
  }

  std::optional<QueryNode> primary(std::size_t depth) {
    if (is(LexKind::Open)) return bracket(depth);
    const Lexeme& lexeme = lexemes_[at_++];
    switch (lexeme.kind) {
      case LexKind::Phrase:
        query_.plain = false;
        return leaves_.phrase(lexeme.text, query_.notes);
      case LexKind::Field:
        return field_value(lexeme);
      default:
        break;
    }
    if (lexeme.text.size() > 1 && lexeme.text.ends_with('*')) {
      query_.plain = false;
      if (auto node = leaves_.prefix(lexeme.text)) return node;
    }
    return leaves_.word(lexeme.text, lexeme.begin, lexeme.end);
  }

  std::optional<QueryNode> bracket(std::size_t depth) {
    const std::size_t position = here();
    ++at_;
    query_.plain = false;
    if (depth >= kDeepest) {
      wrong("brackets go deeper than " + std::to_string(kDeepest));
      return std::nullopt;
    }
    QueryNode inside = disjunction(depth + 1);
    if (!is(LexKind::Close)) {
      wrong("the bracket at position " + std::to_string(position) + " has no end");
      return std::nullopt;
    }
    ++at_;
    if (inside.children.empty()) return std::nullopt;
    return inside;
  }

  static std::optional<QueryNode> field_value(const Lexeme& lexeme) {
    QueryNode node;
    node.kind = QueryNode::Kind::FieldValue;
    node.text = lexeme.field + ":" + lexeme.text;
    node.begin = lexeme.begin;
    node.end = lexeme.end;
    node.filter = {find_field(lexeme.field), {lexeme.text}, false};
    return node;
  }

  std::vector<Lexeme> lexemes_;
  Leaves leaves_;
  Query& query_;
  std::size_t at_ = 0;
  std::string error_;
};

void add_filter(std::vector<Filter>& filters, Filter filter) {
  for (Filter& known : filters) {
    if (known.field != filter.field || known.excluded != filter.excluded) continue;
    known.values.insert(known.values.end(), filter.values.begin(), filter.values.end());
    return;
  }
  filters.push_back(std::move(filter));
}

// field:value and -field:value at the top level become filters, so that text, chips and ticks agree.
void lift_filters(Query& query, std::string_view text) {
  std::vector<QueryNode> rest;
  std::string words;
  std::size_t copied = 0;
  for (QueryNode& node : query.root.children) {
    QueryNode* value = node.kind == QueryNode::Kind::Not ? &node.children.front() : &node;
    if (value->kind != QueryNode::Kind::FieldValue) {
      rest.push_back(std::move(node));
      continue;
    }
    value->filter.excluded = node.kind == QueryNode::Kind::Not;
    std::size_t begin = value->begin;
    if (value->filter.excluded && begin > copied && text[begin - 1] == '-') --begin;
    words += text.substr(copied, begin - copied);
    copied = value->end;
    add_filter(query.filters, std::move(value->filter));
  }
  words += text.substr(copied);
  query.root.children = std::move(rest);
  query.words = join(split_words(words, ' '), " ");
}

Query read_as_words(std::string_view text, const Analyzer& analyzer, const std::string& why) {
  Query query;
  const Leaves leaves(analyzer);
  for (std::size_t begin = 0; begin < text.size();) {
    while (begin < text.size() && is_blank(text[begin])) ++begin;
    std::size_t end = begin;
    while (end < text.size() && !is_blank(text[end])) ++end;
    if (end == begin) break;
    if (auto node = leaves.word(text.substr(begin, end - begin), static_cast<std::uint32_t>(begin),
                                static_cast<std::uint32_t>(end)))
      query.root.children.push_back(std::move(*node));
    begin = end;
  }
  query.words = std::string(trim(text));
  query.notes.push_back({"read_as_words", "Searched for these words literally: " + why + "."});
  return query;
}

void collect_leaves(const QueryNode& node, std::vector<const QueryNode*>& leaves) {
  if (node.kind == QueryNode::Kind::Not) return;
  if (node.kind != QueryNode::Kind::All && node.kind != QueryNode::Kind::Or) leaves.push_back(&node);
  for (const QueryNode& child : node.children) collect_leaves(child, leaves);
}

std::string known_fields() {
  std::vector<std::string> names;
  for (const Field& field : fields()) names.emplace_back(field.name);
  return join(names, ", ");
}

}  // namespace

std::vector<const QueryNode*> positive_leaves(const QueryNode& node) {
  std::vector<const QueryNode*> leaves;
  collect_leaves(node, leaves);
  return leaves;
}

Query parse_query(std::string_view text, const Analyzer& analyzer) {
  Query query;
  Lexer lexer(text);
  std::vector<Lexeme> lexemes = lexer.run();
  std::string error = lexer.error();
  if (error.empty()) {
    Parser parser(std::move(lexemes), analyzer, query);
    query.root = parser.run();
    error = parser.error();
  }
  if (!error.empty())
    query = read_as_words(text, analyzer, error);
  else
    lift_filters(query, text);
  for (const std::string& name : lexer.unknown_fields())
    query.notes.push_back(
        {"unknown_field",
         "\"" + name + "\" is not a field, so it was searched as text. Fields: " + known_fields() + "."});
  if (query.plain) reduce_question(query, analyzer);
  return query;
}

}  // namespace waymark
