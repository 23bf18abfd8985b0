#include "shared/local_texts.h"

#include <algorithm>

#include "waymark/base/strings.h"

#include "shared/html_text.h"
#include "shared/meta_facts.h"

namespace waymark {
namespace {

bool is_language_map(const Value& value) {
  return value.is_object() && value.size() > 0 &&
         std::all_of(value.members().begin(), value.members().end(), [](const auto& member) {
           return is_language_code(member.first) && !member.second.is_object();
         });
}

void add(std::vector<LocalText>& texts, const std::string& language, const Value& value) {
  if (value.is_array()) {
    for (const Value& item : value.items()) add(texts, language, item);
  } else if (value.is_object()) {
    if (value.has("@value"))
      add(texts, value["@language"].text(), value["@value"]);
    else if (is_language_map(value))
      for (const auto& [code, text] : value.members()) add(texts, code, text);
    else
      add(texts, language, value["@id"]);
  } else if (std::string text(trim(value.text())); !text.empty()) {
    texts.push_back({language, std::move(text)});
  }
}

std::size_t main_of(const std::vector<LocalText>& texts) {
  const auto spoken = [&](auto is_it) {
    return static_cast<std::size_t>(std::find_if(texts.begin(), texts.end(), is_it) - texts.begin());
  };
  const std::size_t english =
      spoken([](const LocalText& one) { return lower(one.language).starts_with("en"); });
  if (english < texts.size()) return english;
  const std::size_t plain = spoken([](const LocalText& one) { return one.language.empty(); });
  return plain < texts.size() ? plain : 0;
}

}  // namespace

bool is_language_code(std::string_view text) {
  const std::size_t letters = std::min(text.find('-'), text.size());
  if (letters < 2 || letters > 3 || text.size() > 8) return false;
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(letters),
                     [](char c) { return c >= 'a' && c <= 'z'; });
}

std::vector<LocalText> local_texts(const Value& value) {
  std::vector<LocalText> texts;
  add(texts, {}, value);
  return texts;
}

std::string main_text(const Value& value) {
  const std::vector<LocalText> texts = local_texts(value);
  return texts.empty() ? std::string() : texts[main_of(texts)].text;
}

std::vector<std::string> all_texts(const Value& value) {
  const std::vector<LocalText> texts = local_texts(value);
  std::vector<std::string> all;
  if (!texts.empty()) add_unique(all, texts[main_of(texts)].text);
  for (const LocalText& one : texts) add_unique(all, one.text);
  return all;
}

std::vector<std::string> other_texts(const Value& value) {
  std::vector<std::string> texts = all_texts(value);
  if (!texts.empty()) texts.erase(texts.begin());
  return texts;
}

void set_title(Facts& facts, const Value& value) {
  facts.title = html_text(main_text(value));
  for (const std::string& other : other_texts(value)) add_unique(facts.synonyms, html_text(other));
}

void set_description(Facts& facts, const Value& value) {
  for (const std::string& text : all_texts(value))
    facts.description += (facts.description.empty() ? "" : "\n\n") + html_text(text);
}

}  // namespace waymark
