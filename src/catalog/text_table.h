// text_table.h - texts that are looked up by the million: each distinct text
// once, and a number for it.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>
#include <vector>

namespace waymark {

// Numbers count up from 0 in the order of adding. Views stay valid while the
// table lives.
class TextTable {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t add(std::string_view text);
  std::uint32_t find(std::string_view text) const;  // kNone when it was never added.
  std::string_view text(std::uint32_t number) const { return texts_[number]; }
  std::size_t size() const { return texts_.size(); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kNone;
  };
  Slot& slot_of(std::string_view text, std::uint32_t hash);
  void grow();
  std::string_view keep(std::string_view text);

  std::vector<std::string_view> texts_;
  std::vector<Slot> slots_;  // Open addressing; a power of two, at most two thirds full.
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace waymark
