// random.h - repeatable numbers: the same seed gives the same mesh on every machine.
#pragma once

#include <cstdint>

namespace waymark::mesh {

// SplitMix64 (Steele, Lea, Flood 2014): one addition and a few mixing steps, any seed is a good one.
inline std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ull;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
  return x ^ (x >> 31);
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(mixed(seed)) {}

  std::uint64_t next() { return mixed(state_ += 0x9e3779b97f4a7c15ull); }
  std::uint64_t below(std::uint64_t limit) {
    return next() % limit;
  }  // The bias is far below what anybody measures.
  bool percent(unsigned chance) { return below(100) < chance; }
  // A rank below 2^bits, the first far more often than the last: each doubling is as likely as the next,
  // which is Zipf's law with exponent 1 in steps.
  std::uint64_t zipf(unsigned bits) {
    const std::uint64_t doubling = 1ull << below(bits);
    return doubling - 1 + below(doubling);
  }

 private:
  std::uint64_t state_;
};

}  // namespace waymark::mesh
