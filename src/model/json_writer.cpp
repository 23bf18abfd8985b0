#include "json_writer.h"

#include "waymark/base/strings.h"

namespace waymark {
namespace {

// Bytes that are no UTF-8 become U+FFFD, one for each run: JSON has no way to hold them.
std::string repaired(std::string_view text) {
  std::string out;
  bool in_run = false;
  while (!text.empty()) {
    std::size_t length = 1;
    while (length <= 4 && length <= text.size() && !valid_utf8(text.substr(0, length))) ++length;
    if (length <= 4 && length <= text.size()) {
      out += text.substr(0, length);
      in_run = false;
    } else {
      length = 1;
      if (!in_run) out += "\xEF\xBF\xBD";
      in_run = true;
    }
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace

void JsonWriter::quote(std::string_view text) {
  if (!valid_utf8(text)) return quote(repaired(text));
  constexpr char kHex[] = "0123456789abcdef";
  out_ += '"';
  std::size_t plain = 0;  // Start of the run not copied yet.
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out_ += text.substr(plain, i - plain);
    plain = i + 1;
    out_ += '\\';
    if (c == '"' || c == '\\')
      out_ += static_cast<char>(c);
    else if (c == '\n')
      out_ += 'n';
    else if (c == '\t')
      out_ += 't';
    else
      (out_ += "u00") += {kHex[c >> 4], kHex[c & 15]};
  }
  out_ += text.substr(plain);
  out_ += '"';
}

}  // namespace waymark
