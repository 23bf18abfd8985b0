// What the words of a plain query may stand for besides themselves.
#include <algorithm>

#include "query.h"

namespace waymark {
namespace {

constexpr std::size_t kMostNeighbours = 64;

bool only_asks(const QueryNode& node, const Analyzer& analyzer) {
  return node.kind == QueryNode::Kind::Word && !node.folded.empty() &&
         is_question_word(node.folded, analyzer.language());
}

std::string squashed(const std::vector<QueryNode>& words, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += squash(words[i].text);
  return text;
}

// As typed; without what asks at either end ("what is a cairn"), so that Returns and Refunds keeps its "and";
// without any word that asks.
void add_names(Query& query, const std::vector<QueryNode>& kept, const Analyzer& analyzer) {
  const auto add = [&](std::string name) {
    if (!name.empty() && std::find(query.names.begin(), query.names.end(), name) == query.names.end())
      query.names.push_back(std::move(name));
  };
  const std::vector<QueryNode>& words = query.root.children;
  add(squash(query.words));
  std::size_t begin = 0, end = words.size();
  while (begin < end && only_asks(words[begin], analyzer)) ++begin;
  while (end > begin && only_asks(words[end - 1], analyzer)) --end;
  add(squashed(words, begin, end));
  add(squashed(kept, 0, kept.size()));
}

void add_neighbours(Query& query, const Analyzer& analyzer) {
  for (const Token& token : analyzer.analyze(query.words, TextKind::Typed))
    if (token.kind == TokenKind::Pair && query.neighbours.size() < kMostNeighbours)
      query.neighbours.push_back(token.term);
}

}  // namespace

void reduce_question(Query& query, const Analyzer& analyzer) {
  std::vector<QueryNode> kept;
  for (const QueryNode& node : query.root.children)
    if (!only_asks(node, analyzer)) kept.push_back(node);
  add_names(query, kept, analyzer);
  if (!kept.empty()) query.root.children = std::move(kept);  // Never the last word.
  add_neighbours(query, analyzer);
}

std::vector<std::string> word_beginnings(const Query& query, const Analyzer& analyzer) {
  std::vector<std::string> beginnings;
  for (const QueryNode& node : query.root.children)
    for (const Token& token : analyzer.analyze(node.text))
      if (token.kind == TokenKind::Part) beginnings.push_back(token.folded);
  return beginnings;
}

}  // namespace waymark
