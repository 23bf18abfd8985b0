#include "contract_parts.h"

#include <algorithm>
#include <cmath>

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

namespace waymark {
namespace {

constexpr std::size_t kExtraRows = 100;
constexpr std::size_t kExtraBytes = 2000;
constexpr std::size_t kExtraDepth = 6;

struct StatusWord {
  std::string_view word, lifecycle;
};
constexpr StatusWord kStatusWords[] = {
    {"active", "production"},   {"current", "production"},    {"production", "production"},
    {"released", "production"}, {"published", "production"},  {"proposed", "draft"},
    {"draft", "draft"},         {"development", "draft"},     {"in development", "draft"},
    {"review", "draft"},        {"in review", "draft"},       {"requested", "draft"},
    {"planned", "draft"},       {"deprecated", "deprecated"}, {"retired", "deprecated"},
    {"obsolete", "deprecated"}, {"inactive", "deprecated"},   {"archived", "deprecated"},
};

struct UnitWord {
  std::string_view word;
  double seconds;
};
constexpr double kDay = 86400;
constexpr UnitWord kUnitWords[] = {
    {"s", 1},
    {"sec", 1},
    {"second", 1},
    {"seconds", 1},
    {"m", 60},
    {"min", 60},
    {"minute", 60},
    {"minutes", 60},
    {"h", 3600},
    {"hr", 3600},
    {"hrs", 3600},
    {"hour", 3600},
    {"hours", 3600},
    {"d", kDay},
    {"day", kDay},
    {"days", kDay},
    {"w", 7 * kDay},
    {"week", 7 * kDay},
    {"weeks", 7 * kDay},
    {"mo", 30 * kDay},
    {"month", 30 * kDay},
    {"months", 30 * kDay},
    {"y", 365 * kDay},
    {"yr", 365 * kDay},
    {"year", 365 * kDay},
    {"years", 365 * kDay},
    {"hourly", 3600},
    {"daily", kDay},
    {"weekly", 7 * kDay},
    {"monthly", 30 * kDay},
    {"yearly", 365 * kDay},
};

std::optional<double> seconds_of(std::string_view unit) {
  const std::string word = lower(trim(unit));
  for (const UnitWord& known : kUnitWords)
    if (known.word == word) return known.seconds;
  return std::nullopt;
}

// Centuries are a slip of the pen, and would not fit everywhere.
std::optional<Seconds> bounded(double seconds) {
  if (!(seconds > 0) || seconds > 1000 * 365 * kDay) return std::nullopt;
  return Seconds(std::llround(seconds));
}

// "25 hours", "4 d", "daily".
std::optional<Seconds> duration_in_words(std::string_view text) {
  text = trim(text);
  const std::size_t digits = text.find_first_not_of("0123456789.");
  if (digits == std::string_view::npos) return std::nullopt;
  const std::optional<double> unit = seconds_of(text.substr(digits));
  if (!unit) return std::nullopt;
  const std::optional<double> amount =
      digits == 0 ? 1.0 : Value(std::string(text.substr(0, digits))).number();
  return amount ? bounded(*amount * *unit) : std::nullopt;
}

// How a rule that nobody described reads: "rowCount mustBeGreaterThan 1000000".
std::string rule_in_words(const Value& rule) {
  std::string words = rule.first_of({"description", "name"}).text();
  if (!words.empty()) return words;
  words = rule.first_of({"metric", "rule", "templateName", "code", "type"}).text();
  for (const auto& [name, value] : rule.members())
    if (name.starts_with("must"))
      words += " " + name + " " + (value.is_scalar() ? value.text() : to_json(value));
  return words;
}

bool keeps_secret(std::string_view name) {
  const std::string word = lower(name);
  for (const std::string_view part :
       {"password", "passwd", "secret", "token", "apikey", "api_key", "credential"})
    if (contains(word, part)) return true;
  return false;
}

void flatten(std::vector<std::pair<std::string, std::string>>& rows, const std::string& name,
             const Value& value, std::size_t depth) {
  // A list of {property, value} pairs is how ODCS writes a map.
  if (value.is_object() && value.has("property") && value.has("value")) {
    flatten(rows, value["property"].text(), value["value"], depth + 1);
  } else if (value.is_object() && depth < kExtraDepth) {
    for (const auto& [member, inner] : value.members()) flatten(rows, name + "." + member, inner, depth + 1);
  } else if (value.is_array() && depth < kExtraDepth) {
    if (const std::vector<std::string> texts = value.texts(); texts.size() == value.size())
      return rows.emplace_back(name, join(texts, ", ")), void();
    for (std::size_t i = 0; i < value.size(); ++i)
      flatten(rows, name + "[" + std::to_string(i) + "]", value.items()[i], depth + 1);
  } else if (!value.is_null()) {
    rows.emplace_back(name, value.is_scalar() ? value.text() : to_json(value));
  }
}

bool names_key(std::string_view line, std::string_view key) {
  const std::size_t at = line.find(key);
  if (at == std::string_view::npos) return false;
  const std::string_view before = trim(line.substr(0, at));
  const std::string_view after = trim(line.substr(at + key.size()));
  const bool starts = before.empty() || before.ends_with('"') || before.ends_with('\'') ||
                      before.ends_with('-') || before.ends_with('{') || before.ends_with(',');
  return starts && (after.starts_with(':') || after.starts_with("\":") || after.starts_with("':") ||
                    after.starts_with("\" :"));
}

}  // namespace

void ContractDraft::problem(const Value& value, const std::string& path, std::string message) {
  std::string place =
      value.line == 0 ? path : "line " + std::to_string(value.line) + (path.empty() ? "" : ", " + path);
  reading.problems.push_back({std::move(place), std::move(message), value.line});
}

void ContractDraft::remark(const Value& value, const std::string& path, std::string message) {
  problem(value, path, std::move(message));
  reading.problems.back().invalid = false;
}

void ContractDraft::mark(const std::string& what, const Value& value, std::string_view key) {
  if (value.line == 0) return;
  std::uint32_t line = value.line;
  if (!key.empty()) {
    // A value begins on the line of its name or on the next that says something.
    constexpr std::uint32_t kLinesAbove = 4;
    for (std::uint32_t above = 0; above < kLinesAbove && above < value.line; ++above)
      if (names_key(document.line(value.line - above), key)) {
        line = value.line - above;
        break;
      }
  }
  reading.lines.emplace(what, line);
}

ContractDraft start_contract(const ContractDocument& document, const ContractOrigin& origin,
                             std::string_view format) {
  ContractDraft draft{document, origin, {}};
  draft.facts().type = AssetType::Contract;
  draft.facts().contract = Contract{};
  draft.contract().format = format;
  draft.contract().original = document.text;
  if (document.cut)
    draft.remark(
        {}, "",
        "the text is longer than " + std::to_string(document.text.size()) + " bytes; only that much is kept");
  return draft;
}

std::string written_text(const ContractDocument& document, const Value& parent, std::string_view member) {
  const Value& value = parent[member];
  if (!value.is_number() || value.line == 0) return value.text();
  std::string_view rest = document.line(value.line);
  const std::size_t name = rest.find(std::string(member) + ":");
  if (name == std::string_view::npos) return value.text();
  rest = trim(rest.substr(name + member.size() + 1));
  const std::string word(rest.substr(0, rest.find_first_of(" \t#,}")));
  // Only another spelling of the same number.
  return Value(word).number() == value.number() ? word : value.text();
}

std::string_view lifecycle_of(std::string_view status) {
  const std::string word = replace_all(replace_all(lower(trim(status)), "_", " "), "-", " ");
  for (const StatusWord& known : kStatusWords)
    if (known.word == word) return known.lifecycle;
  return {};
}

std::string name_from_file(std::string_view file) {
  file = file.substr(file.rfind('/') + 1);
  std::string_view stem = file.substr(0, file.rfind('.'));
  for (const std::string_view ending : {".odcs", ".datacontract"})
    if (stem.ends_with(ending)) stem.remove_suffix(ending.size());
  const bool says_nothing = stem == "odcs" || stem == "datacontract" || stem == "contract";
  return says_nothing ? std::string() : std::string(stem);
}

void classify(Facts& facts, Column& column, std::string_view word) {
  const std::string_view level = sensitivity_level(word);
  column.sensitivity = worse_sensitivity(column.sensitivity, level);
  const std::string worst(worse_sensitivity(facts.sensitivity, level));
  if (worst == facts.sensitivity) return;
  facts.sensitivity = worst;
  facts.sensitivity_word = lower(word) == worst ? std::string() : std::string(word);
}

void keep_extra(ContractDraft& draft, const std::string& name, const Value& value) {
  std::vector<std::pair<std::string, std::string>> rows;
  flatten(rows, name, value, 0);
  auto& extra = draft.facts().extra;
  for (auto& [key, text] : rows) {
    if (key.empty() || text.empty() || keeps_secret(key)) continue;
    if (extra.size() == kExtraRows) {
      draft.remark(
          value, name,
          "more than " + std::to_string(kExtraRows) + " further members; the rest is only in the text");
      return;
    }
    extra.emplace_back(std::move(key), std::string(cut_utf8(text, kExtraBytes)));
  }
}

std::optional<Seconds> duration_of(const Value& value, std::string_view unit) {
  if (const std::optional<double> seconds = seconds_of(unit)) {
    const std::optional<double> amount = value.number();
    return amount ? bounded(*amount * *seconds) : std::nullopt;
  }
  const std::string text = value.text();
  if (const std::optional<Seconds> words = duration_in_words(text)) return words;
  return parse_duration(text);
}

void promise(ContractDraft& draft, std::string kind, std::string text, std::optional<Seconds> within) {
  if (text.empty()) return;
  if (within && (kind == "freshness" || kind == "frequency")) {
    // What is said about freshness itself counts before how often data comes.
    const auto& promises = draft.contract().promises;
    const bool stated = std::any_of(promises.begin(), promises.end(), [](const Promise& known) {
      return known.kind == "freshness" && known.within;
    });
    std::optional<Seconds>& fresh = draft.facts().fresh_within;
    if (kind == "freshness") fresh = stated ? std::min(*fresh, *within) : *within;
    if (kind == "frequency" && !stated) fresh = fresh ? std::min(*fresh, *within) : *within;
  }
  draft.contract().promises.push_back({std::move(kind), std::move(text), within});
}

void promise_quality(ContractDraft& draft, const Value& rules, const std::string& about) {
  for (const Value& rule : rules.items()) {
    const std::string words = rule.is_scalar() ? rule.text() : rule_in_words(rule);
    if (!words.empty()) promise(draft, "quality", about.empty() ? words : about + ": " + words, std::nullopt);
  }
}

}  // namespace waymark
