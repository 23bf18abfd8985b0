// document.h - one asset as a Xapian document.
#pragma once

#include <cstdint>
#include <string>
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

// Term counts are in tenths: a word in a name (weight 10) counts 100.
BuiltDocument build_document(const Analyzer& analyzer, const Asset& asset);

}  // namespace waymark
