#include "document.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "waymark/base/hash.h"
#include "waymark/base/strings.h"
#include "waymark/index/generation.h"
#include "waymark/index/terms.h"
#include "waymark/index/text_fields.h"
#include "waymark/model/fields.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

// Apart enough that no phrase reaches from one text into the next.
constexpr std::uint32_t kPositionGap = 100;
// Joined forms help a glued query find a split name; they are worth less than the words themselves.
constexpr double kJoinedShare = 0.5;

bool may_be_corrected_to(const TextField& field) { return field.weight >= 1; }

std::uint32_t tenths(const TextField& field, double share) {
  return static_cast<std::uint32_t>(std::lround(field.weight * share * 10));
}

void add_identity(const Asset& asset, std::vector<std::string>& terms) {
  terms.push_back(key_term(asset.key));
  terms.push_back(ref_term(asset.match_key));
  for (const std::string& alias : asset.aliases)
    terms.push_back(looks_like_key(alias) ? key_term(alias) : ref_term(alias));
  for (const SourceNote& note : asset.sources)
    if (!note.ref.empty()) terms.push_back(ref_term(note.ref));
  const auto add_exact = [&](const std::string& squashed) {
    if (!squashed.empty()) terms.push_back(exact_term(squashed));
  };
  add_exact(squash(asset.name));
  add_exact(squash(asset.title));
  for (const std::string& synonym : asset.synonyms) add_exact(squash(synonym));
  for (const std::string& suffix : squashed_suffixes(asset.qualified_name)) add_exact(suffix);
}

void add_fields(const Asset& asset, std::vector<std::string>& terms, std::vector<PartValue>& slots) {
  for (const Field& field : fields()) {
    if (field.values == nullptr) continue;
    const Values values = field.values(asset);
    for (const std::string& value : values)
      if (!value.empty()) terms.push_back(field_term(field, value));
    // Xapian does not tell an empty value from none.
    if (std::string joined = join(values, "\x1f"); !joined.empty())
      slots.push_back({field.slot, std::move(joined)});
  }
}

// Raised by hand when analysis, terms or positions change in a way that the tables below do not show.
constexpr int kRecipe = 5;

// Phrases were seen to match where their first word has no positions (a column's) and the second stood at 1,
// as if the first stood at 0: nothing stands so near to it now.
constexpr std::uint32_t kFirstPosition = 64;

}  // namespace

std::string document_recipe(const std::string& language) {
  std::string text = std::to_string(kRecipe) + "\n" + language + "\n";
  for (const Field& field : fields())
    text +=
        std::string(field.name) + " " + std::string(field.prefix) + " " + std::to_string(field.slot) + "\n";
  for (const TextField& field : text_fields())
    text += std::string(field.name) + " " + std::to_string(field.weight) + " " +
            std::to_string(static_cast<int>(field.kind)) + (field.phrases ? " phrases\n" : "\n");
  return to_hex(sha256(text)).substr(0, 16);
}

Xapian::Document to_xapian(const BuiltDocument& built) {
  Xapian::Document document;
  for (const PartTerm& term : built.terms) {
    const std::string text(term.text);
    for (const std::uint32_t position : term.positions) document.add_posting(text, position, 0);
    document.add_term(text, term.wdf);
  }
  for (const PartValue& value : built.values) document.add_value(value.first, value.second);
  return document;
}

void DocumentBuilder::begin(const Asset& asset) {
  words_.begin(asset);
  counted_ = 0;
  spells_.clear();
  position_ = kFirstPosition;
  length_ = 0;
}

DocumentBuilder::TermCount& DocumentBuilder::count_of(std::uint32_t term) {
  if (place_.size() <= term) place_.resize(words_.size() + words_.size() / 2);
  if (place_[term] > 0) return counts_[place_[term] - 1];
  if (counted_ == counts_.size()) counts_.emplace_back();
  TermCount& count = counts_[counted_++];
  count.term = term;
  count.tenths = 0;
  count.positions.clear();
  place_[term] = static_cast<std::uint32_t>(counted_);
  return count;
}

void DocumentBuilder::add_spelling(std::uint32_t folded) {
  if (!words_.worth_correcting_to(folded)) return;
  if (spelled_.size() <= folded) spelled_.resize(words_.size() + words_.size() / 2);
  if (std::exchange(spelled_[folded], 1) == 0) spells_.push_back(folded);
}

void DocumentBuilder::add_text(std::size_t row, std::string_view text) {
  const TextField& field = text_fields()[row];
  const std::span<const TextWord> words = words_.words_of(text, field.kind);
  const std::uint32_t of_part = tenths(field, 1), of_joined = tenths(field, kJoinedShare);
  std::uint32_t last = 0, parts = 0;
  hashes_.clear();
  for (const TextWord& word : words) {
    hashes_.push_back(words_.forward_hash(word.term));
    TermCount& count = count_of(word.term);
    if (word.kind != TokenKind::Part) {
      count.tenths += std::max(of_joined, 1u);
      continue;
    }
    count.tenths += std::max(of_part, 1u);
    length_ += of_part;
    ++parts;
    last = word.position;
    if (field.phrases) count.positions.push_back(position_ + word.position);
    if (may_be_corrected_to(field)) add_spelling(word.folded);
  }
  forward_.add(row, parts, hashes_);
  if (field.phrases) position_ += last + kPositionGap;
}

void DocumentBuilder::add_terms(BuiltDocument& built) {
  built.terms.reserve(counted_ + identities_.size());
  for (const TermCount& count : std::span(counts_).first(counted_)) {
    place_[count.term] = 0;
    built.terms.push_back({words_.term(count.term), count.tenths, count.positions, count.term});
  }
  for (const std::string& term : identities_) built.terms.push_back({term, 0, {}});
  built.words = words_.numbering();
  const auto before = [](const PartTerm& a, const PartTerm& b) { return a.text < b.text; };
  const auto same = [](const PartTerm& a, const PartTerm& b) { return a.text == b.text; };
  std::sort(built.terms.begin(), built.terms.end(), before);
  built.terms.erase(std::unique(built.terms.begin(), built.terms.end(), same), built.terms.end());
}

std::vector<std::string> DocumentBuilder::take_spellings() {
  std::vector<std::string> words;
  words.reserve(spells_.size());
  for (const std::uint32_t folded : spells_) {
    spelled_[folded] = 0;
    words.emplace_back(words_.term(folded));
  }
  return words;
}

BuiltDocument DocumentBuilder::build(const Asset& asset) {
  begin(asset);
  const auto rows = text_fields();
  for (std::size_t row = 0; row < rows.size(); ++row)
    rows[row].texts(asset, [&](std::string_view text, std::string_view) {
      if (!text.empty()) add_text(row, text);
    });
  BuiltDocument built;
  identities_.clear();
  add_identity(asset, identities_);
  add_fields(asset, identities_, built.values);
  std::sort(built.values.begin(), built.values.end());
  add_terms(built);
  built.length = length_;
  built.spellings = take_spellings();
  built.forward = forward_.finish(forward_container(asset.platform, asset.qualified_name, asset.name));
  return built;
}

std::vector<std::string> DocumentBuilder::spellings(const Asset& asset) {
  begin(asset);
  for (const TextField& field : text_fields()) {
    if (!may_be_corrected_to(field)) continue;
    field.texts(asset, [&](std::string_view text, std::string_view) {
      if (text.empty()) return;
      for (const TextWord& word : words_.words_of(text, field.kind))
        if (word.kind == TokenKind::Part) add_spelling(word.folded);
    });
  }
  return take_spellings();
}

}  // namespace waymark
