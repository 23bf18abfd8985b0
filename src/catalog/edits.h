// edits.h - what people wrote into workbooks, laid over what the merge made of all other sources. Rules:
// docs/derivations.md, "Merge".
//
// An edit speaks of a thing that other sources describe; it never makes one, joins two or says where one
// lies. So it takes no part in telling who is who, and is looked up by key when the asset is there.
//
// Threads: apply() from several at once, everything else from one.
#pragma once

#include <atomic>
#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "waymark/catalog/merge.h"

#include "notes.h"
#include "spoken.h"

namespace waymark {

class Edits {
 public:
  static bool is_edit(const SourceInfo& source);

  void add(Fragment fragment, const SourceInfo& source, NoteBook& notes);
  bool empty() const { return edits_.empty(); }
  // Once everything is added: the strongest first, then the workbook written last.
  void put_in_order(const Platforms& platforms);

  // The asset has its key and aliases already, and is whole. False when no edit speaks of it.
  bool apply(Asset& asset, NoteBook& notes);
  // Whether one may, of a thing that was merged without.
  bool may_speak_of(const Asset& asset, const std::vector<std::uint64_t>& alias_marks) const;
  void note_unmatched(NoteBook& notes) const;  // Rows whose thing no source describes.

 private:
  struct Edit {
    Fragment fragment;
    std::string source, file;
    int strength = 0;
    std::atomic<bool> used = false;
  };
  void lay_over(Asset& asset, const Edit& edit, std::vector<std::string>& spoken, NoteBook& notes) const;

  std::deque<Edit> edits_;  // Atomics do not move.
  std::vector<Edit*> order_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_;  // Into `order_`.
  std::unordered_set<std::uint64_t> marks_;                           // alias_mark() of these keys.
  std::unordered_map<std::string, std::vector<std::size_t>>
      by_name_;  // Data products of sheets without keys.
};

}  // namespace waymark
