// decode.h - bytes of an export to UTF-8, piece by piece.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waymark {

enum class Encoding { Utf8, Utf16Little, Utf16Big };

struct ByteOrderMark {
  Encoding encoding = Encoding::Utf8;
  std::size_t bytes = 0;  // Length of the mark; 0 without one.
};
ByteOrderMark byte_order_mark(std::string_view beginning);

class Decoder {
 public:
  explicit Decoder(Encoding encoding) : encoding_(encoding) {}
  // The text of these bytes, valid until the next call or until `bytes` go. Half a character at the end waits
  // for the next call.
  std::string_view decode(std::string_view bytes);
  std::string_view finish();  // What still waits.

  // Bytes that were no UTF-8, each read as Windows-1252; units that were no UTF-16, each read as U+FFFD.
  std::size_t foreign() const { return foreign_; }

 private:
  std::string_view decode_utf8(std::string_view bytes, bool last);
  std::string_view decode_utf16(std::string_view bytes, bool last);
  void unit(std::uint16_t value);

  Encoding encoding_;
  std::string waiting_;  // Bytes of a character that is not whole yet.
  std::string joined_;
  std::string out_;
  std::uint16_t high_ = 0;  // A first surrogate that waits for its second.
  std::size_t foreign_ = 0;
};

}  // namespace waymark
