// glass_part.h - up to some thousand documents as a Xapian database, written in one go from sorted postings.
//
//   GlassPart part;
//   part.add(terms, values);  // Document 1, 2, …
//   part.write("shard-000.part-7");
//
// Xapian's own writer keeps a tree of all terms that it changes document by document, which costs more than
// everything else that indexing does. What is written once needs no such tree. These databases are only ever
// read by Xapian's compactor, which writes the shards; layout: docs/index-format.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "waymark/base/result.h"

#include "glass_table.h"

namespace waymark {

struct PartTerm {
  std::string_view text;
  std::uint32_t wdf = 0;
  std::span<const std::uint32_t> positions;  // Rising.
  static constexpr std::uint32_t kNoWord = 0xFFFF'FFFF;
  std::uint32_t word =
      kNoWord;  // A number of this text, which holds as long as `words` of add() is the same.
};
using PartValue = std::pair<Xapian::valueno, std::string>;

class GlassPart {
 public:
  static constexpr std::uint32_t kMostDocuments = 0x7FFF;  // Their numbers take two bytes.

  // Terms by their text and values by their slots, each once; no value is empty.
  void add(std::span<const PartTerm> terms, std::span<const PartValue> values, std::uint32_t words = 0);
  Status write(const std::filesystem::path& folder);

 private:
  struct Posting {
    std::uint32_t term, document, wdf;
    std::uint32_t positions, count;  // In `positions_`.
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view term) const { return std::hash<std::string_view>{}(term); }
  };
  struct Slot {
    std::string last, lowest, highest, values;
    std::uint32_t documents = 0, first = 0, before = 0;
  };

  std::uint32_t number_of(std::string_view term);
  std::uint32_t number_of(const PartTerm& term);
  // By term and document; the order of terms is given.
  std::vector<Posting> sorted(const std::vector<std::uint32_t>& rank) const;
  void add_values(std::span<const PartValue> values);
  void add_term_list(std::uint32_t length, std::string_view terms, std::size_t count);
  std::string statistics() const;
  void write_values(GlassTable& table) const;
  void write_lengths(GlassTable& table) const;
  void write_postings(GlassTable& postings, GlassTable& positions) const;
  void write_term(std::string_view term, std::span<const Posting> list, GlassTable& postings,
                  GlassTable& positions) const;

  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> terms_;
  // By number of the word: 1 + that of its term, or 0. A look-up by text for each posting would take a tenth
  // of everything.
  std::vector<std::uint32_t> term_of_word_;
  std::uint32_t words_ = 0;
  std::vector<Posting> postings_;  // By document.
  std::vector<std::uint32_t> positions_;
  std::map<Xapian::valueno, Slot> slots_;
  std::vector<std::uint32_t> lengths_;
  std::uint32_t highest_wdf_ = 0;
  GlassTable term_lists_;
};

}  // namespace waymark
