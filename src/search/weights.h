// weights.h - what the ranking file says, read.
#pragma once

#include <string>
#include <vector>

#include "waymark/search/ranking_file.h"

#include "signals.h"

namespace waymark {

struct FieldWeight {
  double weight = 0;
  double length_share = 0;  // b: how much a long field is held against it.
  double average = 1;       // Words one expects in it, until the candidates tell.
};

struct RankingWeights {
  double saturation = 2;            // k1
  double joined = 0.5;              // What joined neighbours are worth, of words.
  double context_saturation = 2;    // In so many names beside it a word counts half.
  std::vector<FieldWeight> fields;  // By row of text_fields().
  Signals signals{};                // By row of signals(); none is negative.
  double most = 1;                  // All of them together: what a score is a share of.
  double importance = 0;            // What use and trust add at most, as a share of the text score.
  double deprecated = 1, stub = 1;  // What is left of the score of such.
  std::string hash;                 // Of the file.
};

}  // namespace waymark
