// columns.h - per-document values of one shard as mapped arrays, for filters, counts and sorting.
//
// Documents are numbered from 0 here; Xapian's document number is one more. Values of a field are ordinals
// into that shard's own sorted dictionary.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/hash.h"
#include "waymark/base/result.h"
#include "waymark/index/section_file.h"
#include "waymark/model/asset.h"
#include "waymark/model/fields.h"

namespace waymark {

// The values of one stored field. Many documents have the same values, so each distinct set of them stands once:
// documents are counted by set, and the few sets by value.
struct FieldColumn {
  TextArray dictionary;                  // Sorted by bytes.
  std::span<const std::uint32_t> set;    // Of each document; 0 is the set of no values.
  std::span<const std::uint32_t> begin;  // Of set s: ordinals[begin[s]] up to ordinals[begin[s + 1]], rising.
  std::span<const std::uint32_t> ordinals;

  std::size_t sets() const { return begin.size() - 1; }
  std::span<const std::uint32_t> of_set(std::size_t s) const {
    return ordinals.subspan(begin[s], begin[s + 1] - begin[s]);
  }
  std::span<const std::uint32_t> of(std::uint32_t document) const { return of_set(set[document]); }
};

enum DocumentFlags : std::uint8_t { kDeprecated = 1, kStub = 2 };

class Columns {
 public:
  static Result<Columns> open(const std::filesystem::path& path);

  std::uint32_t size() const { return static_cast<std::uint32_t>(keys.size()); }
  const FieldColumn& field(std::size_t row) const { return fields_[row]; }  // Row of fields().
  AssetTimes times(std::uint32_t d) const { return {updated[d], changed[d], accessed[d], fresh_within[d]}; }

  TextArray keys, sort_names;
  std::span<const std::int64_t> updated, changed, accessed, fresh_within, queries, users;
  std::span<const std::int64_t>
      seen;                         // When an index run saw the record change; 0: never since the first run.
  std::span<const Digest> digests;  // SHA-256 of the canonical JSON.
  std::span<const float> importance;
  std::span<const std::uint32_t> length;  // Of the text, in tenths of a weighted occurrence.
  std::span<const std::uint8_t> flags;

 private:
  SectionFile file_;
  std::vector<FieldColumn> fields_;
};

// Distinct sets of values, numbered by first use; number 0 is the empty one.
class ValueSets {
 public:
  ValueSets() { number({}); }
  std::uint32_t number(std::vector<std::uint32_t> values);  // Sorted, each once.
  void add(std::uint32_t set) { of_document_.push_back(set); }
  // `becomes`: what each value is written as; null: itself. Sets are sorted anew by it.
  void write(SectionWriter& out, const Field& field, const std::vector<std::uint32_t>* becomes) const;

 private:
  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers_;
  std::vector<std::uint32_t> of_document_;
};

class ColumnsWriter {
 public:
  ColumnsWriter();
  // Documents in order.
  void add(const Asset& asset, std::uint32_t length, const Digest& digest, std::int64_t seen);
  Status write(const std::filesystem::path& path) const;

 private:
  struct FieldValues {
    std::map<std::string, std::uint32_t, std::less<>> ids;  // In order of first use; sorted when written.
    ValueSets sets;
  };
  std::vector<FieldValues> fields_;
  TextArrayWriter keys_, sort_names_;
  std::vector<std::int64_t> updated_, changed_, accessed_, fresh_within_, queries_, users_, seen_;
  std::vector<Digest> digests_;
  std::vector<float> importance_;
  std::vector<std::uint32_t> length_;
  std::vector<std::uint8_t> flags_;
};

// Which document of which source stands at a place of a merged file.
struct Pick {
  std::uint32_t source = 0, document = 0;
};

// The picked documents of several files as one: values nobody has any more are gone from the dictionaries.
Status merge_columns(std::span<const Columns* const> sources, std::span<const Pick> picks,
                     const std::filesystem::path& path);

}  // namespace waymark
