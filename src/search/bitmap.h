// bitmap.h - a set of documents of one shard.
#pragma once

#include <bit>
#include <cstddef>
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

  bool any() const {
    for (const std::uint64_t word : words_)
      if (word != 0) return true;
    return false;
  }
  std::vector<std::uint32_t> list() const {
    std::vector<std::uint32_t> all;
    all.reserve(count());
    for_each([&](std::uint32_t i) { all.push_back(i); });
    return all;
  }
  // What of it `keeps` is true of.
  template <typename Keeps>
  Bitmap filtered(const Keeps& keeps) const {
    Bitmap kept(size_);
    for (std::size_t w = 0; w < words_.size(); ++w) {
      std::uint64_t bits = 0;
      for (std::uint64_t word = words_[w]; word != 0; word &= word - 1) {
        const auto bit = static_cast<std::uint32_t>(std::countr_zero(word));
        bits |= std::uint64_t{keeps(static_cast<std::uint32_t>(w * 64) + bit)} << bit;
      }
      kept.words_[w] = bits;
    }
    return kept;
  }

  template <typename Visit>
  void for_each(Visit&& visit) const {
    for (std::size_t w = 0; w < words_.size(); ++w)
      for (std::uint64_t word = words_[w]; word != 0; word &= word - 1)
        visit(static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(word))));
  }

 private:
  friend class Places;

  std::uint32_t size_;
  std::vector<std::uint64_t> words_;
};

// Where each document of a bitmap stands in its order, from 0: what is kept per match needs no room for the
// others. The bitmap must outlive it and stay as it is.
class Places {
 public:
  explicit Places(const Bitmap& bitmap) : bitmap_(&bitmap) {
    before_.reserve(bitmap.words_.size());
    for (const std::uint64_t word : bitmap.words_) {
      before_.push_back(size_);
      size_ += static_cast<std::uint32_t>(std::popcount(word));
    }
  }

  std::uint32_t size() const { return size_; }
  // Of a document that is in the bitmap.
  std::uint32_t of(std::uint32_t document) const {
    const std::uint64_t lower = (1ULL << (document % 64)) - 1;
    return before_[document / 64] +
           static_cast<std::uint32_t>(std::popcount(bitmap_->words_[document / 64] & lower));
  }

 private:
  const Bitmap* bitmap_;
  std::uint32_t size_ = 0;
  std::vector<std::uint32_t> before_;  // By word of the bitmap.
};

}  // namespace waymark
