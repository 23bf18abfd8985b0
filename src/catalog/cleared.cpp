#include "cleared.h"

#include <algorithm>

namespace waymark {
namespace {

template <auto member>
void empty(Facts& facts) {
  facts.*member = {};
}

void empty_sensitivity(Facts& facts) {
  facts.sensitivity.clear();
  facts.sensitivity_word.clear();
}

struct Clearing {
  std::string_view field;  // As in asset_json.cpp.
  void (*empty)(Facts& facts);
};
// What tells a thing apart (type, names, platform) and what only machines know (columns, use, times) nobody
// clears.
constexpr Clearing kFields[] = {
    {"title", empty<&Facts::title>},
    {"environment", empty<&Facts::environment>},
    {"description", empty<&Facts::description>},
    {"domain", empty<&Facts::domain>},
    {"products", empty<&Facts::products>},
    {"owners", empty<&Facts::owners>},
    {"sensitivity", empty_sensitivity},
    {"criticality", empty<&Facts::criticality>},
    {"certification", empty<&Facts::certification>},
    {"lifecycle", empty<&Facts::lifecycle>},
    {"layer", empty<&Facts::layer>},
    {"tags", empty<&Facts::tags>},
    {"terms", empty<&Facts::terms>},
    {"synonyms", empty<&Facts::synonyms>},
    {"fresh_within", empty<&Facts::fresh_within>},
    {"url", empty<&Facts::url>},
};

}  // namespace

void forget_cleared(Group& said) {
  std::vector<const Clearing*> cleared;
  for (Told& told : said) {
    Fragment& fragment = told.spoken.fragment;
    for (const Clearing* field : cleared) field->empty(fragment.facts);
    for (const Clearing& field : kFields) {
      const std::vector<std::string>& names = fragment.cleared;
      if (std::find(names.begin(), names.end(), field.field) != names.end()) cleared.push_back(&field);
    }
  }
}

}  // namespace waymark
