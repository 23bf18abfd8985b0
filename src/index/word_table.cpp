#include "word_table.h"

#include <algorithm>

#include "waymark/index/forward.h"

namespace waymark {
namespace {

// Longer texts are not kept, and everything is let go of when it comes to some ten megabytes.
constexpr std::size_t kLongestKept = 64, kMostTerms = 100'000;

constexpr std::string_view kBlanks = " \t\r\n";

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool corrects(std::string_view word) { return word.size() >= 3 && word.size() <= 40 && !has_digit(word); }

}  // namespace

void WordTable::begin(const Asset& asset) {
  own_.emplace(asset, analyzer_);
  if (terms_.size() <= kMostTerms && kept_.size() <= kMostTerms * 4) return;
  names_.clear();
  chunks_.clear();
  numbers_.clear();
  terms_.clear();
  kept_.clear();
  ++numbering_;
}

std::span<const TextWord> WordTable::words_of(std::string_view text, TextKind kind) {
  scratch_.clear();
  return kind == TextKind::Prose ? prose(text) : name(text, kind);
}

std::span<const TextWord> WordTable::name(std::string_view text, TextKind kind) {
  if (text.size() > kLongestKept) {
    append(own_->analyze(text, kind), scratch_);
    return scratch_;
  }
  const Known& found = known(names_, text, kind);
  if (!found.strange) return {kept_.data() + found.begin, found.count};
  // What the asset's own words decide is kept for no other.
  append(analyzer_.analyze(text, kind, own_->knows()), scratch_);
  return scratch_;
}

// In prose no blank is inside a word and no word depends on another. What has a digit hardly comes again.
std::span<const TextWord> WordTable::prose(std::string_view text) {
  std::uint32_t position = 0;
  for (std::size_t begin = text.find_first_not_of(kBlanks); begin != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, begin), text.size());
    const std::string_view chunk = text.substr(begin, end - begin);
    const std::size_t first = scratch_.size();
    if (chunk.size() > kLongestKept || has_digit(chunk)) {
      append(analyzer_.analyze(chunk, TextKind::Prose), scratch_);
    } else {
      const Known& found = known(chunks_, chunk, TextKind::Prose);
      scratch_.insert(scratch_.end(), kept_.begin() + found.begin, kept_.begin() + found.begin + found.count);
    }
    std::uint32_t next = position;
    for (std::size_t i = first; i < scratch_.size(); ++i) {
      scratch_[i].position += position;
      if (scratch_[i].kind == TokenKind::Part) next = scratch_[i].position + 1;
    }
    position = next;
    begin = text.find_first_not_of(kBlanks, end);
  }
  return scratch_;
}

const WordTable::Known& WordTable::known(KnownTexts& texts, std::string_view text, TextKind kind) {
  if (const auto found = texts.find(text); found != texts.end()) return found->second;
  const std::vector<Token> tokens = analyzer_.analyze(text, kind);
  Known fresh{static_cast<std::uint32_t>(kept_.size()), static_cast<std::uint32_t>(tokens.size()),
              has_strange_parts(tokens)};
  append(tokens, kept_);
  return texts.emplace(std::string(text), fresh).first->second;
}

void WordTable::append(const std::vector<Token>& tokens, std::vector<TextWord>& words) {
  for (const Token& token : tokens) {
    const std::uint32_t term = number_of(token.term);
    const std::uint32_t folded = token.folded.empty() ? term : number_of(token.folded);
    words.push_back({term, folded, token.position, token.kind});
  }
}

std::uint32_t WordTable::number_of(std::string_view term) {
  if (const auto found = numbers_.find(term); found != numbers_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(terms_.size());
  const auto kept = numbers_.emplace(std::string(term), number).first;  // Nodes stay where they are.
  terms_.push_back({&kept->first, waymark::forward_hash(term), corrects(term)});
  return number;
}

}  // namespace waymark
