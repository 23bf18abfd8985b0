#include "shared/fact_words.h"

#include "waymark/base/strings.h"

namespace waymark {

std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : lower(text))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
  return letters;
}

std::string_view lifecycle_word(std::string_view word) {
  const std::string letters = letters_of(word);
  for (const std::string_view one : {"draft", "dev", "indev", "development", "indevelopment", "experimental",
                                     "alpha", "beta", "ideation", "design", "testing", "planned", "proposed"})
    if (letters == one) return "draft";
  for (const std::string_view one :
       {"production", "prod", "inprod", "inproduction", "active", "live", "stable", "released"})
    if (letters == one) return "production";
  for (const std::string_view one : {"deprecated", "retired", "sunset", "obsolete", "retirement"})
    if (letters == one) return "deprecated";
  return {};
}

std::string_view certification_word(std::string_view word) {
  const std::size_t dot = word.rfind('.');
  const std::string letters = letters_of(dot == std::string_view::npos ? word : word.substr(dot + 1));
  for (const std::string_view one :
       {"true", "yes", "certified", "verified", "approved", "endorsed", "gold", "silver"})
    if (letters == one) return "certified";
  for (const std::string_view one : {"inreview", "pending", "review", "underreview", "bronze"})
    if (letters == one) return "in_review";
  return {};
}

std::string_view layer_word(std::string_view word) {
  const std::string letters = letters_of(word);
  for (const std::string_view one : {"raw", "bronze", "landing", "source"})
    if (letters == one) return "raw";
  for (const std::string_view one : {"processed", "silver", "staging", "curated", "cleaned", "core"})
    if (letters == one) return "processed";
  for (const std::string_view one : {"aggregated", "gold", "mart", "marts", "presentation"})
    if (letters == one) return "aggregated";
  return {};
}

}  // namespace waymark
