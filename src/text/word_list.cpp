#include "word_list.h"

#include <array>
#include <vector>

namespace waymark {

extern const std::string_view kWordListText;  // "#" and a tier, then its words, a line each.

namespace {

constexpr std::array<std::pair<std::string_view, WordTier>, 10> kTiers = {{{"0", WordTier::Catalog},
                                                                           {"10", WordTier::Size10},
                                                                           {"20", WordTier::Size20},
                                                                           {"35", WordTier::Size35},
                                                                           {"40", WordTier::Size40},
                                                                           {"50", WordTier::Size50},
                                                                           {"55", WordTier::Size55},
                                                                           {"60", WordTier::Size60},
                                                                           {"70", WordTier::Size70},
                                                                           {"99", WordTier::Name}}};

std::uint32_t hash_of(std::string_view word) {
  std::uint32_t hash = kWordHashStart;
  for (const char letter : word) hash = add_to_word_hash(hash, letter);
  return hash;
}

// An open hash table into the text. A word that stands in several tiers is of the first.
class WordTable {
 public:
  explicit WordTable(std::string_view text) : text_(text), slots_(kSlots) {
    WordTier tier = WordTier::None;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view line = text.substr(at, end - at);
      if (line.starts_with('#'))
        tier = tier_named(line.substr(1));
      else if (line.size() > 1)
        add(static_cast<std::uint32_t>(at), line, tier);
      at = end + 1;
    }
  }

  WordTier tier(std::string_view word, std::uint32_t hash) const {
    const Slot& slot = slots_[place(word, hash)];
    return slot.tier;
  }

 private:
  static constexpr std::uint32_t kSlots = 1U << 18U;  // Twice the words.
  struct Slot {
    std::uint32_t at = 0;
    std::uint8_t size = 0;
    WordTier tier = WordTier::None;
  };

  static WordTier tier_named(std::string_view name) {
    for (const auto& [number, tier] : kTiers)
      if (number == name) return tier;
    return WordTier::None;
  }
  void add(std::uint32_t at, std::string_view word, WordTier tier) {
    if (word.size() > 255) return;
    Slot& slot = slots_[place(word, hash_of(word))];
    if (slot.tier == WordTier::None) slot = {at, static_cast<std::uint8_t>(word.size()), tier};
  }
  // Of the word, or of the empty slot it would take.
  std::uint32_t place(std::string_view word, std::uint32_t hash) const {
    std::uint32_t slot = (hash ^ (hash >> 15U)) & (kSlots - 1);
    while (slots_[slot].tier != WordTier::None && text_.substr(slots_[slot].at, slots_[slot].size) != word)
      slot = (slot + 1) & (kSlots - 1);
    return slot;
  }

  std::string_view text_;
  std::vector<Slot> slots_;
};

}  // namespace

WordTier word_tier(std::string_view word, std::uint32_t hash) {
  static const WordTable table(kWordListText);
  return table.tier(word, hash);
}

WordTier word_tier(std::string_view word) { return word_tier(word, hash_of(word)); }

}  // namespace waymark
