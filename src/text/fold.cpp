#include <algorithm>
#include <iterator>

#include "waymark/text/analyzer.h"

#include "characters.h"

namespace waymark {
namespace {

bool is_word_character(CharClass kind) {
  return kind == CharClass::Upper || kind == CharClass::Lower || kind == CharClass::Digit ||
         kind == CharClass::Ideograph;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out, folded;
  out.reserve(text.size());
  Character character;
  for (CharacterReader reader(text); reader.next(character, folded);) out += folded;
  return out;
}

std::string squash(std::string_view text) {
  std::string out, folded;
  out.reserve(text.size());
  Character character;
  for (CharacterReader reader(text); reader.next(character, folded);)
    if (is_word_character(character.kind)) out += folded;
  return out;
}

std::vector<std::string> squashed_suffixes(std::string_view qualified_name) {
  std::vector<std::string> suffixes;
  constexpr std::string_view kBorders = "./:|";
  while (!qualified_name.empty()) {
    if (std::string whole = squash(qualified_name);
        !whole.empty() && (suffixes.empty() || suffixes.back() != whole))
      suffixes.push_back(std::move(whole));
    const std::size_t border = qualified_name.find_first_of(kBorders);
    if (border == std::string_view::npos) break;
    qualified_name.remove_prefix(border + 1);
  }
  return suffixes;
}

bool is_question_word(std::string_view folded_word) {
  // Sorted. Words that carry a filter ("last", "late") or a thing ("table") are not here.
  static constexpr std::string_view kWords[] = {
      "a",      "all",     "an",       "and",   "any",   "are", "as",    "at",   "be",    "been",  "by",
      "can",    "contain", "contains", "could", "did",   "do",  "does",  "each", "every", "find",  "for",
      "from",   "get",     "give",     "has",   "have",  "how", "i",     "in",   "into",  "is",    "it",
      "its",    "list",    "many",     "me",    "much",  "my",  "of",    "on",   "or",    "our",   "per",
      "please", "show",    "tell",     "than",  "that",  "the", "their", "them", "there", "these", "they",
      "this",   "those",   "to",       "us",    "was",   "we",  "were",  "what", "when",  "where", "which",
      "who",    "whose",   "will",     "with",  "would", "you", "your"};
  return std::binary_search(std::begin(kWords), std::end(kWords), folded_word);
}

}  // namespace waymark
