#include "text_table.h"

#include <cstring>
#include <functional>

namespace waymark {
namespace {

constexpr std::size_t kBlock = 1 << 18;

std::uint32_t hash_of(std::string_view text) {
  const std::size_t hash = std::hash<std::string_view>{}(text);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

TextTable::Slot& TextTable::slot_of(std::string_view text, std::uint32_t hash) {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    Slot& slot = slots_[at];
    if (slot.number == kNone || (slot.hash == hash && texts_[slot.number] == text)) return slot;
  }
}

void TextTable::grow() {
  std::vector<Slot> old(slots_.empty() ? 64 : slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number == kNone) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].number != kNone) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

std::string_view TextTable::keep(std::string_view text) {
  if (text.size() > kBlock / 4) {
    blocks_.push_back(std::make_unique<char[]>(text.size()));
    std::memcpy(blocks_.back().get(), text.data(), text.size());
    return {blocks_.back().get(), text.size()};
  }
  if (text.size() > left_) {
    blocks_.push_back(std::make_unique<char[]>(kBlock));
    free_ = blocks_.back().get();
    left_ = kBlock;
  }
  if (!text.empty()) std::memcpy(free_, text.data(), text.size());
  const std::string_view kept(free_, text.size());
  free_ += text.size();
  left_ -= text.size();
  return kept;
}

std::uint32_t TextTable::add(std::string_view text) {
  if ((texts_.size() + 1) * 3 > slots_.size() * 2) grow();
  const std::uint32_t hash = hash_of(text);
  Slot& slot = slot_of(text, hash);
  if (slot.number != kNone) return slot.number;
  slot = {.hash = hash, .number = static_cast<std::uint32_t>(texts_.size())};
  texts_.push_back(keep(text));
  return slot.number;
}

std::uint32_t TextTable::find(std::string_view text) const {
  if (slots_.empty()) return kNone;
  return const_cast<TextTable*>(this)->slot_of(text, hash_of(text)).number;
}

}  // namespace waymark
