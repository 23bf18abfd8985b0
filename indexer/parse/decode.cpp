#include "decode.h"

#include <array>
#include <cstdint>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

void append_utf8(std::string& out, std::uint32_t code) {
  const auto continuation = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    continuation(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    continuation(6);
    continuation(0);
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    continuation(12);
    continuation(6);
    continuation(0);
  }
}

// Windows-1252, 0x80 to 0x9F; the five bytes it leaves open are U+FFFD. From 0xA0 on it is Latin-1.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

std::uint32_t windows_1252(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80u] : byte;
}

// Whether these bytes could be the beginning of a character that the next piece ends.
bool may_continue(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest.front());
  const std::size_t length = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (lead > 0xF4 || rest.size() >= length) return false;
  for (const char c : rest.substr(1))
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) return false;
  return true;
}

}  // namespace

ByteOrderMark byte_order_mark(std::string_view beginning) {
  if (beginning.starts_with("\xEF\xBB\xBF")) return {Encoding::Utf8, 3};
  if (beginning.starts_with("\xFF\xFE")) return {Encoding::Utf16Little, 2};
  if (beginning.starts_with("\xFE\xFF")) return {Encoding::Utf16Big, 2};
  return {};
}

std::string_view Decoder::decode(std::string_view bytes) {
  if (!waiting_.empty()) {
    joined_.assign(waiting_).append(bytes);
    waiting_.clear();
    bytes = joined_;
  }
  return encoding_ == Encoding::Utf8 ? decode_utf8(bytes, false) : decode_utf16(bytes, false);
}

std::string_view Decoder::finish() {
  joined_ = std::move(waiting_);
  waiting_.clear();
  return encoding_ == Encoding::Utf8 ? decode_utf8(joined_, true) : decode_utf16(joined_, true);
}

std::string_view Decoder::decode_utf8(std::string_view bytes, bool last) {
  std::size_t good = valid_utf8_prefix(bytes);
  if (good == bytes.size()) return bytes;
  if (!last && may_continue(bytes.substr(good))) {
    waiting_ = bytes.substr(good);
    return bytes.substr(0, good);
  }
  out_.clear();
  while (true) {
    out_ += bytes.substr(0, good);
    bytes.remove_prefix(good);
    if (bytes.empty()) break;
    if (!last && may_continue(bytes)) {
      waiting_ = bytes;
      break;
    }
    append_utf8(out_, windows_1252(static_cast<unsigned char>(bytes.front())));
    ++foreign_;
    bytes.remove_prefix(1);
    good = valid_utf8_prefix(bytes);
  }
  return out_;
}

void Decoder::unit(std::uint16_t value) {
  const bool first = value >= 0xD800 && value < 0xDC00;
  const bool second = value >= 0xDC00 && value < 0xE000;
  if (high_ != 0 && second) {
    append_utf8(out_, 0x10000u + ((high_ - 0xD800u) << 10) + (value - 0xDC00u));
    high_ = 0;
    return;
  }
  if (high_ != 0 || second) {
    append_utf8(out_, 0xFFFD);
    ++foreign_;
  }
  high_ = first ? value : std::uint16_t{0};
  if (!first && !second) append_utf8(out_, value);
}

std::string_view Decoder::decode_utf16(std::string_view bytes, bool last) {
  out_.clear();
  const std::size_t low = encoding_ == Encoding::Utf16Little ? 0 : 1;
  for (; bytes.size() >= 2; bytes.remove_prefix(2))
    unit(static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[low]) |
                                    static_cast<unsigned char>(bytes[1 - low]) << 8));
  if (!last) {
    waiting_ = bytes;
  } else if (high_ != 0 || !bytes.empty()) {
    append_utf8(out_, 0xFFFD);
    ++foreign_;
    high_ = 0;
  }
  return out_;
}

}  // namespace waymark
