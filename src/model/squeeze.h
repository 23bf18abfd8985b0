// squeeze.h - words compared by their letters and digits alone: "Data Product", "data_product" and
// "dataProduct" are one.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

inline std::string squeeze(std::string_view word) {
  std::string letters;
  for (const char c : word) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
    if (c >= 'A' && c <= 'Z') letters += static_cast<char>(c - 'A' + 'a');
  }
  return letters;
}

}  // namespace waymark
