// byte_codec.h - plain structs as bytes and back, by one list of members for each struct
// (fragment_bytes.cpp).
//
// A struct is a mask of the members that say something and then those, so an empty member costs one bit.
// `members_of` takes a struct apart by structured binding: a member added to the struct and not to the list
// does not compile.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "waymark/base/time.h"

namespace waymark {

template <typename T>
concept HasMembers = requires(T& value) {
  members_of(value);
};

class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) : out_(out) {}

  void varint(std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) out_ += static_cast<char>(number | 0x80);
    out_ += static_cast<char>(number);
  }
  void put(std::string_view text) { varint(text.size()), out_.append(text); }
  void put(const std::string& text) { put(std::string_view(text)); }
  void put(bool flag) { out_ += static_cast<char>(flag); }
  void put(std::int64_t number) {  // Zigzag: small negative numbers stay small.
    varint((static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63));
  }
  void put(std::uint64_t number) { out_.append(reinterpret_cast<const char*>(&number), sizeof number); }
  void put(Time time) { put(static_cast<std::int64_t>(time.time_since_epoch().count())); }
  void put(Seconds length) { put(static_cast<std::int64_t>(length.count())); }
  template <typename T>
  requires std::is_enum_v<T>
  void put(T value) { out_ += static_cast<char>(value); }
  void put(const std::pair<std::string, std::string>& both) { put(both.first), put(both.second); }
  template <typename T>
  void put(const std::vector<T>& items) {
    varint(items.size());
    for (const T& item : items) put(item);
  }
  template <typename T>
  void put(const std::optional<T>& value) {
    put(*value);
  }  // Only asked for when there is one.
  template <HasMembers T>
  void put(const T& value) {
    std::apply([&](const auto&... each) { put_all(each...); }, members_of(value));
  }

  template <typename... T>
  void put_all(const T&... each) {
    static_assert(sizeof...(T) <= 64);
    std::uint64_t mask = 0, bit = 1;
    ((mask |= says_something(each) ? bit : 0, bit <<= 1), ...);
    varint(mask);
    ((says_something(each) ? put(each) : void()), ...);
  }

 private:
  template <typename T>
  static bool says_something(const T& value) {
    if constexpr (requires { value.has_value(); })
      return value.has_value();
    else if constexpr (requires { value.size(); })
      return !value.empty();
    else if constexpr (HasMembers<const T>)
      return std::apply([](const auto&... each) { return (says_something(each) || ...); }, members_of(value));
    else
      return value != T{};
  }

  std::string& out_;
};

// After the first thing that does not fit, everything reads as empty and `bad()` says so.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  bool bad() const { return bad_; }
  bool finished() const { return !bad_ && rest_.empty(); }
  std::string_view rest() const { return rest_; }

  std::uint64_t varint() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1)[0]);
      number |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return number;
    }
    return broken(), 0;
  }
  std::string_view bytes(std::uint64_t size) {
    if (size > rest_.size()) return broken(), std::string_view();
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  void get(std::string_view& text) { text = bytes(varint()); }
  void get(std::string& text) { text = bytes(varint()); }
  void get(bool& flag) { flag = take(1)[0] != 0; }
  void get(std::int64_t& number) {
    const std::uint64_t zigzag = varint();
    number = static_cast<std::int64_t>(zigzag >> 1) ^ -static_cast<std::int64_t>(zigzag & 1);
  }
  void get(std::uint64_t& number) { std::memcpy(&number, take(sizeof number), sizeof number); }
  void get(Time& time) { time = Time(Seconds(number())); }
  void get(Seconds& length) { length = Seconds(number()); }
  template <typename T>
  requires std::is_enum_v<T>
  void get(T& value) {
    const auto number = static_cast<std::underlying_type_t<T>>(take(1)[0]);
    if (number > static_cast<std::underlying_type_t<T>>(last_of(T{}))) return broken();
    value = static_cast<T>(number);
  }
  void get(std::pair<std::string, std::string>& both) { get(both.first), get(both.second); }
  template <typename T>
  void get(std::vector<T>& items) {
    const std::uint64_t count = varint();
    if (count > rest_.size()) return broken();  // Every item has a byte at least.
    items.clear();
    items.reserve(count);
    for (std::uint64_t i = 0; i < count && !bad_; ++i) get(items.emplace_back());
  }
  template <typename T>
  void get(std::optional<T>& value) {
    get(value.emplace());
  }
  template <HasMembers T>
  void get(T& value) {
    std::apply([&](auto&... each) { get_all(each...); }, members_of(value));
  }

  template <typename... T>
  void get_all(T&... each) {
    std::uint64_t mask = varint();
    ((mask & 1 ? get(each) : void(each = T{}), mask >>= 1), ...);  // Some are not empty when they are made.
    if (mask != 0) broken();
  }

 private:
  static constexpr char kZeros[8] = {};

  const char* take(std::size_t size) {
    if (size > rest_.size()) return broken(), kZeros;
    return bytes(size).data();
  }
  std::int64_t number() {
    std::int64_t value = 0;
    get(value);
    return value;
  }
  void broken() { bad_ = true, rest_ = {}; }

  std::string_view rest_;
  bool bad_ = false;
};

}  // namespace waymark
