// side_files.h - the files beside a shard's database that hold what Xapian is not asked for: columns, names,
// words, forward records and the assets themselves.
//
//   PREFIX.columns   PREFIX.names   PREFIX.words   PREFIX.forward   PREFIX.documents
#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "waymark/base/hash.h"
#include "waymark/index/columns.h"
#include "waymark/index/names.h"
#include "waymark/index/section_file.h"
#include "waymark/index/words.h"

#include "document.h"

namespace waymark {

// Written document after document. The assets' JSON goes straight to the file.
class SideWriter {
 public:
  static Result<SideWriter> create(const std::filesystem::path& prefix, const std::string& language);
  void add(const Asset& asset, std::string_view json, const Digest& digest, const BuiltDocument& built,
           std::int64_t seen);
  std::uint32_t size() const { return size_; }
  Status finish();

 private:
  SideWriter(std::filesystem::path prefix, SectionWriter documents, const std::string& language)
      : prefix_(std::move(prefix)), documents_(std::move(documents)), names_(language) {}

  std::filesystem::path prefix_;
  SectionWriter documents_;
  std::vector<std::uint64_t> offsets_{0};
  ColumnsWriter columns_;
  NamesWriter names_;
  WordsWriter words_;
  TextArrayWriter forward_, lines_;
  std::uint32_t size_ = 0;
};

struct SideFiles {
  Columns columns;
  Names names;
  Words words;
  SectionFile document_file, forward_file;
  TextArray documents, lines, forward;  // Lines: lines.h.

  static Result<SideFiles> open(const std::filesystem::path& prefix);
};

// What is merged: of a shard or of a part.
struct SideSource {
  const Columns* columns;
  const Names* names;
  const TextArray* documents;
  const TextArray* lines;
  const TextArray* forward;
  const Words* words;
};

// A file per kind that holds the picked documents in the order of the picks. No document is picked twice.
// `words` is what leaving out documents of the sources takes from the counts of their words.
Status merge_side_files(std::span<const SideSource> sources, std::span<const Pick> picks,
                        const std::filesystem::path& prefix, const WordChanges& words = {});

std::filesystem::path with_suffix(const std::filesystem::path& prefix, std::string_view suffix);

}  // namespace waymark
