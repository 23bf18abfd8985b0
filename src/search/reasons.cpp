#include "reasons.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/index/forward.h"
#include "waymark/index/text_fields.h"

namespace waymark {
namespace {

constexpr std::size_t kMostColumns = 10;
constexpr std::size_t kSnippet = 300;     // Characters shown of a description.
constexpr std::size_t kBeforeMatch = 80;  // Bytes kept before the first match of a long one.
constexpr std::size_t kMostReasons = 6;
constexpr std::size_t kMostFound = 200;  // Words of the query looked at in one text.

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

// A word of the query in a text.
struct Found {
  std::size_t begin;
  std::string term;
};

// Where to begin so that most of the words stand within one snippet: the first such place.
std::size_t place_of_most(const std::vector<Found>& found) {
  std::size_t place = 0, most = 0;
  for (std::size_t first = 0; first < found.size(); ++first) {
    // From the front, everything up to the end of a snippet shows.
    const std::size_t begin = found[first].begin <= kSnippet / 2 ? 0 : found[first].begin;
    const std::size_t end = begin + kSnippet - (begin > 0 ? kBeforeMatch : 0);
    std::set<std::string_view> terms;
    for (std::size_t i = first; i < found.size() && found[i].begin < end; ++i) terms.insert(found[i].term);
    if (terms.size() > most) most = terms.size(), place = begin;
  }
  return place;
}

}  // namespace

Reasons::Reasons(const Query& query, const Analyzer& analyzer) : analyzer_(analyzer) {
  for (const QueryNode* leaf : positive_leaves(query.root)) {
    Word word;
    word.forms = leaf->forms;
    if (leaf->kind == QueryNode::Kind::Phrase) word.forms.push_back({leaf->terms, {}});
    if (leaf->kind == QueryNode::Kind::Prefix)
      for (const std::string& term : leaf->terms) word.forms.push_back({{term}, {}});
    for (const WordForm& form : word.forms) terms_.insert(form.terms.begin(), form.terms.end());
    if (!word.forms.empty()) words_.push_back(std::move(word));
  }
  for (const std::string& term : terms_) hashes_.set(forward_hash(term));
}

std::uint64_t Reasons::fields_with_words(std::string_view record) const {
  std::uint64_t fields = 0;
  ForwardReader reader(record);
  while (reader.next_field())
    reader.for_each_term([&](std::uint16_t hash, std::uint32_t) {
      if (hashes_.test(hash)) fields |= 1ULL << reader.field();
    });
  return fields;
}

bool Reasons::marks(const Token& token) const {
  return terms_.contains(token.term) || (!token.folded.empty() && terms_.contains(token.folded));
}

std::size_t Reasons::words_in(const std::vector<Token>& tokens, std::vector<Had>* had) const {
  const auto there = [&](std::string_view term) {
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](const Token& token) { return token.term == term || token.folded == term; });
  };
  std::size_t count = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const auto is_there = [&](const WordForm& form) {
      return std::all_of(form.terms.begin(), form.terms.end(),
                         [&](const std::string& term) { return there(term); });
    };
    // The forms of the word itself come before its synonyms.
    const auto form = std::find_if(words_[i].forms.begin(), words_[i].forms.end(), is_there);
    if (form == words_[i].forms.end()) continue;
    ++count;
    if (had == nullptr) continue;
    if (form->synonym.empty())
      (*had)[i].as_typed = true;
    else
      (*had)[i].synonym = form->synonym;
  }
  return count;
}

