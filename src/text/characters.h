// characters.h - text as folded characters with their place in the original.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waymark {

enum class CharClass : std::uint8_t { Upper, Lower, Digit, Ideograph, Mark, Other };

// One character of the original text.
struct Character {
  std::uint32_t begin = 0, end = 0;  // Bytes of the original.
  CharClass kind = CharClass::Other;
};

// Walks a text character by character. `folded` receives what each character folds to (nothing for accents).
class CharacterReader {
 public:
  explicit CharacterReader(std::string_view text) : text_(text) {}
  bool next(Character& character, std::string& folded);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace waymark
