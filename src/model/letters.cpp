#include "letters.h"

namespace waymark {
namespace {

// The lower-case form of a letter of two bytes in UTF-8 (U+0080 to U+07FF).
unsigned lower_of(unsigned code) {
  if (code >= 0xC0 && code <= 0xDE && code != 0xD7) return code + 0x20;     // À to Þ without ×
  if (code >= 0x391 && code <= 0x3A9 && code != 0x3A2) return code + 0x20;  // Α to Ω
  if (code >= 0x410 && code <= 0x42F) return code + 0x20;                   // А to Я
  if (code >= 0x400 && code <= 0x40F) return code + 0x50;                   // Ѐ to Џ
  return code;
}

}  // namespace

std::string fold_case(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if (byte >= 'A' && byte <= 'Z') out[i] = static_cast<char>(byte + 0x20);
    if ((byte & 0xE0) != 0xC0 || i + 1 == out.size()) continue;
    const auto next = static_cast<unsigned char>(out[i + 1]);
    if ((next & 0xC0) != 0x80) continue;
    const unsigned folded = lower_of((byte & 0x1Fu) << 6 | (next & 0x3Fu));
    out[i] = static_cast<char>(0xC0 | folded >> 6);
    out[++i] = static_cast<char>(0x80 | (folded & 0x3F));
  }
  return out;
}

}  // namespace waymark