std::vector<Segment> Reasons::mark(std::string_view text, TextKind kind, const KnowsWord* more) const {
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  for (const Token& token : analyzer_.analyze(text, kind, more))
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

std::vector<Segment> Reasons::snippet(std::string_view description, bool has_words) const {
  const std::string plain = without_markup(description);
  const std::string_view text = plain;
  std::vector<Found> found;
  if (has_words)
    for (const Token& token : analyzer_.analyze(text)) {
      if (found.size() == kMostFound) break;
      if (marks(token)) found.push_back({token.begin, token.term});
    }
  // A match within the first lines needs no cut at the front.
  const std::size_t match = place_of_most(found);
  const std::size_t begin = match > kSnippet / 2 ? begin_of_word(text, match - kBeforeMatch) : 0;
  const std::size_t end = cut_at_word(text, begin, kSnippet);
  std::vector<Segment> segments;
  if (begin > 0) add_segment(segments, "... ", false);
  const std::string_view shown = text.substr(begin, end - begin);
  if (!found.empty()) {
    for (const Segment& segment : mark(shown, TextKind::Prose))
      add_segment(segments, segment.text, segment.marked);
  } else {
    add_segment(segments, shown, false);
  }
  if (end < text.size()) add_segment(segments, "...", false);
  return segments;
}

void Reasons::match_columns(Hit& hit, const OwnWords& own) const {
  struct ColumnWords {
    std::size_t words, position;
  };
  std::vector<ColumnWords> found;
  for (std::size_t i = 0; i < hit.asset.columns.size(); ++i) {
    const Column& column = hit.asset.columns[i];
    std::size_t words = words_in(own.analyze(column.path, TextKind::Name));
    if (words == 0 && !column.title.empty()) words = words_in(own.analyze(column.title, TextKind::Name));
    if (words > 0) found.push_back({words, i});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const ColumnWords& a, const ColumnWords& b) { return a.words > b.words; });
  for (const ColumnWords& match : found) {
    if (hit.columns.size() == kMostColumns) break;
    const std::string& path = hit.asset.columns[match.position].path;
    hit.columns.push_back({path, mark(path, TextKind::Name, own.knows())});
  }
  hit.more_columns = found.size() - hit.columns.size();
}

void Reasons::match_fields(Hit& hit, const OwnWords& own, std::uint64_t fields) const {
  std::set<std::string> told;
  std::vector<Had> had(words_.size());
  for (std::size_t row = 0; row < text_fields().size(); ++row) {
    if ((fields >> row & 1) == 0) continue;
    const TextField& field = text_fields()[row];
    field.texts(hit.asset, [&](std::string_view text, std::string_view detail) {
      if (hit.why.size() >= kMostReasons || text.empty()) return;
      // One reason per field says enough; columns are listed beside.
      if (told.contains(std::string(field.name))) return;
      if (words_in(own.analyze(text, field.kind), &had) == 0) return;
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
  std::set<std::string> synonyms;
  for (const Had& word : had)
    if (!word.as_typed && !word.synonym.empty()) synonyms.insert("synonym " + word.synonym);
  hit.why.insert(hit.why.begin(), synonyms.begin(), synonyms.end());
}

void Reasons::explain(Hit& hit, std::string_view record) const {
  struct Rows {
    std::uint64_t naming = 0, column = 0, description = 0;
    Rows() {
      for (std::size_t row = 0; row < text_fields().size(); ++row) {
        const std::string_view name = text_fields()[row].name;
        if (name == "name" || name == "title") naming |= 1ULL << row;
        if (name == "column") column |= 1ULL << row;
        if (name == "description") description |= 1ULL << row;
      }
    }
  };
  static const Rows rows;
  const Asset& asset = hit.asset;
  const OwnWords own(asset, analyzer_);
  const std::uint64_t fields = fields_with_words(record);
  const auto named = [&](const std::string& text) {
    if ((fields & rows.naming) != 0) return mark(text, TextKind::Name, own.knows());
    std::vector<Segment> plain;
    add_segment(plain, text, false);
    return plain;
  };
  hit.name = named(asset.name);
  hit.title = named(asset.title);
  hit.description = snippet(asset.description, (fields & rows.description) != 0);
  if (words_.empty()) return;
  if ((fields & rows.column) != 0) match_columns(hit, own);
  match_fields(hit, own, fields);
  // The column named first is the one that matches best.
  if (!hit.columns.empty())
    for (std::string& reason : hit.why)
      if (reason.starts_with("column: ")) reason = "column: " + hit.columns.front().path;
}

void Reasons::explain_column(Hit& hit) const {
  const Column& column = hit.asset.columns[*hit.column];
  hit.name = mark(column.path, TextKind::Name);
  hit.title = mark(column.title, TextKind::Name);
  hit.description = snippet(column.description);
  if (words_.empty()) return;
  const auto tell = [&](const std::string& text, TextKind kind, std::string reason) {
    if (!text.empty() && words_in(analyzer_.analyze(text, kind)) > 0) hit.why.push_back(std::move(reason));
  };
  tell(column.path, TextKind::Name, "column name");
  if (column.title != column.path) tell(column.title, TextKind::Name, "column title");
  for (const std::string& tag : column.tags) tell(tag, TextKind::Name, "column tag: " + tag);
  for (const std::string& term : column.terms) tell(term, TextKind::Name, "glossary term: " + term);
  tell(column.description, TextKind::Prose, "column description");
}

}  // namespace waymark
