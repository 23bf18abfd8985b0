// word_settings.h - what an installation says about its words: the language its texts are in and which words
// mean the same. Read from waymark.yaml, kept in the manifest of an index, so that who writes and who asks
// agree.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace waymark {

struct WordSettings {
  std::string language = "english";                            // Of libstemmer; "none": words as they are.
  std::vector<std::vector<std::string>> equal;                 // Who types one of them means them all.
  std::vector<std::pair<std::string, std::string>> short_for;  // Who types the first also means the second.

  bool operator==(const WordSettings&) const = default;
};

}  // namespace waymark
