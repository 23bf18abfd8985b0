// notes.h - what a run has to say, gathered by kind.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/catalog/merge.h"

namespace waymark {

class NoteBook {
 public:
  // `kind` names a row of the table in notes.cpp. The twenty examples kept are the first in alphabetical
  // order, so that they do not depend on the order of files.
  void add(std::string_view kind, std::string example = {}, std::size_t count = 1);
  void take(std::vector<MergeNote> notes);
  std::vector<MergeNote> finish() &&;

 private:
  struct Entry {
    std::size_t count = 0;
    std::set<std::string> examples;
  };
  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace waymark
