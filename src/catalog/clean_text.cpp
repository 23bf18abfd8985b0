#include "clean_text.h"

#include <cstdint>
#include <cstdio>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

// Most texts hold nothing to take out; this looks at bytes only. 0xC2, 0xD8, 0xE1, 0xE2, 0xEF and 0xF3 begin
// the characters in question; bytes from 0x80 on may also be no UTF-8 at all, which only decoding tells.
bool may_need_cleaning(std::string_view text, Lines lines) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || byte == 0x7F) return true;
    if (byte < 0x20 && (lines == Lines::One || (c != '\n' && c != '\t'))) return true;
  }
  return false;
}

struct Character {
  char32_t code = 0xFFFD;
  std::size_t bytes = 1;
  bool valid = false;
};

Character decode(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1, true};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (!valid_utf8(text.substr(at, bytes)) || at + bytes > text.size()) return {};
  char32_t code = first & (0xFF >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i)
    code = (code << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3F);
  return {code, bytes, true};
}

bool in(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

bool is_joiner(char32_t code) { return code == 0x200C || code == 0x200D; }

bool is_invisible(char32_t code) {
  return in(code, 0x80, 0x9F) || code == 0x7F || code == 0xAD || code == 0x061C || code == 0x180E ||
         in(code, 0x200B, 0x200F) || in(code, 0x202A, 0x202E) || in(code, 0x2060, 0x206F) || code == 0xFEFF ||
         in(code, 0xFFF9, 0xFFFB) || in(code, 0xE0000, 0xE007F);
}
bool is_control(char32_t code) { return code < 0x20 && code != '\n' && code != '\t'; }

// Letters of scripts that need joiners: Arabic and the Indic ones lie from U+0600 to U+1FFF, rarer ones above
// U+A800. Between Latin letters a joiner only makes two names look like one.
bool joins(char32_t code) {
  return in(code, 0x0600, 0x1FFF) || in(code, 0xA800, 0xABFF) || in(code, 0x10A00, 0x11FFF);
}

std::string slow_clean(std::string_view text, Lines lines) {
  std::string out;
  out.reserve(text.size());
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Character c = decode(text, i);
    const std::string_view bytes = text.substr(i, c.bytes);
    i += c.bytes;
    if (!c.valid) {
      out += "\xEF\xBF\xBD";
    } else if (is_joiner(c.code)) {
      const Character after = i < text.size() ? decode(text, i) : Character{};
      if (!joins(before) || !after.valid || !joins(after.code)) continue;
      out += bytes;
    } else if (is_control(c.code) || is_invisible(c.code)) {
      continue;
    } else if (lines == Lines::One && (c.code == '\n' || c.code == '\t')) {
      out += ' ';
    } else {
      out += bytes;
    }
    before = c.code;
  }
  return out;
}

class Cleaner {
 public:
  explicit Cleaner(NoteBook& notes, std::string example) : notes_(notes), example_(std::move(example)) {}

  void name(std::string& text) {
    clean(text, Lines::One);
    cut(text, kNameBytes, "cut_name");
  }
  void description(std::string& text) {
    clean(text, Lines::Many);
    cut(text, kDescriptionBytes, "cut_description");
  }
  void names(std::vector<std::string>& texts) {
    for (std::string& text : texts) name(text);
  }
  void column(Column& column);
  void facts(Facts& facts);
  void contract(Contract& contract);

 private:
  // Line ends of Windows are no finding.
  void clean(std::string& text, Lines lines) {
    if (lines == Lines::Many && contains(text, "\r\n")) text = replace_all(text, "\r\n", "\n");
    if (clean_text(text, lines)) notes_.add("text_cleaned", example_);
  }
  void cut(std::string& text, std::size_t bytes, std::string_view kind) {
    if (text.size() <= bytes) return;
    text = std::string(cut_utf8(text, bytes));
    notes_.add(kind, example_);
  }

  NoteBook& notes_;
  std::string example_;
};

void Cleaner::column(Column& column) {
  name(column.path);
  name(column.title);
  name(column.type);
  description(column.description);
  names(column.tags);
  names(column.terms);
}

void Cleaner::contract(Contract& contract) {
  name(contract.version);
  name(contract.status);
  for (Promise& promise : contract.promises) name(promise.text);
  for (ContractObject& object : contract.objects) {
    name(object.name);
    name(object.target.name);
    for (Column& one : object.columns) column(one);
    names(object.required);
  }
  clean(contract.original, Lines::Many);
}

void Cleaner::facts(Facts& facts) {
  for (std::string* text :
       {&facts.name, &facts.title, &facts.qualified_name, &facts.platform, &facts.instance,
        &facts.environment, &facts.domain, &facts.sensitivity_word, &facts.url})
    name(*text);
  description(facts.description);
  for (std::vector<std::string>* list : {&facts.products, &facts.tags, &facts.terms, &facts.synonyms})
    names(*list);
  for (std::string& query : facts.popular_queries) description(query);
  for (Owner& owner : facts.owners) name(owner.name), name(owner.mail);
  for (Column& one : facts.columns) column(one);
  for (auto& [key, value] : facts.extra) name(key), description(value);
  if (facts.contract) contract(*facts.contract);
}

}  // namespace

bool clean_text(std::string& text, Lines lines) {
  if (!may_need_cleaning(text, lines)) return false;
  std::string cleaned = slow_clean(text, lines);
  if (cleaned == text) return false;
  // A line break turned into a blank is layout, not a finding.
  const bool removed = cleaned.size() != text.size() || !valid_utf8(text);
  text = std::move(cleaned);
  return removed;
}

std::string visible_text(std::string text) {
  if (!may_need_cleaning(text, Lines::One)) return text;
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const Character c = decode(text, i);
    if (c.valid && c.code >= 0x20 && !is_invisible(c.code)) {
      out += std::string_view(text).substr(i, c.bytes);
    } else {
      char escaped[16];
      const unsigned shown = c.valid ? static_cast<unsigned>(c.code) : static_cast<unsigned char>(text[i]);
      std::snprintf(escaped, sizeof escaped, c.valid ? "\\u{%x}" : "\\x%02x", shown);
      out += escaped;
    }
    i += c.bytes;
  }
  return out;
}

void clean_fragment(Fragment& fragment, NoteBook& notes) {
  const std::string& shown = !fragment.facts.name.empty() ? fragment.facts.name : fragment.self.name;
  Cleaner cleaner(notes, visible_text(std::string(cut_utf8(shown, kNameBytes / 8))));
  cleaner.name(fragment.self.name);
  cleaner.facts(fragment.facts);
  cleaner.name(fragment.place);
}

}  // namespace waymark
