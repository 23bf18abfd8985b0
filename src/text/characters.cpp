#include "characters.h"

#include <string_view>

#include <utf8proc.h>

namespace waymark {
namespace {

bool is_ideograph(utf8proc_int32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x2FA1F);
}

CharClass classify(utf8proc_int32_t c) {
  if (is_ideograph(c)) return CharClass::Ideograph;
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
      return CharClass::Upper;
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      return CharClass::Lower;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return CharClass::Digit;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return CharClass::Mark;
    default:
      return CharClass::Other;
  }
}

void append_utf8(std::string& out, utf8proc_int32_t c) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t length = utf8proc_encode_char(c, bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

// Letters that Unicode does not take apart, as people without them on their keys type them.
std::string_view spelled_out(utf8proc_int32_t c) {
  switch (c) {
    case 0xC6:
    case 0xE6:
      return "ae";
    case 0xD0:
    case 0xF0:
    case 0x110:
    case 0x111:
      return "d";
    case 0xD8:
    case 0xF8:
      return "o";
    case 0xDE:
    case 0xFE:
      return "th";
    case 0x126:
    case 0x127:
      return "h";
    case 0x131:
      return "i";
    case 0x141:
    case 0x142:
      return "l";
    case 0x152:
    case 0x153:
      return "oe";
    case 0x166:
    case 0x167:
      return "t";
    default:
      return {};
  }
}

void append_folded(std::string& out, utf8proc_int32_t c) {
  if (const std::string_view spelled = spelled_out(c); !spelled.empty()) {
    out += spelled;
    return;
  }
  utf8proc_int32_t decomposed[24];
  int boundary = 0;
  constexpr auto kOptions = static_cast<utf8proc_option_t>(
      UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  const utf8proc_ssize_t count = utf8proc_decompose_char(c, decomposed, 24, kOptions, &boundary);
  if (count < 0 || count > 24) return append_utf8(out, c);
  for (utf8proc_ssize_t i = 0; i < count; ++i) append_utf8(out, decomposed[i]);
}

}  // namespace

bool CharacterReader::next(Character& character, std::string& folded) {
  if (at_ >= text_.size()) return false;
  const auto byte = static_cast<unsigned char>(text_[at_]);
  character.begin = static_cast<std::uint32_t>(at_);
  folded.clear();
  if (byte < 0x80) {
    const char c = static_cast<char>(byte);
    if (c >= 'A' && c <= 'Z')
      character.kind = CharClass::Upper, folded = static_cast<char>(c + 32);
    else if (c >= 'a' && c <= 'z')
      character.kind = CharClass::Lower, folded = c;
    else if (c >= '0' && c <= '9')
      character.kind = CharClass::Digit, folded = c;
    else
      character.kind = CharClass::Other, folded = c;
    character.end = static_cast<std::uint32_t>(++at_);
    return true;
  }
  utf8proc_int32_t code_point = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text_.data() + at_);
  const utf8proc_ssize_t length =
      utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text_.size() - at_), &code_point);
  if (length <= 0) {
    character.kind = CharClass::Other;
    folded = "\xEF\xBF\xBD";
    character.end = static_cast<std::uint32_t>(++at_);
    return true;
  }
  at_ += static_cast<std::size_t>(length);
  character.end = static_cast<std::uint32_t>(at_);
  character.kind = classify(code_point);
  append_folded(folded, code_point);
  return true;
}

}  // namespace waymark
