#include "vocabulary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <optional>
#include <tuple>

namespace waymark {
namespace {

constexpr std::size_t kLongestCompared = 120;

}  // namespace

// Optimal string alignment with the last two rows kept. Bytes, not characters: an accent was folded away
// before.
unsigned edits_between(std::string_view a, std::string_view b, unsigned most) {
  const unsigned too_many = most + 1;
  if (a.size() > kLongestCompared || b.size() > kLongestCompared) return a == b ? 0 : too_many;
  std::array<unsigned, kLongestCompared + 1> before_last{}, last{}, row{};
  for (unsigned j = 0; j <= b.size(); ++j) last[j] = j;
  for (unsigned i = 1; i <= a.size(); ++i) {
    row[0] = i;
    unsigned best = i;
    for (unsigned j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      best = std::min(best, row[j]);
    }
    if (best > most) return too_many;
    before_last = last;
    last = row;
  }
  return std::min(last[b.size()], too_many);
}

namespace {

// What can be told of two texts without reading them: one edit brings or takes at most one letter each.
bool may_be_near(std::uint64_t a, std::uint64_t b, unsigned edits) {
  return std::popcount(a & ~b) <= static_cast<int>(edits) && std::popcount(b & ~a) <= static_cast<int>(edits);
}

// Edits from one text to those of about its length and letters.
class Nearness {
 public:
  Nearness(const std::string& text, unsigned edits)
      : text_(text), edits_(edits), letters_(letters_of(text)) {}

  std::size_t shortest() const { return text_.size() > edits_ ? text_.size() - edits_ : 0; }
  std::size_t longest() const { return text_.size() + edits_; }
  // Nothing for the text itself and for what is too far away.
  std::optional<unsigned> of(std::string_view other, std::uint64_t letters) const {
    if (!may_be_near(letters_, letters, edits_)) return std::nullopt;
    const unsigned apart = edits_between(text_, other, edits_);
    if (apart == 0 || apart > edits_) return std::nullopt;
    return apart;
  }

 private:
  const std::string& text_;
  unsigned edits_;
  std::uint64_t letters_;
};

}  // namespace

std::vector<NearWord> near_words(const AccessView& view, const std::string& folded, unsigned edits,
                                 std::size_t limit) {
  std::map<std::string, NearWord, std::less<>> by_text;  // A word may be in several shards.
  const Nearness nearness(folded, edits);
  for (const Shard* shard : view.shards()) {
    const Words& words = shard->words;
    const auto [first, last] = words.of_length(nearness.shortest(), nearness.longest());
    for (std::size_t i = first; i < last; ++i)
      if (const auto apart = nearness.of(words.text(i), words.letters(i)))
        by_text.try_emplace(std::string(words.text(i)), NearWord{std::string(words.text(i)), *apart, 0})
            .first->second.documents += words.documents(i);
  }
  std::vector<NearWord> near;
  for (auto& [text, word] : by_text) near.push_back(std::move(word));
  // The first letter is seldom the wrong one.
  const auto begins_otherwise = [&](const NearWord& word) { return word.text.front() != folded.front(); };
  std::sort(near.begin(), near.end(), [&](const NearWord& a, const NearWord& b) {
    return std::tuple(a.edits, begins_otherwise(a), b.documents, std::string_view(a.text)) <
           std::tuple(b.edits, begins_otherwise(b), a.documents, std::string_view(b.text));
  });
  if (near.size() > limit) near.resize(limit);
  return near;
}

std::vector<NearName> near_names(const AccessView& view, const std::string& squashed, unsigned edits,
                                 std::size_t limit) {
  std::map<std::string, NearName> by_name;
  const auto importance = [&](DocumentRef ref) {
    return view.shards()[ref.shard]->columns.importance[ref.document];
  };
  const auto key = [&](DocumentRef ref) { return view.shards()[ref.shard]->columns.keys[ref.document]; };
  const auto better = [&](DocumentRef a, DocumentRef b) {
    return std::tuple(-importance(a), key(a)) < std::tuple(-importance(b), key(b));
  };
  const Nearness nearness(squashed, edits);
  for (std::uint32_t number = 0; number < view.shards().size(); ++number) {
    const Names& names = view.shards()[number]->names;
    const auto [first, last] = names.whole_of_length(nearness.shortest(), nearness.longest());
    for (std::size_t at = first; at < last; ++at) {
      const std::size_t entry = names.whole(at);
      const auto apart = nearness.of(names.text(entry), names.letters(at));
      if (!apart) continue;
      const std::string text(names.text(entry));
      for (std::size_t i = entry; i < names.size() && names.text(i) == text; ++i) {
        if (names.entry(i).start == 0) continue;
        const DocumentRef ref{number, names.entry(i).document};
        const auto [known, added] = by_name.try_emplace(text, NearName{ref, text, *apart});
        if (!added && better(ref, known->second.ref)) known->second.ref = ref;
      }
    }
  }
  std::vector<NearName> near;
  for (auto& [text, name] : by_name) near.push_back(std::move(name));
  std::sort(near.begin(), near.end(), [&](const NearName& a, const NearName& b) {
    return a.edits != b.edits ? a.edits < b.edits : better(a.ref, b.ref);
  });
  if (near.size() > limit) near.resize(limit);
  return near;
}

}  // namespace waymark
