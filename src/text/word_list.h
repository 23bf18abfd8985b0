// word_list.h - English words with how usual each is, and the words of data catalogs: what glued names are
// cut with.
//
// Comes with the program (cmake/word_list.cmake). Threads: any number at once.
#pragma once

#include <cstdint>
#include <string_view>

namespace waymark {

enum class WordTier : std::uint8_t {
  None,     // Not in the list.
  Catalog,  // A word of data catalogs.
  // How large a dictionary must be to have it.
  Size10,
  Size20,
  Size35,
  Size40,
  Size50,
  Size55,
  Size60,
  Size70,
  Name,  // A name or an abbreviation: a word, but part of nothing.
};

// FNV-1a, letter by letter, so that every beginning of a text is hashed on the way.
constexpr std::uint32_t kWordHashStart = 2166136261U;
constexpr std::uint32_t add_to_word_hash(std::uint32_t hash, char letter) {
  return (hash ^ static_cast<unsigned char>(letter)) * 16777619U;
}

// Of a word of folded letters, and of its hash.
WordTier word_tier(std::string_view word, std::uint32_t hash);
WordTier word_tier(std::string_view word);

}  // namespace waymark
