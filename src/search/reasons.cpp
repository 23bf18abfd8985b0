#include "reasons.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/index/text_fields.h"

namespace waymark {
namespace {

constexpr std::size_t kMostColumns = 10;
constexpr std::size_t kSnippet = 300;     // Characters shown of a description.
constexpr std::size_t kBeforeMatch = 80;  // Bytes kept before the first match of a long one.
constexpr std::size_t kMostReasons = 6;

void add_segment(std::vector<Segment>& segments, std::string_view text, bool marked) {
  if (text.empty()) return;
  if (!segments.empty() && segments.back().marked == marked)
    segments.back().text += text;
  else
    segments.push_back({std::string(text), marked});
}

// The end of at most `characters` characters from `begin`, moved back to a blank where one is near.
std::size_t cut_at_word(std::string_view text, std::size_t begin, std::size_t characters) {
  std::size_t at = begin, count = 0;
  while (at < text.size() && count < characters) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
    ++count;
  }
  if (at >= text.size()) return text.size();
  const std::size_t blank = text.find_last_of(" \n\t", at);
  return blank != std::string_view::npos && blank > begin && at - blank < 40 ? blank : at;
}

// Two lines of a card show words, not the Markdown signs around them.
std::string without_markup(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool line_start = i == 0 || text[i - 1] == '\n';
    if (text[i] == '`') continue;
    if (text.substr(i, 2) == "**") {
      ++i;
      continue;
    }
    if (line_start && text[i] == '#') {
      while (i + 1 < text.size() && (text[i + 1] == '#' || text[i + 1] == ' ')) ++i;
      continue;
    }
    out += text[i];
  }
  return out;
}

std::size_t begin_of_word(std::string_view text, std::size_t at) {
  const std::size_t blank = text.find_first_of(" \n\t", at);
  if (blank != std::string_view::npos && blank - at < 40) return blank + 1;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

}  // namespace

Reasons::Reasons(const Query& query, const Analyzer& analyzer) : analyzer_(analyzer) {
  for (const QueryNode* leaf : positive_leaves(query.root)) {
    Word word;
    for (const WordForm& form : leaf->forms) word.forms.push_back(form.terms);
    if (leaf->kind == QueryNode::Kind::Phrase) word.forms.push_back(leaf->terms);
    if (leaf->kind == QueryNode::Kind::Prefix)
      for (const std::string& term : leaf->terms) word.forms.push_back({term});
    for (const auto& form : word.forms) terms_.insert(form.begin(), form.end());
    if (!word.forms.empty()) words_.push_back(std::move(word));
  }
}

bool Reasons::marks(const Token& token) const {
  return terms_.contains(token.term) || (!token.folded.empty() && terms_.contains(token.folded));
}

std::size_t Reasons::words_in(const std::vector<Token>& tokens) const {
  std::set<std::string_view> there;
  for (const Token& token : tokens) {
    there.insert(token.term);
    if (!token.folded.empty()) there.insert(token.folded);
  }
  std::size_t count = 0;
  for (const Word& word : words_) {
    const auto is_there = [&](const std::vector<std::string>& form) {
      return std::all_of(form.begin(), form.end(),
                         [&](const std::string& term) { return there.contains(term); });
    };
    count += std::any_of(word.forms.begin(), word.forms.end(), is_there) ? 1 : 0;
  }
  return count;
}

std::vector<Segment> Reasons::mark(std::string_view text, TextKind kind) const {
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  for (const Token& token : analyzer_.analyze(text, kind))
    if (marks(token)) ranges.emplace_back(token.begin, token.end);
  std::sort(ranges.begin(), ranges.end());
  std::vector<Segment> segments;
  std::size_t at = 0;
  for (const auto& [begin, end] : ranges) {
    if (end <= at) continue;
    if (begin > at) add_segment(segments, text.substr(at, begin - at), false);
    add_segment(segments, text.substr(std::max(at, begin), end - std::max(at, begin)), true);
    at = end;
  }
  add_segment(segments, text.substr(at), false);
  return segments;
}

std::vector<Segment> Reasons::snippet(std::string_view description) const {
  const std::string plain = without_markup(description);
  const std::string_view text = plain;
  std::size_t begin = 0;
  for (const Token& token : analyzer_.analyze(text)) {
    if (!marks(token)) continue;
    // A match within the first lines needs no cut at the front.
    if (token.begin > kSnippet / 2) begin = begin_of_word(text, token.begin - kBeforeMatch);
    break;
  }
  const std::size_t end = cut_at_word(text, begin, kSnippet);
  std::vector<Segment> segments;
  if (begin > 0) add_segment(segments, "... ", false);
  for (const Segment& segment : mark(text.substr(begin, end - begin), TextKind::Prose))
    add_segment(segments, segment.text, segment.marked);
  if (end < text.size()) add_segment(segments, "...", false);
  return segments;
}

void Reasons::match_columns(Hit& hit) const {
  struct Found {
    std::size_t words, position;
  };
  std::vector<Found> found;
  for (std::size_t i = 0; i < hit.asset.columns.size(); ++i) {
    const Column& column = hit.asset.columns[i];
    std::size_t words = words_in(analyzer_.analyze(column.path, TextKind::Name));
    if (words == 0 && !column.title.empty())
      words = words_in(analyzer_.analyze(column.title, TextKind::Name));
    if (words > 0) found.push_back({words, i});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.words > b.words; });
  for (const Found& match : found) {
    if (hit.columns.size() == kMostColumns) break;
    const std::string& path = hit.asset.columns[match.position].path;
    hit.columns.push_back({path, mark(path, TextKind::Name)});
  }
  hit.more_columns = found.size() - hit.columns.size();
}

void Reasons::match_fields(Hit& hit) const {
  std::set<std::string> told;
  for (const TextField& field : text_fields()) {
    field.texts(hit.asset, [&](std::string_view text, std::string_view detail) {
      if (hit.why.size() >= kMostReasons || text.empty()) return;
      // One reason per field says enough; columns are listed beside.
      if (told.contains(std::string(field.name))) return;
      if (words_in(analyzer_.analyze(text, field.kind)) == 0) return;
      told.insert(std::string(field.name));
      std::string reason(field.label);
      const bool names_what = field.name == "synonym" || field.name == "tag" || field.name == "term" ||
                              field.name == "product" || field.name == "domain" || field.name == "owner";
      if (!detail.empty())
        reason += ": " + std::string(detail);
      else if (names_what)
        reason += ": " + std::string(text);
      hit.why.push_back(std::move(reason));
    });
  }
}

void Reasons::explain(Hit& hit) const {
  const Asset& asset = hit.asset;
  hit.name = mark(asset.name, TextKind::Name);
  hit.title = mark(asset.title, TextKind::Name);
  hit.description = snippet(asset.description);
  if (words_.empty()) return;
  match_columns(hit);
  match_fields(hit);
  // The column named first is the one that matches best.
  if (!hit.columns.empty())
    for (std::string& reason : hit.why)
      if (reason.starts_with("column: ")) reason = "column: " + hit.columns.front().path;
}

}  // namespace waymark
