#include "shared/update_frequency.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::size_t kLongestSentence = 120;  // Bytes.
constexpr Seconds kHour{3600}, kDay = 24 * kHour;

// Said of data that is not renewed, or nobody knows when.
constexpr std::string_view kNoPromise[] = {
    "not ",   "never",   "none", "no ",    "static", "final",    "as need",    "n/a",          "irregular",
    "ad hoc", "at most", "vari", "infreq", "rare",   "complete", "deprecated", "discontinued", "up to"};

struct Rhythm {
  std::string_view word;  // Beginning of a word.
  Seconds length;
};
constexpr Rhythm kRhythms[] = {
    {"hourly", kHour},           {"daily", kDay},          {"nightly", kDay},
    {"weekly", 7 * kDay},        {"biweekly", 14 * kDay},  {"bi-weekly", 14 * kDay},
    {"fortnight", 14 * kDay},    {"monthly", 31 * kDay},   {"bimonthly", 62 * kDay},
    {"bi-monthly", 62 * kDay},   {"quarterly", 92 * kDay}, {"semiannual", 183 * kDay},
    {"semi-annual", 183 * kDay}, {"biannual", 183 * kDay}, {"annual", 366 * kDay},
    {"yearly", 366 * kDay},
};

struct Unit {
  std::string_view word;
  Seconds length;
};
constexpr Unit kUnits[] = {{"minute", Seconds(60)}, {"hour", kHour},      {"day", kDay},
                           {"week", 7 * kDay},      {"month", 31 * kDay}, {"quarter", 92 * kDay},
                           {"year", 366 * kDay}};

Seconds unit_of(const std::string& word) {
  for (const Unit& unit : kUnits)
    if (word.starts_with(unit.word)) return unit.length;
  return Seconds(0);
}

std::int64_t number_of(const std::string& word) {
  constexpr std::string_view kNumbers[] = {"one", "two", "three", "four", "five", "six"};
  for (std::size_t i = 0; i < std::size(kNumbers); ++i)
    if (word == kNumbers[i]) return static_cast<std::int64_t>(i) + 1;
  if (word == "once") return 1;
  if (word == "twice") return 2;
  const bool digits =
      !word.empty() && word.size() < 5 && word.find_first_not_of("0123456789") == std::string::npos;
  return digits ? std::atoll(word.c_str()) : 0;
}

std::vector<std::string> words_of(const std::string& text) {
  std::string spaced = text;
  for (char& c : spaced)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) c = ' ';
  return split_words(spaced, ' ');
}

// "every 6 hours", "every month", "5 minutes".
Seconds every(const std::vector<std::string>& words, std::size_t at) {
  const Seconds unit = unit_of(words[at]);
  if (unit.count() == 0 || at == 0) return Seconds(0);
  if (words[at - 1] == "every" || words[at - 1] == "each") return unit;
  const std::int64_t count = number_of(words[at - 1]);
  const bool alone = at == 1 && words.size() == 2;
  return count > 0 && (alone || (at > 1 && words[at - 2] == "every")) ? unit * count : Seconds(0);
}

// "4 times a day", "twice per year", "4 times each day at 00 UTC".
Seconds times_per(const std::vector<std::string>& words, std::size_t at) {
  const Seconds unit = unit_of(words[at]);
  if (unit.count() == 0 || at < 2) return Seconds(0);
  const std::string& link = words[at - 1];
  if (link != "a" && link != "per" && link != "each" && link != "every") return Seconds(0);
  const bool says_times = words[at - 2].starts_with("time");
  const std::int64_t count = number_of(words[says_times && at > 2 ? at - 3 : at - 2]);
  return count > 0 ? unit / count : Seconds(0);
}

Seconds slowest(const std::vector<std::string>& words) {
  Seconds found{0};
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const Rhythm& rhythm : kRhythms)
      if (words[i].starts_with(rhythm.word)) found = std::max(found, rhythm.length);
    const Seconds counted = times_per(words, i);
    found = std::max(found, counted.count() > 0 ? counted : every(words, i));
  }
  return found;
}

}  // namespace

std::optional<Seconds> update_frequency(std::string_view text) {
  const std::string folded = lower(trim(text));
  if (folded.empty() || folded.size() > kLongestSentence) return std::nullopt;
  for (const std::string_view word : kNoPromise)
    if (contains(folded, word)) return std::nullopt;
  const Seconds found = slowest(words_of(folded));
  if (found.count() == 0) return std::nullopt;
  return found;
}

}  // namespace waymark
