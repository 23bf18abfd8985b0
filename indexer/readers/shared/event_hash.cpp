#include "event_hash.h"

#include <string>

#include "waymark/base/hash.h"

namespace waymark {

// The first eight bytes of a SHA-256, highest first. Each word is preceded by its length, so that {"ab", "c"} and
// {"a", "bc"} differ.
std::uint64_t event_hash(std::initializer_list<std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    text += std::to_string(word.size());
    text += ':';
    text += word;
  }
  const Digest digest = sha256(text);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | digest[i];
  return number;
}

}  // namespace waymark
