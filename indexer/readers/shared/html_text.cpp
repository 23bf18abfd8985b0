#include "shared/html_text.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

constexpr std::string_view kLineTags[] = {"p",  "br", "div", "li", "ul", "ol", "tr",         "table", "h1",
                                          "h2", "h3", "h4",  "h5", "h6", "hr", "blockquote", "pre"};
constexpr std::string_view kWordTags[] = {"a",    "b",     "i",     "u",       "em",      "strong", "span",
                                          "font", "sup",   "sub",   "small",   "code",    "img",    "td",
                                          "th",   "tbody", "thead", "section", "article", "s"};
constexpr std::size_t kLongestTag = 2000;

struct Entity {
  std::string_view name, text;
};
constexpr Entity kEntities[] = {{"amp", "&"},    {"lt", "<"},    {"gt", ">"},    {"quot", "\""},
                                {"apos", "'"},   {"nbsp", " "},  {"ndash", "–"}, {"mdash", "—"},
                                {"lsquo", "‘"},  {"rsquo", "’"}, {"ldquo", "“"}, {"rdquo", "”"},
                                {"hellip", "…"}, {"deg", "°"},   {"micro", "µ"}, {"eacute", "é"}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

template <typename List>
bool listed(const List& list, std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

// The entity at `at`, written to `out`; how many bytes of the text it takes, 0 when it is none.
std::size_t take_entity(std::string_view text, std::string& out) {
  const std::size_t end = text.find(';');
  if (end == std::string_view::npos || end < 2 || end > 10) return 0;
  const std::string name(text.substr(1, end - 1));
  for (const Entity& known : kEntities)
    if (known.name == name) {
      out += known.text;
      return end + 1;
    }
  if (name[0] != '#') return 0;
  const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  char* rest = nullptr;
  const unsigned long code = std::strtoul(name.c_str() + (hex ? 2 : 1), &rest, hex ? 16 : 10);
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  if (*rest != '\0' || code < 0x20 || code > 0x10FFFF || surrogate) return 0;
  append_utf8(out, static_cast<std::uint32_t>(code));
  return end + 1;
}

// How many bytes the tag takes, 0 when it is none.
std::size_t take_tag(std::string_view text, std::string& out) {
  std::size_t at = text.size() > 1 && text[1] == '/' ? 2 : 1;
  std::string name;
  while (at < text.size() && (is_letter(text[at]) || (text[at] >= '0' && text[at] <= '9')))
    name += text[at++];
  name = lower(name);
  const bool line = listed(kLineTags, name);
  if (!line && !listed(kWordTags, name)) return 0;
  const std::size_t end = text.substr(0, kLongestTag).find('>', at);
  const bool attributes =
      at < text.size() && (text[at] == ' ' || text[at] == '/' || text[at] == '>' || text[at] == '\n');
  if (end == std::string_view::npos || !attributes) return 0;
  if (line && !out.empty() && !out.ends_with('\n')) out += '\n';
  return end + 1;
}

}  // namespace

std::string html_text(std::string_view text) {
  if (text.find_first_of("<&") == std::string_view::npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t taken = 0;
    if (text[at] == '<') taken = take_tag(text.substr(at), out);
    if (text[at] == '&') taken = take_entity(text.substr(at), out);
    if (taken == 0) out += text[at], taken = 1;
    at += taken;
  }
  return std::string(trim(out));
}

}  // namespace waymark
