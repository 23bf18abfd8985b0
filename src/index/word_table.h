// word_table.h - the words of texts by number: a text that comes again costs a look-up.
//
//   table.next_asset(asset);
//   for (const TextWord& word : table.words_of("fct_orders", TextKind::Name))
//     table.term(word.term);
//
// Names of columns, tags and owners come again and again, and so do the words of descriptions: most texts are
// analysed once for thousands of assets.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/index/own_words.h"
#include "waymark/text/analyzer.h"

namespace waymark {

// A token (analyzer.h) of a text.
struct TextWord {
  std::uint32_t term = 0;
  std::uint32_t folded = 0;  // The number of its folded form, of parts.
  std::uint32_t position = 0;
  TokenKind kind = TokenKind::Part;
};

// Threads: one at a time; one per thread.
class WordTable {
 public:
  explicit WordTable(const std::string& language) : analyzer_(language) {}

  // Its words help to cut its names. Numbers given before may become those of other terms here.
  void begin(const Asset& asset);
  // Valid until the next call.
  std::span<const TextWord> words_of(std::string_view text, TextKind kind);

  const std::string& term(std::uint32_t number) const { return *terms_[number].text; }
  std::uint16_t forward_hash(std::uint32_t number) const { return terms_[number].forward; }
  bool worth_correcting_to(std::uint32_t number) const { return terms_[number].corrects; }
  std::size_t size() const { return terms_.size(); }
  std::uint32_t numbering() const { return numbering_; }  // Another one: numbers are those of other terms.

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  struct Term {
    const std::string* text;
    std::uint16_t forward;
    bool corrects;
  };
  struct Known {
    std::uint32_t begin = 0, count = 0;  // In `kept_`.
    bool strange = false;                // The asset's own words may cut it.
  };
  using KnownTexts = std::unordered_map<std::string, Known, Hash, std::equal_to<>>;

  std::span<const TextWord> prose(std::string_view text);
  std::span<const TextWord> name(std::string_view text, TextKind kind);
  const Known& known(KnownTexts& texts, std::string_view text, TextKind kind);
  void append(const std::vector<Token>& tokens, std::vector<TextWord>& words);
  std::uint32_t number_of(std::string_view term);

  Analyzer analyzer_;
  std::optional<OwnWords> own_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<Term> terms_;
  std::uint32_t numbering_ = 0;
  KnownTexts names_, chunks_;
  std::vector<TextWord> kept_, scratch_;
};

}  // namespace waymark
