// local_texts.h - texts that a source has in one or in several languages.
//
//   "Flood zones"    {"@value": "Zonas", "@language": "es"}    {"en": "Flood zones", "es": "Zonas"}    a list
//   of these
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/model/asset.h"
#include "waymark/parse/value.h"

namespace waymark {

struct LocalText {
  std::string language;  // "en", "pt-BR"; empty when the source does not say.
  std::string text;
};

// All of them, in the order of the file. The @id of a node that has no text stands for itself.
std::vector<LocalText> local_texts(const Value& value);

// English where it is there, else the one without a language, else the first.
std::string main_text(const Value& value);
std::vector<std::string> other_texts(const Value& value);  // The rest, without repetitions.
std::vector<std::string> all_texts(const Value& value);    // The main one first.

// The title in the main language, the others as synonyms; the description likewise, the others below it.
// Their HTML is taken out.
void set_title(Facts& facts, const Value& value);
void set_description(Facts& facts, const Value& value);

bool is_language_code(std::string_view text);  // "en", "fin", "nb-NO"

}  // namespace waymark
