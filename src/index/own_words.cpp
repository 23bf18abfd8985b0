#include "waymark/index/own_words.h"

#include <algorithm>

namespace waymark {
namespace {

constexpr std::size_t kMostText = 2'000;  // Bytes of one text: words worth knowing come early.

}  // namespace

OwnWords::OwnWords(const Asset& asset, const Analyzer& analyzer)
    : asset_(asset), analyzer_(analyzer), knows_([this](std::string_view folded) {
        if (!gathered_) gather();
        return words_.contains(std::string(folded));
      }) {}

void OwnWords::take(std::string_view text) {
  for (Token& token : analyzer_.analyze(text.substr(0, kMostText)))
    if (token.kind == TokenKind::Part && token.folded.size() > 3) words_.insert(std::move(token.folded));
}

void OwnWords::gather() {
  gathered_ = true;
  for (const std::string* text : {&asset_.title, &asset_.description, &asset_.qualified_name, &asset_.domain})
    take(*text);
  for (const auto* texts : {&asset_.products, &asset_.tags, &asset_.terms, &asset_.synonyms})
    for (const std::string& text : *texts) take(text);
}

std::vector<Token> OwnWords::analyze(std::string_view text, TextKind kind) const {
  std::vector<Token> tokens = analyzer_.analyze(text, kind);
  return has_strange_parts(tokens) ? analyzer_.analyze(text, kind, &knows_) : tokens;
}

bool has_strange_parts(const std::vector<Token>& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.strange; });
}

}  // namespace waymark
