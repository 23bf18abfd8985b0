// bitmap.h - a set of documents of one shard.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace waymark {

class Bitmap {
 public:
  explicit Bitmap(std::uint32_t size = 0, bool full = false)
      : size_(size), words_((size + 63) / 64, full ? ~0ULL : 0) {
    if (full && size % 64 != 0) words_.back() = (1ULL << (size % 64)) - 1;
  }

  std::uint32_t size() const { return size_; }
  void set(std::uint32_t i) { words_[i / 64] |= 1ULL << (i % 64); }
  bool test(std::uint32_t i) const { return (words_[i / 64] >> (i % 64) & 1) != 0; }

  Bitmap& operator&=(const Bitmap& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= other.words_[w];
    return *this;
  }
  Bitmap& operator|=(const Bitmap& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] |= other.words_[w];
    return *this;
  }
  Bitmap& remove(const Bitmap& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= ~other.words_[w];
    return *this;
  }

  std::uint64_t count() const {
    std::uint64_t total = 0;
    for (const std::uint64_t word : words_) total += static_cast<std::uint64_t>(std::popcount(word));
    return total;
  }

  template <typename Visit>
  void for_each(Visit&& visit) const {
    for (std::size_t w = 0; w < words_.size(); ++w)
      for (std::uint64_t word = words_[w]; word != 0; word &= word - 1)
        visit(static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(word))));
  }

 private:
  std::uint32_t size_;
  std::vector<std::uint64_t> words_;
};

}  // namespace waymark
