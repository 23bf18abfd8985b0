// read_cache.h - what was read before: a ledger of files and, for each, its fragments.
//
//   index/cache/ledger            one line of JSON for each file
//   index/cache/<hash>.fragments  what it said (model/fragment_bytes.h)
//
// A cache: losing any of it costs reading again and nothing else. The ledger is replaced as a whole,
// fragments are written before the ledger that names them, and what no ledger names is removed after the next
// run that went well.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "read_export.h"

namespace waymark {

struct CacheEntry {
  std::string key;              // Source and name (file_key).
  Reading last;                 // The last attempt to read it, whatever came of it.
  std::string settings;         // What else decided what was read.
  std::string program;          // Which program read it.
  std::string fragments;        // File in the folder; "" when there are none.
  bool whole = false;           // They are of a file that could be read, now or then.
  std::optional<Time> read_at;  // When those were read.
};

class ReadCache {
 public:
  // A missing or damaged ledger is an empty one.
  static ReadCache open(const std::filesystem::path& folder);

  const std::filesystem::path& folder() const { return folder_; }
  const CacheEntry* find(const std::string& key) const;
  const std::map<std::string, CacheEntry>& entries() const { return entries_; }
  std::filesystem::path fragments_of(const CacheEntry& entry) const { return folder_ / entry.fragments; }
  // Its fragments are there and every byte is as it was written.
  bool intact(const CacheEntry& entry) const;

  // The state of inputs and rules that led to the current generation; "" when a run has not got that far.
  const std::string& published() const { return published_; }

  Status save(std::vector<CacheEntry> entries, std::string published);
  void remove_unnamed() const;

 private:
  std::filesystem::path folder_;
  std::map<std::string, CacheEntry> entries_;
  std::string published_;
};

// Identifies the program by what is on disk: any other build reads everything again.
std::string program_mark(const std::string& tool);

}  // namespace waymark
