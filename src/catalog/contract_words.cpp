// contract_words.cpp - contracts in plain words: Markdown or text files that no dialect knows.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "contract_parts.h"

namespace waymark {
namespace {

constexpr std::size_t kDescriptionBytes = 8 * 1024;
constexpr std::size_t kMostTargets = 50;

// "**Owner:** Ana", "- Owner: Ana", "owner: Ana" without what only dresses it.
std::string undressed(std::string_view line) {
  std::string text(trim(line));
  while (!text.empty() &&
         (text.front() == '-' || text.front() == '*' || text.front() == '|' || text.front() == '>'))
    text = std::string(trim(std::string_view(text).substr(1)));
  text = replace_all(text, "**", "");
  return replace_all(text, "__", "");
}

struct NamedLine {
  std::string_view word;
  void (*take)(ContractDraft& draft, const std::string& value);
};

void add_owner(ContractDraft& draft, const std::string& value) {
  Owner owner;
  owner.name = value;
  if (contains(value, "@") && !contains(value, " ")) owner.mail = value;
  draft.facts().owners.push_back(std::move(owner));
}
void add_product(ContractDraft& draft, const std::string& value) { draft.facts().products.push_back(value); }
void set_domain(ContractDraft& draft, const std::string& value) { draft.facts().domain = value; }
void set_version(ContractDraft& draft, const std::string& value) { draft.contract().version = value; }
void set_status(ContractDraft& draft, const std::string& value) {
  draft.contract().status = value;
  draft.facts().lifecycle = lifecycle_of(value);
}
void set_id(ContractDraft& draft, const std::string& value) {
  draft.reading.fragment.self.id = "words:" + value;
}
template <const char* kKind>
void add_promise(ContractDraft& draft, const std::string& value) {
  promise(draft, kKind, value, duration_of(Value(value), ""));
}
constexpr char kFreshness[] = "freshness", kRetention[] = "retention", kAvailability[] = "availability";

constexpr NamedLine kLines[] = {
    {"owner", add_owner},
    {"product", add_product},
    {"data product", add_product},
    {"domain", set_domain},
    {"version", set_version},
    {"status", set_status},
    {"id", set_id},
    {"freshness", add_promise<kFreshness>},
    {"retention", add_promise<kRetention>},
    {"availability", add_promise<kAvailability>},
};

void take_line(ContractDraft& draft, const std::string& line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string::npos) return;
  const std::string word = lower(trim(std::string_view(line).substr(0, colon)));
  const std::string value(trim(std::string_view(line).substr(colon + 1)));
  if (value.empty() || value.size() > 200) return;
  for (const NamedLine& known : kLines)
    if (known.word == word) return known.take(draft, value);
}

bool part_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.' || c == '"' || c == '$' || c == ':' || c == '/';
}

// "snowflake:prod.sales.orders" anywhere, "prod.sales.orders" only in code quotes: prose has dots of its own.
void take_name(ContractDraft& draft, std::string_view word, bool quoted, std::uint32_t line) {
  while (!word.empty() && (word.back() == '.' || word.back() == ':')) word.remove_suffix(1);
  if (word.find('.') == std::string_view::npos || word.find("//") != std::string_view::npos) return;
  Ref target;
  if (word.find(':') != std::string_view::npos) {
    target.physical = parse_physical(word);
  } else if (quoted && !draft.origin.platform.empty()) {
    target.physical = parse_physical(draft.origin.platform + ":" + std::string(word));
    target.physical.instance = draft.origin.instance;
  } else if (quoted) {
    target.name = word;
  }
  if (target.empty() || (target.name.empty() && target.physical.parts.size() < 2)) return;
  auto& objects = draft.contract().objects;
  const std::string name(word);
  const bool known = std::any_of(objects.begin(), objects.end(), [&](const ContractObject& one) {
    return same_ignoring_case(one.name, name);
  });
  if (known || objects.size() == kMostTargets) return;
  draft.reading.lines.emplace(name, line);
  ContractObject object;
  object.target = std::move(target);
  object.name = name;
  objects.push_back(std::move(object));
}

void take_names(ContractDraft& draft, std::string_view line, std::uint32_t number) {
  bool quoted = false;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == '`') quoted = !quoted;
    std::size_t end = at;
    while (end < line.size() && part_of_name(line[end])) ++end;
    if (end > at) take_name(draft, line.substr(at, end - at), quoted, number);
    at = std::max(end, at + 1);
  }
}

std::string title_of(std::string_view text) {
  for (const std::string& line : split(text, '\n')) {
    std::string_view title = trim(line);
    while (title.starts_with('#')) title.remove_prefix(1);
    if (!trim(title).empty() && trim(title) != "---") return std::string(cut_utf8(trim(title), 200));
  }
  return {};
}

}  // namespace

ContractReading read_words(std::string_view text, const ContractOrigin& origin) {
  const ContractDocument document = words_document(text);
  ContractDraft draft = start_contract(document, origin, "text");
  draft.facts().name = title_of(document.text);
  if (draft.facts().name.empty()) draft.facts().name = name_from_file(origin.file);
  draft.facts().description = std::string(cut_utf8(document.text, kDescriptionBytes));
  std::uint32_t number = 0;
  for (const std::string& line : split(document.text, '\n')) {
    take_line(draft, undressed(line));
    take_names(draft, line, ++number);
  }
  draft.reading.fragment.self.name = draft.facts().name;
  if (draft.reading.fragment.self.id.empty()) draft.reading.fragment.self.id = "words:" + origin.file;
  return std::move(draft.reading);
}

}  // namespace waymark
