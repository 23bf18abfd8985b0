#include "config_words.h"

#include "waymark/base/files.h"
#include "waymark/parse/yaml.h"

namespace waymark {
namespace {

constexpr std::size_t kMostEntries = 10'000;

// Those of libstemmer.
const std::vector<std::string>& languages() {
  static const std::vector<std::string> kNames = {
      "arabic",     "armenian", "basque",    "catalan",    "danish",    "dutch",      "english", "finnish",
      "french",     "german",   "greek",     "hindi",      "hungarian", "indonesian", "irish",   "italian",
      "lithuanian", "nepali",   "norwegian", "portuguese", "romanian",  "russian",    "serbian", "spanish",
      "swedish",    "tamil",    "turkish",   "yiddish",    "none"};
  return kNames;
}

void read_entry(ConfigSection& top, const Value& entry, WordSettings& words) {
  if (entry.is_array()) {
    std::vector<std::string> group = entry.texts();
    if (group.size() < 2) top.refuse("synonyms", "a list of equal words needs two or more of them");
    words.equal.push_back(std::move(group));
    return;
  }
  if (!entry.is_object())
    top.refuse("synonyms",
               "each entry is a list of equal words or {short: long form}, not \"" + entry.text() + "\"");
  for (const auto& [typed, meant] : entry.members()) {
    if (meant.texts().empty()) top.refuse("synonyms", "\"" + typed + "\" stands for nothing");
    for (std::string& text : meant.texts()) words.short_for.emplace_back(typed, std::move(text));
  }
}

void read_list(ConfigSection& top, const Value& list, WordSettings& words) {
  if (!list.is_array() && !list.is_null())
    return top.refuse("synonyms", "is a list of entries, or the name of a file with such a list");
  if (list.size() > kMostEntries)
    return top.refuse("synonyms", "at most " + std::to_string(kMostEntries) + " entries are possible");
  for (const Value& entry : list.items()) read_entry(top, entry, words);
}

}  // namespace

WordSettings read_words(ConfigLog& log, ConfigSection& top, const std::filesystem::path& folder) {
  WordSettings words;
  if (const std::string language = top.choice("language", languages()); !language.empty())
    words.language = language;
  const Value& given = top.value("synonyms");
  if (!given.is_string()) {
    read_list(top, given, words);
    return words;
  }
  const std::filesystem::path path = folder / given.text();
  const Result<std::string> text = read_file(path);
  const Result<Value> list = text ? parse_yaml(*text) : Result<Value>(fail(text.error()));
  if (list)
    read_list(top, *list, words);
  else
    log.refuse(given.line, "synonyms", list.error().message);
  return words;
}

}  // namespace waymark
