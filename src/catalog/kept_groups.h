// kept_groups.h - what groups of fragments became in earlier runs, so that the same fragments are not merged
// again (docs/indexing.md).
//
//   <folder>/groups      by the print of a group: where its record stands
//   <folder>/<n>.kept    records, one file for each thread of a run that merged some
//
// A cache: losing any of it costs merging again and nothing else. Records are written before the table that
// names them; what no table names is removed when the next one is saved.
//
// Threads: find() from several at once.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "waymark/base/print.h"

#include "spill.h"

namespace waymark {

struct KeptEntry {
  Print group;
  std::uint64_t place = 0;  // Of its record in the spill; its heavy parts follow.

  auto operator<=>(const KeptEntry&) const = default;
};

class KeptGroups {
 public:
  // An empty folder remembers nothing. What was made by another `recipe` is forgotten.
  KeptGroups(std::filesystem::path folder, const std::string& recipe);

  bool remembers() const { return !folder_.empty(); }

  // Where the records of this run go, those of earlier runs attached. With `keep` false, or without a folder,
  // into files of `scratch` that nobody finds again.
  Result<std::unique_ptr<Spill>> make_spill(std::size_t lanes, bool keep,
                                            const std::filesystem::path& scratch);

  // The place of a record in the spill.
  std::optional<std::uint64_t> find(Print group) const;
  // It stands in a file that is to go: whoever wants it kept copies it.
  bool is_leaving(std::uint64_t place) const;

  // Of everything that takes part in this run. Errors cost what would have been kept.
  Status save(std::vector<KeptEntry> entries, const Spill& spill) const;

 private:
  struct File {
    std::uint64_t number = 0;   // Of its name.
    std::uint64_t written = 0;  // Records when it was written, and those that took part in the last run.
    std::uint64_t live = 0;
    bool leaves = false;
  };
  struct Row {  // Of the table.
    Print group;
    std::uint64_t place;  // Number in `files_`, and offset.
  };

  void load();
  void choose_leaving();
  std::filesystem::path path_of(std::uint64_t number) const;

  std::filesystem::path folder_;
  Print recipe_;
  std::vector<File> files_;
  std::vector<MappedFile> mapped_;
  MappedFile table_;
  std::span<const Row> rows_;  // In order.
  std::uint64_t next_number_ = 0;
  std::vector<std::uint64_t> fresh_;  // Numbers of the files of this run, by lane.
  std::size_t first_earlier_ = 0;     // Lane of files_[0].
};

}  // namespace waymark
