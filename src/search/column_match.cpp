#include "column_match.h"

#include <algorithm>
#include <bit>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::size_t kMostNamesKept = 200'000;
// As in text_fields.h: a name is worth ten, a tag four, a sentence little.
constexpr double kName = 10, kTag = 4, kDescription = 1.5;

// The words of one text, to be asked for terms.
class Words {
 public:
  explicit Words(const std::vector<Token>& tokens) : tokens_(tokens) {}

  bool has(const std::string& term) const {
    return std::any_of(tokens_.begin(), tokens_.end(),
                       [&](const Token& token) { return token.term == term || token.folded == term; });
  }
  bool has_all(const std::vector<std::string>& terms) const {
    return !terms.empty() &&
           std::all_of(terms.begin(), terms.end(), [&](const std::string& term) { return has(term); });
  }
  bool has_beginning(const std::string& letters) const {
    return std::any_of(tokens_.begin(), tokens_.end(), [&](const Token& token) {
      return token.term.starts_with(letters) || token.folded.starts_with(letters);
    });
  }
  bool has_in_order(const std::vector<std::string>& terms) const {
    std::vector<std::string_view> parts;
    for (const Token& token : tokens_)
      if (token.kind == TokenKind::Part) parts.push_back(token.term);
    return std::search(parts.begin(), parts.end(), terms.begin(), terms.end()) != parts.end();
  }

 private:
  const std::vector<Token>& tokens_;
};

bool holds(const QueryNode& node, const Words& words) {
  const auto child_holds = [&](const QueryNode& child) { return holds(child, words); };
  switch (node.kind) {
    case QueryNode::Kind::All:
      return std::all_of(node.children.begin(), node.children.end(), child_holds);
    case QueryNode::Kind::Or:
      return std::any_of(node.children.begin(), node.children.end(), child_holds);
    case QueryNode::Kind::Word:
      return std::any_of(node.forms.begin(), node.forms.end(),
                         [&](const WordForm& form) { return words.has_all(form.terms); });
    case QueryNode::Kind::Phrase:
      return words.has_in_order(node.terms);
    case QueryNode::Kind::Prefix:
      return words.has_beginning(squash(node.text));
    // What is left out, and field values, are asked of the asset that holds the column.
    case QueryNode::Kind::Not:
    case QueryNode::Kind::FieldValue:
      return true;
  }
  return false;
}

// What every word that a stem stands for begins with: stemming changes ends, and of the shortest words nearly
// all.
std::string certain_beginning(const std::string& term) {
  if (term.size() > 3) return term.substr(0, 3);
  return term.size() == 3 ? term.substr(0, 1) : term;
}

}  // namespace

ColumnMatcher::ColumnMatcher(const Query& query, const Analyzer& analyzer)
    : query_(query), analyzer_(analyzer) {
  bool telling = true;
  for (std::size_t i = 0; i < query.root.children.size(); ++i) {
    const QueryNode& child = query.root.children[i];
    if (child.kind == QueryNode::Kind::Not || child.kind == QueryNode::Kind::FieldValue) continue;
    wanted_ |= std::uint64_t{1} << i;
    telling = telling && child.kind == QueryNode::Kind::Word;
    for (const WordForm& form : child.forms) beginnings_.push_back(certain_beginning(form.terms.front()));
  }
  if (!telling) beginnings_.clear();
}

// A look that is a hundred times quicker than an analysis, and mostly says no.
bool ColumnMatcher::may_hold(std::string_view prose) const {
  if (beginnings_.empty()) return true;
  if (std::any_of(prose.begin(), prose.end(), [](char c) { return (c & 0x80) != 0; })) return true;
  const std::string text = lower(prose);
  return std::any_of(beginnings_.begin(), beginnings_.end(),
                     [&](const std::string& begin) { return text.find(begin) != std::string::npos; });
}

ColumnMatcher::Text ColumnMatcher::read(std::string_view text, TextKind kind) const {
  const std::vector<Token> tokens = analyzer_.analyze(text, kind);
  const Words words(tokens);
  Text found;
  for (std::size_t i = 0; i < query_.root.children.size(); ++i)
    if ((wanted_ >> i & 1) != 0 && holds(query_.root.children[i], words))
      found.words |= std::uint64_t{1} << i;
  if (found.words == 0 || kind != TextKind::Name) return found;
  std::size_t parts = 0, asked = 0;
  const std::vector<const QueryNode*> leaves = positive_leaves(query_.root);
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::Part) continue;
    ++parts;
    asked += std::any_of(leaves.begin(), leaves.end(), [&](const QueryNode* leaf) {
      const auto is_it = [&](const std::string& term) { return term == token.term || term == token.folded; };
      return std::any_of(leaf->terms.begin(), leaf->terms.end(), is_it) ||
             std::any_of(leaf->forms.begin(), leaf->forms.end(), [&](const WordForm& form) {
               return std::any_of(form.terms.begin(), form.terms.end(), is_it);
             });
    });
  }
  found.share = parts == 0 ? 0 : static_cast<double>(asked) / static_cast<double>(parts);
  const std::string squashed = squash(text), last = squash(text.substr(text.rfind('.') + 1));
  found.exact = std::any_of(query_.names.begin(), query_.names.end(),
                            [&](const std::string& name) { return name == squashed || name == last; });
  return found;
}

const ColumnMatcher::Text& ColumnMatcher::name(std::string_view text) {
  std::string key(text);
  if (const auto known = names_.find(key); known != names_.end()) return known->second;
  if (names_.size() >= kMostNamesKept) names_.clear();
  return names_.emplace(std::move(key), read(text, TextKind::Name)).first->second;
}

ColumnMatch ColumnMatcher::match(const Column& column) {
  ColumnMatch match;
  const auto add = [&](const Text& text, double weight) {
    match.weight += weight * std::popcount(text.words & ~match.words);
    match.words |= text.words;
  };
  const auto add_name = [&](const std::string& name_text) {
    const Text& text = name(name_text);
    add(text, kName);
    match.share = std::max(match.share, text.share);
    match.exact = match.exact || text.exact;
  };
  if (wanted_ == 0) return match;
  add_name(column.path);
  if (!column.title.empty() && column.title != column.path) add_name(column.title);
  for (const std::string& tag : column.tags) add(name(tag), kTag);
  for (const std::string& term : column.terms) add(name(term), kTag);
  if (match.words != wanted_ && !column.description.empty() && may_hold(column.description))
    add(read(column.description, TextKind::Prose), kDescription);
  return match;
}

}  // namespace waymark
