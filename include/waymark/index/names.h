// names.h - every name of a shard by each place a word of it begins, sorted: what suggestions are found in.
//
// An entry is the squashed rest of a name from one of its parts on ("customerorders" and "orders" of Customer
// Orders).
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/index/section_file.h"
#include "waymark/model/asset.h"
#include "waymark/text/analyzer.h"

namespace waymark {

struct NameEntry {
  std::uint32_t document = 0;  // From 0.
  std::uint8_t start = 0;      // 1: the name begins here; 0: a word inside it.
};

class NamesWriter {
 public:
  explicit NamesWriter(const std::string& language) : analyzer_(language) {}
  void add(const Asset& asset, std::uint32_t document);
  Status write(const std::filesystem::path& path);

 private:
  Analyzer analyzer_;
  std::vector<std::pair<std::string, NameEntry>> entries_;
};

class Names {
 public:
  static Result<Names> open(const std::filesystem::path& path);

  // The range of entries that begin with this squashed text: [first, last).
  std::pair<std::size_t, std::size_t> range(std::string_view prefix) const;
  std::size_t size() const { return texts_.size(); }
  std::string_view text(std::size_t i) const { return texts_[i]; }
  NameEntry entry(std::size_t i) const { return {documents_[i], starts_[i]}; }

  // Whole names, each text once, by length: [first, last) of those of these lengths, both included.
  std::pair<std::size_t, std::size_t> whole_of_length(std::size_t shortest, std::size_t longest) const;
  std::size_t whole(std::size_t i) const { return whole_[i]; }  // Its first entry.
  std::uint64_t letters(std::size_t i) const { return letters_[i]; }

 private:
  SectionFile file_;
  TextArray texts_;
  std::span<const std::uint32_t> documents_;
  std::span<const std::uint8_t> starts_;
  std::span<const std::uint32_t> whole_;
  std::span<const std::uint64_t> letters_;
};

// The names of the picked documents (columns.h) of several files as one; entries of one text come in no
// particular order.
struct Pick;
Status merge_names(std::span<const Names* const> sources, std::span<const Pick> picks,
                   const std::filesystem::path& path);

}  // namespace waymark
