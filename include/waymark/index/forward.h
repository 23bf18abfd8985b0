// forward.h - which words each document has in which of its fields: what the re-ranker counts.
//
//   ForwardRecord record;                    // While a document is written:
//   record.add(field, tokens);               //   once per text, field = row of text_fields()
//   file.add(record.finish(container));
//
//   ForwardReader reader(bytes);             // While it is ranked:
//   while (reader.next_field())
//     reader.for_each_term([&](std::uint16_t hash, std::uint32_t count) { … });
//
// A word stands as 16 bits of its hash: words that share a hash are told apart by
// the posting lists. Layout: docs/index-format.md.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "waymark/text/analyzer.h"

namespace waymark {

std::uint16_t forward_hash(std::string_view term);
// What a thing lies in, by its qualified name without the last part: things of one schema share it. 0:
// nothing.
std::uint32_t forward_container(std::string_view platform, std::string_view qualified_name,
                                std::string_view name);

// One document being written. Reused: finish() leaves it empty.
class ForwardRecord {
 public:
  void add(std::size_t field, std::span<const Token> tokens);
  // A text of so many parts; the hashes of all its tokens.
  void add(std::size_t field, std::uint32_t parts, std::span<const std::uint16_t> hashes);
  std::string finish(std::uint32_t container);

 private:
  struct FieldTerms {
    std::uint32_t texts = 0, length = 0;
    std::vector<std::uint16_t> hashes;
  };
  std::vector<FieldTerms> fields_;
};

class ForwardReader {
 public:
  explicit ForwardReader(std::string_view record);

  std::uint32_t container() const { return container_; }
  // Moves on to the next field that has words; call for_each_term() once for each. False at the end, and
  // where a record is damaged.
  bool next_field();
  std::size_t field() const { return field_; }
  std::uint32_t texts() const { return texts_; }    // Of how many texts (columns, synonyms) it is made.
  std::uint32_t length() const { return length_; }  // In words.

  // visit(hash, count), by rising hash.
  template <typename Visit>
  void for_each_term(Visit&& visit) {
    std::uint32_t next = 0;
    for (std::uint32_t i = 0; i < terms_; ++i) {
      const std::uint32_t hash = next + take_gap();
      if (hash > 0xFFFF || bit_ > end_bits()) return damaged();
      visit(static_cast<std::uint16_t>(hash), take_count());
      next = hash + 1;
    }
    at_ = static_cast<std::size_t>((bit_ + 7) / 8);
  }

 private:
  std::uint64_t end_bits() const { return std::uint64_t{bytes_.size()} * 8; }
  void damaged() { at_ = bytes_.size(); }
  std::uint32_t take_number();

  // The next 57 bits or more; zeros past the end.
  std::uint64_t window() const {
    const auto byte = static_cast<std::size_t>(bit_ / 8);
    std::uint64_t word = 0;
    if (byte + 8 <= bytes_.size())
      std::memcpy(&word, bytes_.data() + byte, 8);
    else if (byte < bytes_.size())
      std::memcpy(&word, bytes_.data() + byte, bytes_.size() - byte);
    return word >> (bit_ % 8);
  }
  std::uint32_t take_gap() {
    std::uint32_t high = 0;
    std::uint64_t bits = window();
    auto ones = static_cast<std::uint32_t>(std::countr_one(bits));
    while (ones >= 56 && bit_ <= end_bits()) {
      high += 56;
      bit_ += 56;
      bits = window();
      ones = static_cast<std::uint32_t>(std::countr_one(bits));
    }
    high += ones;
    bit_ += ones + 1;
    const auto low = static_cast<std::uint32_t>(window() & ((1ULL << low_bits_) - 1));
    bit_ += low_bits_;
    return (high << low_bits_) | low;
  }
  std::uint32_t take_count() {
    const std::uint64_t bits = window();
    if ((bits & 1) == 0) return ++bit_, 1;
    if ((bits & 2) == 0) return bit_ += 2, 2;
    bit_ += 10;
    return 3 + static_cast<std::uint32_t>((bits >> 2) & 0xFF);
  }

  std::string_view bytes_;
  std::uint32_t container_ = 0;
  std::size_t at_ = 0;     // In bytes: the next field.
  std::uint64_t bit_ = 0;  // Inside the terms of this field.
  std::size_t field_ = 0;
  std::uint32_t texts_ = 0, length_ = 0, terms_ = 0, low_bits_ = 0;
};

}  // namespace waymark
