// signals.h - what the re-ranker goes by, one row each.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace waymark {

// What is known of a candidate when its signals are worked out. "best" is the highest of all candidates;
// shares are 0 to 1, by idf, of what was asked.
struct SignalFacts {
  double text = 0, best_text = 0;            // BM25F over its fields.
  double prose = 0, best_prose = 0;          // The same over descriptions alone.
  double covered = 0;                        // Share of the query that it has at all…
  double in_columns = 0;                     // …and in the names of its columns.
  bool rarest = false;                       // Has the rarest word that any candidate has.
  double name_words = 0;                     // Share of the words of its name that were asked for.
  double name_length = 0;                    // In words.
  double joined = 0;                         // Share of the joined neighbours of the query that it has.
  double context = 0, best_context = 0;      // Names of what lies beside it.
  double beside_text = 0;                    // The best text score of what lies beside it.
  double container = 0, best_container = 0;  // Text score of everything that lies with it, as one.
  double variants = 0;                       // How many synonyms it has.
  double description = 0;                    // Words in it.
};

struct Signal {
  std::string_view name;                // In the ranking file and in explanations.
  double (*value)(const SignalFacts&);  // 0 to 1.
};

// To add a signal, add a row and its weight to ranking.json.
std::span<const Signal> signals();

constexpr std::size_t kMostSignals = 24;
using Signals = std::array<double, kMostSignals>;

}  // namespace waymark
