// document.h - one asset as a Xapian document.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "waymark/model/asset.h"
#include "waymark/text/analyzer.h"

namespace waymark {

struct BuiltDocument {
  Xapian::Document document;
  std::uint32_t length = 0;            // Weighted occurrences of its words, in tenths.
  std::vector<std::string> spellings;  // Words to offer as corrections, each once.
};

// How assets become documents: changes whenever other documents would come of the same assets, so that an
// index written by another recipe is written anew.
std::string document_recipe();

// Makes documents one after another. Term counts are in tenths: a word in a name (weight 10) counts 100.
// Threads: one at a time; one per thread.
class DocumentBuilder {
 public:
  BuiltDocument build(const Asset& asset);
  std::vector<std::string> spellings(const Asset& asset);  // What build() gives, without the document.

 private:
  const std::vector<Token>& tokens_of(std::string_view text, TextKind kind);

  Analyzer analyzer_;
  // Short names come again and again: columns, tags, owners, platforms.
  std::unordered_map<std::string, std::vector<Token>> names_;
  std::vector<Token> last_;  // Of a text that is not kept.
};

}  // namespace waymark
