#include "glued.h"

#include <algorithm>
#include <array>
#include <limits>

#include "word_list.h"

namespace waymark {
namespace {

constexpr std::size_t kShortestGlued = 6, kLongestGlued = 200;
constexpr std::size_t kLongestWord = 20;
constexpr std::size_t kShortestLearnt = 4;  // A short word heard once may be anything.
constexpr std::size_t kFullWord = 4;
constexpr float kNoWord = std::numeric_limits<float>::infinity();
// A word as rare as one in e^cost; about what the sizes of dictionaries stand for.
constexpr float kLearnt = 9.5F;
constexpr float kJoining = 5, kShort = 2;
constexpr std::array<float, 11> kCost = {kNoWord, 8.5F, 8, 9.5F, 11, 12, 13, 14, 14.5F, 15, kNoWord};
// More than this for a letter is a coincidence of short words.
constexpr float kMostPerLetter = 2.8F;

// Words that join others in a name. No other word of two letters is a part of one.
constexpr std::array<std::string_view, 16> kJoiners = {
    "and", "be", "by", "for", "from", "has", "id", "in", "is", "not", "of", "on", "or", "the", "to", "with"};

bool joins(std::string_view word) {
  return word.size() <= 4 && std::binary_search(kJoiners.begin(), kJoiners.end(), word);
}

float cost_of(std::string_view word, std::uint32_t hash, WordSource list, const KnowsWord* more) {
  const bool english = list == WordSource::PackagedEnglish;
  if (english && joins(word)) return kJoining;
  if (word.size() < 3) return kNoWord;
  const WordTier tier = english ? word_tier(word, hash) : WordTier::None;
  float cost = kCost[static_cast<std::size_t>(tier)];
  // A dictionary has many short words that nobody knows.
  if ((word.size() == 3 && tier > WordTier::Size35) || (word.size() == 4 && tier > WordTier::Size40) ||
      (tier == WordTier::Size70 && word.size() < 7))
    cost = kNoWord;
  else if (word.size() == 3 && tier != WordTier::Catalog)
    cost += kShort;
  if (more != nullptr && cost > kLearnt && word.size() >= kShortestLearnt && (*more)(word)) cost = kLearnt;
  return cost;
}

}  // namespace

bool may_be_glued(std::string_view folded, WordSource list) {
  if (folded.size() < kShortestGlued || folded.size() > kLongestGlued) return false;
  if (!std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return false;
  return list != WordSource::PackagedEnglish || word_tier(folded) == WordTier::None;
}

std::vector<std::uint8_t> cut_glued(std::string_view folded, WordSource list, const KnowsWord* more) {
  const std::size_t size = folded.size();
  std::array<float, kLongestGlued + 1> best{};
  std::array<std::uint8_t, kLongestGlued + 1> length{};
  std::fill_n(best.begin(), size + 1, kNoWord);
  best[0] = 0;
  for (std::size_t begin = 0; begin < size; ++begin) {
    if (best[begin] == kNoWord) continue;
    std::uint32_t hash = kWordHashStart;
    // The whole is not one of its own words.
    const std::size_t longest = std::min({kLongestWord, size - begin, size - 1});
    for (std::size_t n = 1; n <= longest; ++n) {
      hash = add_to_word_hash(hash, folded[begin + n - 1]);
      if (n < 2) continue;
      const float cost = best[begin] + cost_of(folded.substr(begin, n), hash, list, more);
      if (cost >= best[begin + n]) continue;
      best[begin + n] = cost;
      length[begin + n] = static_cast<std::uint8_t>(n);
    }
  }
  if (best[size] > kMostPerLetter * static_cast<float>(size)) return {};
  std::vector<std::uint8_t> ends;
  std::size_t full = 0;
  for (std::size_t end = size; end > 0; end -= length[end]) {
    ends.push_back(static_cast<std::uint8_t>(end));
    const std::string_view word = folded.substr(end - length[end], length[end]);
    if (word.size() >= kFullWord || word_tier(word) == WordTier::Catalog) full += word.size();
  }
  if (full * 2 < size) return {};
  std::reverse(ends.begin(), ends.end());
  return ends;
}

}  // namespace waymark
