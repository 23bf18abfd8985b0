#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>

#include "waymark/text/analyzer.h"

namespace waymark {
namespace {

using Words = std::span<const std::string_view>;

// Folded. Words that carry a filter ("last", "late") or a thing ("table") are not here.
constexpr std::string_view kEnglish[] = {
    "a",     "all",     "an",       "and",   "any",  "are",   "as",   "at",    "be",    "been",  "by",
    "can",   "contain", "contains", "could", "did",  "do",    "does", "each",  "every", "find",  "for",
    "from",  "get",     "give",     "has",   "have", "how",   "i",    "in",    "into",  "is",    "it",
    "its",   "list",    "many",     "me",    "much", "my",    "of",   "on",    "or",    "our",   "owns",
    "per",   "please",  "show",     "tell",  "than", "that",  "the",  "their", "them",  "there", "these",
    "they",  "this",    "those",    "to",    "us",   "was",   "we",   "were",  "what",  "when",  "where",
    "which", "who",     "whose",    "will",  "with", "would", "you",  "your"};
constexpr std::string_view kDutch[] = {
    "alle", "de",   "dit",  "een", "en",   "er",    "geef", "heeft", "het",  "hoe", "ik",   "in",
    "is",   "laat", "me",   "met", "mij",  "naar",  "of",   "om",    "op",   "te",  "toon", "van",
    "veel", "voor", "waar", "wat", "welk", "welke", "wie",  "zien",  "zijn", "zoek"};
constexpr std::string_view kFrench[] = {
    "a",    "affiche", "au",     "aux",  "avec",   "ce",    "ces",     "combien", "comment", "cherche",
    "d",    "dans",    "de",     "des",  "donne",  "du",    "en",      "est",     "et",      "il",
    "je",   "l",       "la",     "le",   "les",    "liste", "me",      "moi",     "montre",  "ou",
    "par",  "pour",    "qu",     "quel", "quelle", "quels", "quelles", "que",     "qui",     "quoi",
    "sont", "sur",     "trouve", "un",   "une",    "y"};
constexpr std::string_view kGerman[] = {
    "alle",  "als",  "am",    "an",     "auf",     "aus",     "bei",     "bitte",   "das",   "dem",
    "den",   "der",  "des",   "die",    "ein",     "eine",    "einem",   "einen",   "einer", "es",
    "finde", "fur",  "gib",   "gibt",   "hat",     "ich",     "im",      "in",      "ist",   "liste",
    "mir",   "mit",  "nach",  "oder",   "sind",    "suche",   "um",      "und",     "uns",   "viele",
    "vom",   "von",  "was",   "welche", "welchem", "welchen", "welcher", "welches", "wer",   "wie",
    "wo",    "zeig", "zeige", "zu",     "zum",     "zur"};
constexpr std::string_view kItalian[] = {
    "a",    "che",  "chi",    "come",  "con",    "cosa", "da", "dei",   "del", "della",  "delle",    "di",
    "dove", "e",    "elenca", "i",     "il",     "in",   "la", "le",    "lo",  "mostra", "mostrami", "o",
    "per",  "qual", "quale",  "quali", "quanti", "sono", "su", "trova", "un",  "una"};
constexpr std::string_view kPortuguese[] = {
    "a",     "as",    "com",     "como", "da",   "das", "de",   "do", "dos", "e",    "em",
    "lista", "me",    "mostre",  "na",   "no",   "o",   "onde", "os", "ou",  "para", "por",
    "qual",  "quais", "quantos", "que",  "quem", "sao", "tem",  "um", "uma"};
constexpr std::string_view kSpanish[] = {
    "a",    "al",  "como",  "con",   "cual",    "cuales", "cuantas",   "cuantos", "da",        "dame",
    "de",   "del", "donde", "e",     "el",      "en",     "encuentra", "es",      "esta",      "hay",
    "la",   "las", "lista", "lo",    "los",     "me",     "mi",        "muestra", "muestrame", "o",
    "para", "por", "que",   "quien", "quienes", "son",    "tiene",     "un",      "una",       "y"};

struct Language {
  std::string_view name;
  Words words;
};
constexpr Language kLanguages[] = {{"english", kEnglish}, {"dutch", kDutch},     {"french", kFrench},
                                   {"german", kGerman},   {"italian", kItalian}, {"portuguese", kPortuguese},
                                   {"spanish", kSpanish}};

}  // namespace

bool is_question_word(std::string_view folded_word, std::string_view language) {
  for (const Language& row : kLanguages)
    if (row.name == language)
      return std::find(row.words.begin(), row.words.end(), folded_word) != row.words.end();
  return false;
}

}  // namespace waymark
