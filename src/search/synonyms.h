// synonyms.h - other words for what was typed: those of waymark.yaml and of the glossary terms a caller may
// see.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "waymark/model/word_settings.h"

#include "query.h"

namespace waymark {

class Postings;

// What an installation says about its words, by the squashed text that is typed. Threads: immutable.
class SynonymTable {
 public:
  explicit SynonymTable(const WordSettings& words);
  const std::vector<std::string>& of(const std::string& squashed) const;

 private:
  std::map<std::string, std::vector<std::string>> by_text_;
};

// Gives the words of a plain query the other forms that a document may have them in. A word, or up to four in
// a row, that is a name or synonym of a glossary term stands for its other names; the terms are looked up
// among the caller's own assets, so that a hidden term changes nothing.
void add_synonyms(Query& query, const Postings& postings);

}  // namespace waymark
