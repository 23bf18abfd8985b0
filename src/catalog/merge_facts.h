// merge_facts.h - what several sources say about one thing, made into one record. Rules: docs/derivations.md,
// "Merge".
#pragma once

#include <span>

#include "identity.h"
#include "spoken.h"

namespace waymark {

// `said`: the living fragments of one group, strongest first. Texts are moved out of their facts; identifiers
// stay. Fills the facts, history and sources of the asset; key, lineage and references are for who knows the
// other assets.
Asset merge_facts(std::span<Spoken* const> said, const Heard& heard, const Identity& identity);

// Union of columns by case-folded path (merge_columns.cpp). `physical_first` is the order in which types are
// believed.
std::vector<Column> merge_columns(std::span<Spoken* const> said, std::span<Spoken* const> physical_first,
                                  const Heard& heard);

// Technical sources know names, platforms and types best, then dbt; among equals the stronger goes first.
std::vector<Spoken*> in_physical_order(std::span<Spoken* const> said, const Heard& heard);

// Of the strongest that say anything, the longest text; of equally long ones the first in alphabet.
class LongestOfStrongest {
 public:
  void offer(std::string text, int strength);
  std::string take() && { return std::move(text_); }

 private:
  std::string text_;
  int strength_ = 0;
};

}  // namespace waymark
