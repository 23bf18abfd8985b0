#include <algorithm>

#include "waymark/text/analyzer.h"

#include "characters.h"

namespace waymark {
namespace {

bool is_word_character(CharClass kind) {
  return kind == CharClass::Upper || kind == CharClass::Lower || kind == CharClass::Digit ||
         kind == CharClass::Ideograph;
}

// Most texts are plain ASCII to the end and need no reader: the folded beginning, up to the first other byte.
std::string folded_ascii(std::string_view text) {
  const auto other = std::find_if(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  std::string out;
  out.reserve(text.size());
  for (const char c : text.substr(0, static_cast<std::size_t>(other - text.begin())))
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out = folded_ascii(text), folded;
  Character character;
  for (CharacterReader reader(text.substr(out.size())); reader.next(character, folded);) out += folded;
  return out;
}

std::string squash(std::string_view text) {
  std::string out = folded_ascii(text), folded;
  CharacterReader reader(text.substr(out.size()));
  std::erase_if(out, [](char c) { return !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'); });
  Character character;
  while (reader.next(character, folded))
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

}  // namespace waymark
