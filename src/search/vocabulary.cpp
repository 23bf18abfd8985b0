#include "vocabulary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
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

Vocabulary::Shape Vocabulary::shape_of(std::string_view text) {
  Shape shape{0, static_cast<std::uint32_t>(text.size())};
  for (const char c : text) shape.letters |= 1ULL << (static_cast<unsigned char>(c) % 64U);
  return shape;
}

// One edit changes the length by at most one and brings or takes at most one letter each.
bool Vocabulary::may_be_near(const Shape& a, const Shape& b, unsigned edits) {
  const std::uint32_t longer = std::max(a.length, b.length), shorter = std::min(a.length, b.length);
  return longer - shorter <= edits && std::popcount(a.letters & ~b.letters) <= static_cast<int>(edits) &&
         std::popcount(b.letters & ~a.letters) <= static_cast<int>(edits);
}

Vocabulary::Vocabulary(const AccessView& view, const Viewer::Shards& shards) : view_(view) {
  std::map<std::string, std::uint64_t> words;
  for (const Xapian::Database& database : shards.each)
    for (auto at = database.spellings_begin(), end = database.spellings_end(); at != end; ++at)
      words[*at] += at.get_termfreq();
  for (const auto& [text, documents] : words) words_.push_back({text, documents, shape_of(text)});
  for (std::uint32_t number = 0; number < view.shards().size(); ++number) {
    const Names& names = view.shards()[number]->names;
    for (std::uint32_t i = 0; i < names.size(); ++i)
      if (names.entry(i).start != 0 &&
          (i == 0 || names.entry(i - 1).start == 0 || names.text(i - 1) != names.text(i)))
        names_.push_back({number, i, shape_of(names.text(i))});
  }
}

std::vector<NearWord> Vocabulary::near_words(const std::string& folded, unsigned edits,
                                             std::size_t limit) const {
  std::vector<NearWord> near;
  const Shape shape = shape_of(folded);
  for (const Word& word : words_) {
    if (!may_be_near(shape, word.shape, edits)) continue;
    const unsigned apart = edits_between(folded, word.text, edits);
    if (apart > 0 && apart <= edits) near.push_back({word.text, apart, word.documents});
  }
  // The first letter is seldom the wrong one.
  const auto begins_otherwise = [&](const NearWord& word) { return word.text.front() != folded.front(); };
  std::sort(near.begin(), near.end(), [&](const NearWord& a, const NearWord& b) {
    return std::tuple(a.edits, begins_otherwise(a), b.documents, std::string_view(a.text)) <
           std::tuple(b.edits, begins_otherwise(b), a.documents, std::string_view(b.text));
  });
  if (near.size() > limit) near.resize(limit);
  return near;
}

std::vector<NearName> Vocabulary::near_names(const std::string& squashed, unsigned edits,
                                             std::size_t limit) const {
  std::map<std::string, NearName> by_name;
  const auto importance = [&](DocumentRef ref) {
    return view_.shards()[ref.shard]->columns.importance[ref.document];
  };
  const auto key = [&](DocumentRef ref) { return view_.shards()[ref.shard]->columns.keys[ref.document]; };
  const auto better = [&](DocumentRef a, DocumentRef b) {
    return std::tuple(-importance(a), key(a)) < std::tuple(-importance(b), key(b));
  };
  const Shape shape = shape_of(squashed);
  for (const Name& name : names_) {
    if (!may_be_near(shape, name.shape, edits)) continue;
    const Names& names = view_.shards()[name.shard]->names;
    const std::string text(names.text(name.entry));
    const unsigned apart = edits_between(squashed, text, edits);
    if (apart == 0 || apart > edits) continue;
    for (std::size_t i = name.entry; i < names.size() && names.text(i) == text; ++i) {
      if (names.entry(i).start == 0) continue;
      const DocumentRef ref{name.shard, names.entry(i).document};
      const auto [known, added] = by_name.try_emplace(text, NearName{ref, text, apart});
      if (!added && better(ref, known->second.ref)) known->second.ref = ref;
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
