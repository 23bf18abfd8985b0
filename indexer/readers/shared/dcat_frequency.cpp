// dcat_frequency.cpp - the words of the vocabularies that DCAT takes update frequencies from.
#include "waymark/base/strings.h"

#include "shared/dcat_record.h"
#include "shared/fact_words.h"
#include "shared/update_frequency.h"

namespace waymark::dcat {
namespace {

constexpr Seconds kHour{3600}, kDay = 24 * kHour;

struct Frequency {
  std::string_view letters;  // As letters_of makes them.
  Seconds length;
};
// The EU's list, Dublin Core's Collection Description, ISO 19115. Words without a rhythm (irregular, unknown,
// as needed, not planned, continuous) promise nothing.
constexpr Frequency kFrequencies[] = {
    {"hourly", kHour},
    {"bihourly", 2 * kHour},
    {"trihourly", 3 * kHour},
    {"12hrs", 12 * kHour},
    {"daily", kDay},
    {"daily2", 12 * kHour},
    {"weekly", 7 * kDay},
    {"weekly2", 4 * kDay},
    {"semiweekly", 4 * kDay},
    {"weekly3", 3 * kDay},
    {"threetimesaweek", 3 * kDay},
    {"biweekly", 14 * kDay},
    {"fortnightly", 14 * kDay},
    {"monthly", 31 * kDay},
    {"monthly2", 16 * kDay},
    {"semimonthly", 16 * kDay},
    {"monthly3", 11 * kDay},
    {"threetimesamonth", 11 * kDay},
    {"bimonthly", 62 * kDay},
    {"quarterly", 92 * kDay},
    {"annual3", 122 * kDay},
    {"threetimesayear", 122 * kDay},
    {"annual2", 183 * kDay},
    {"semiannual", 183 * kDay},
    {"biannually", 183 * kDay},
    {"annual", 366 * kDay},
    {"annually", 366 * kDay},
    {"yearly", 366 * kDay},
    {"biennial", 731 * kDay},
    {"triennial", 1096 * kDay},
    {"quadrennial", 1461 * kDay},
    {"quinquennial", 1827 * kDay},
    {"decennial", 3653 * kDay},
};

std::string_view local_name(std::string_view text) {
  const std::size_t end = text.find_last_of("/#");
  return contains(text, "://") && end != std::string_view::npos ? text.substr(end + 1) : text;
}

}  // namespace

std::optional<Seconds> frequency(std::string_view text) {
  text = trim(text);
  // A repeating interval of ISO 8601; one that never ends has no length ("R/PT1S" stands for "continuously").
  if (text.starts_with("R/")) return parse_duration(text.substr(2));
  if (text.starts_with("P") && parse_duration(text)) return parse_duration(text);
  const std::string letters = letters_of(local_name(text));
  for (const Frequency& known : kFrequencies)
    if (known.letters == letters) return known.length;
  return contains(text, "://") ? std::nullopt : update_frequency(text);
}

}  // namespace waymark::dcat
