#include "signals.h"

#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

// Grows fast for the first and slowly for the last; 1 from `full` on.
double damped(double count, double full) { return std::log1p(std::min(count, full)) / std::log1p(full); }

constexpr Signal kSignals[] = {
    {"text", [](const SignalFacts& f) { return share(f.text, f.best_text); }},
    {"prose", [](const SignalFacts& f) { return share(f.prose, f.best_prose); }},
    {"coverage", [](const SignalFacts& f) { return f.covered; }},
    {"in_columns", [](const SignalFacts& f) { return f.in_columns; }},
    {"rarest_word", [](const SignalFacts& f) { return f.rarest ? 1.0 : 0.0; }},
    {"name_words", [](const SignalFacts& f) { return f.name_words; }},
    {"short_name", [](const SignalFacts& f) { return 1 / std::max(1.0, f.name_length); }},
    {"joined_words", [](const SignalFacts& f) { return f.joined; }},
    {"context", [](const SignalFacts& f) { return share(f.context, f.best_context); }},
    {"beside", [](const SignalFacts& f) { return share(f.beside_text, f.best_text); }},
    {"container", [](const SignalFacts& f) { return share(f.container, f.best_container); }},
    {"variants", [](const SignalFacts& f) { return damped(f.variants, 20); }},
    {"described", [](const SignalFacts& f) { return damped(f.description, 200); }},
};
static_assert(std::size(kSignals) <= kMostSignals);

}  // namespace

std::span<const Signal> signals() { return kSignals; }

}  // namespace waymark
