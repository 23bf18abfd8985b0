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
      std::uint64_t bits = window();
      auto ones = static_cast<std::uint32_t>(std::countr_one(bits));
      if (ones <= kOnesAtOnce) {  // All of the term is in the window.
        bits >>= ones + 1;
        bit_ += ones + 1;
      } else {
        ones = take_ones();
        bits = window();
      }
      const std::uint32_t hash = next + ((ones << low_bits_) | static_cast<std::uint32_t>(bits & low_mask()));
      bits >>= low_bits_;
      const std::uint32_t count = (bits & 1) == 0   ? 1
                                  : (bits & 2) == 0 ? 2
                                                    : 3 + static_cast<std::uint32_t>((bits >> 2) & 0xFF);
      bit_ += low_bits_ + (count < 3 ? count : 10);
      if (hash > 0xFFFF || bit_ > end_bits()) return damaged();
      visit(static_cast<std::uint16_t>(hash), count);
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
  static constexpr std::uint32_t kOnesAtOnce = 30;  // Beside them a term has at most 26 bits.
  // How many ones there are before the next zero, which is passed over as well.
  std::uint32_t take_ones() {
    std::uint32_t ones = 0;
    auto here = static_cast<std::uint32_t>(std::countr_one(window()));
    while (here >= 56 && bit_ <= end_bits()) {
      ones += 56;
      bit_ += 56;
      here = static_cast<std::uint32_t>(std::countr_one(window()));
    }
    bit_ += here + 1;
    return ones + here;
  }
  std::uint64_t low_mask() const { return (1ULL << low_bits_) - 1; }

  std::string_view bytes_;
  std::uint32_t container_ = 0;
  std::size_t at_ = 0;     // In bytes: the next field.
  std::uint64_t bit_ = 0;  // Inside the terms of this field.
  std::size_t field_ = 0;
  std::uint32_t texts_ = 0, length_ = 0, terms_ = 0, low_bits_ = 0;
};

}  // namespace waymark
