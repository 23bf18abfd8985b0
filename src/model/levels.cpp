// levels.cpp - the many words catalogs use for how sensitive and how critical a thing is. Source:
// docs/sources.md.
#include <algorithm>

#include "waymark/model/fields.h"

#include "squeeze.h"

namespace waymark {
namespace {

struct LevelWord {
  std::string_view word;  // Squeezed.
  std::string_view level;
};

constexpr LevelWord kSensitivityWords[] = {
    {"public", "public"},
    {"open", "public"},
    {"opendata", "public"},
    {"unclassified", "public"},
    {"unrestricted", "public"},
    {"internal", "internal"},
    {"internalonly", "internal"},
    {"internaluse", "internal"},
    {"internaluseonly", "internal"},
    {"companyinternal", "internal"},
    {"restrictedpublic", "internal"},  // DCAT-US: open to outsiders who meet conditions.
    {"nonsensitive", "internal"},
    {"private", "confidential"},
    {"nonpublic", "confidential"},  // DCAT-US: not for outsiders; says nothing about people inside.
    {"confidential", "confidential"},
    {"companyconfidential", "confidential"},
    {"sensitive", "confidential"},
    {"sensitivedata", "confidential"},
    {"personal", "confidential"},
    {"personaldata", "confidential"},
    {"pii", "confidential"},
    {"pd", "confidential"},
    {"gdpr", "confidential"},
    {"identifier", "confidential"},
    {"quasiidentifier", "confidential"},
    {"restricted", "restricted"},
    {"highlyrestricted", "restricted"},
    {"highlyconfidential", "restricted"},
    {"strictlyconfidential", "restricted"},
    {"highlysensitive", "restricted"},
    {"secret", "restricted"},
    {"topsecret", "restricted"},
    {"phi", "restricted"},
    {"pci", "restricted"},
    {"specialcategory", "restricted"},
};

constexpr LevelWord kCriticalityWords[] = {
    {"critical", "critical"},
    {"missioncritical", "critical"},
    {"businesscritical", "critical"},
    {"vital", "critical"},
    {"highest", "critical"},
    {"high", "high"},
    {"important", "high"},
    {"gold", "high"},
    {"medium", "medium"},
    {"moderate", "medium"},
    {"normal", "medium"},
    {"low", "low"},
    {"minor", "low"},
    {"lowest", "low"},
};

constexpr std::string_view kByTier[] = {"critical", "high", "medium", "low"};

template <std::size_t N>
std::string_view look_up(const LevelWord (&words)[N], const std::string& letters) {
  for (const LevelWord& known : words)
    if (known.word == letters) return known.level;
  return {};
}

// "PII.Sensitive" is read by its last part, "highly confidential" as a whole; the whole goes first.
template <std::size_t N>
std::string_view level_of(const LevelWord (&words)[N], std::string_view word) {
  if (const std::string_view level = look_up(words, squeeze(word)); !level.empty()) return level;
  const std::size_t separator = word.find_last_of(".:/");
  return separator == std::string_view::npos ? std::string_view{}
                                             : look_up(words, squeeze(word.substr(separator + 1)));
}

// "tier1", "t1", "p1" and "1" as the digit; 0 when it is none of them.
int tier_of(std::string_view word) {
  const std::size_t separator = word.find_last_of(".:/");
  if (separator != std::string_view::npos) word.remove_prefix(separator + 1);
  std::string letters = squeeze(word);
  for (const std::string_view start : {"criticality", "priority", "severity", "tier", "sev", "t", "p"})
    if (letters.starts_with(start)) {
      letters.erase(0, start.size());
      break;
    }
  return letters.size() == 1 && letters[0] >= '1' && letters[0] <= '9' ? letters[0] - '0' : 0;
}

int rank_of(std::string_view level) {
  constexpr std::string_view kOrder[] = {"public", "internal", "confidential", "restricted"};
  const auto at = std::find(std::begin(kOrder), std::end(kOrder), level);
  return at == std::end(kOrder) ? -1 : static_cast<int>(at - std::begin(kOrder));
}

}  // namespace

std::string_view sensitivity_level(std::string_view word) { return level_of(kSensitivityWords, word); }

std::string_view worse_sensitivity(std::string_view a, std::string_view b) {
  return rank_of(b) > rank_of(a) ? b : a;
}

std::string_view criticality_level(std::string_view word) {
  if (const std::string_view level = level_of(kCriticalityWords, word); !level.empty()) return level;
  const int tier = tier_of(word);
  if (tier == 0) return {};
  return kByTier[std::min<std::size_t>(static_cast<std::size_t>(tier), std::size(kByTier)) - 1];
}

}  // namespace waymark
