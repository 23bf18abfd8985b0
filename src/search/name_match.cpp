#include "name_match.h"

#include <algorithm>

#include "bitmap.h"

namespace waymark {
namespace {

// A single letter begins too many words to mean one.
constexpr std::size_t kShortestWord = 2;
constexpr std::size_t kMostWords = 8;  // A longer text is a sentence.

class Matcher {
 public:
  explicit Matcher(const AccessView& view) : view_(view) {}

  bool anything_begins(const std::string& text) const {
    for (const Shard* shard : view_.shards()) {
      const auto [first, last] = shard->names.range(text);
      if (first < last) return true;
    }
    return false;
  }

  void one_text(const std::string& text) {
    for (std::size_t number = 0; number < view_.shards().size(); ++number) {
      const Names& names = view_.shards()[number]->names;
      const auto [first, last] = names.range(text);
      for (std::size_t i = first; i < last; ++i) {
        const NameEntry entry = names.entry(i);
        const NameMatch match = entry.start == 0                      ? NameMatch::Word
                                : names.text(i).size() == text.size() ? NameMatch::Whole
                                                                      : NameMatch::Start;
        raise(number, entry.document, match);
      }
    }
  }

  void all_words(const std::vector<std::string>& words) {
    for (std::size_t number = 0; number < view_.shards().size(); ++number) {
      const Names& names = view_.shards()[number]->names;
      const std::uint32_t size = view_.shards()[number]->columns.size();
      Bitmap found(size, true);
      for (const std::string& word : words) {
        const auto [first, last] = names.range(word);
        Bitmap has(size);
        for (std::size_t i = first; i < last; ++i) has.set(names.entry(i).document);
        found &= has;
        if (first == last) break;
      }
      found.for_each([&](std::uint32_t document) { raise(number, document, NameMatch::Words); });
    }
  }

  NameMatches take() { return std::move(matches_); }

 private:
  void raise(std::size_t shard, std::uint32_t document, NameMatch match) {
    if (matches_.of.empty())
      for (const Shard* each : view_.shards()) {
        matches_.of.emplace_back(each->columns.size(), NameMatch::None);
        matches_.any.emplace_back(each->columns.size());
      }
    NameMatch& known = matches_.of[shard][document];
    known = std::max(known, match);
    matches_.any[shard].set(document);
  }

  const AccessView& view_;
  NameMatches matches_;
};

}  // namespace

NameMatches match_names(const Query& query, const AccessView& view, const Analyzer& analyzer,
                        std::size_t shortest) {
  Matcher matcher(view);
  if (!query.plain) return matcher.take();
  for (const std::string& name : query.names) {
    if (name.size() < shortest || !matcher.anything_begins(name)) continue;
    matcher.one_text(name);
    break;
  }
  std::vector<std::string> words = word_beginnings(query, analyzer);
  const bool long_enough = std::all_of(words.begin(), words.end(),
                                       [](const std::string& word) { return word.size() >= kShortestWord; });
  if (words.size() > 1 && words.size() <= kMostWords && long_enough) matcher.all_words(words);
  return matcher.take();
}

}  // namespace waymark
