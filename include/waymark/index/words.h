// words.h - the words of a shard that a mistyped one may have been, with how many assets have each.
//
// Ordered by length, with one bit for each letter that occurs, so that a search for near words looks at few
// texts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/index/section_file.h"

namespace waymark {

// One bit for each letter of a text; two letters may share one.
constexpr std::uint64_t letters_of(std::string_view text) {
  std::uint64_t letters = 0;
  for (const char c : text) letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64U);
  return letters;
}

class WordsWriter {
 public:
  void add(const std::vector<std::string>& words);  // Of one asset, each once.
  Status write(const std::filesystem::path& path) const;

 private:
  std::unordered_map<std::string, std::int64_t> documents_;
};

class Words {
 public:
  static Result<Words> open(const std::filesystem::path& path);

  std::size_t size() const { return texts_.size(); }
  std::string_view text(std::size_t i) const { return texts_[i]; }
  std::uint32_t documents(std::size_t i) const { return documents_[i]; }
  std::uint64_t letters(std::size_t i) const { return letters_[i]; }
  // Words of these lengths, both included: [first, last).
  std::pair<std::size_t, std::size_t> of_length(std::size_t shortest, std::size_t longest) const;

 private:
  SectionFile file_;
  TextArray texts_;
  std::span<const std::uint32_t> documents_;
  std::span<const std::uint64_t> letters_;
};

// In how many more or fewer assets each word stands.
using WordChanges = std::map<std::string, std::int64_t>;

// The words of several files as one, with the changes worked in.
Status merge_words(std::span<const Words* const> sources, const WordChanges& changes,
                   const std::filesystem::path& path);

}  // namespace waymark
