#include "document.h"

#include <cmath>
#include <unordered_map>
#include <unordered_set>

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
// What is kept of analysed names: a few megabytes.
constexpr std::size_t kLongestKept = 64, kMostKept = 20'000;
// Joined forms help a glued query find a split name; they are worth less than the words themselves.
constexpr double kJoinedShare = 0.5;

struct TermCount {
  std::uint32_t tenths = 0;
  std::vector<std::uint32_t> positions;
};

bool may_be_corrected_to(const TextField& field) { return field.weight >= 1; }

bool worth_correcting_to(std::string_view word) {
  if (word.size() < 3 || word.size() > 40) return false;
  for (const char c : word)
    if (c >= '0' && c <= '9') return false;
  return true;
}

// The words of an asset, over all its texts.
class TextTerms {
 public:
  explicit TextTerms(BuiltDocument& built) : built_(built) {}

  void add(const TextField& field, const std::vector<Token>& tokens) {
    std::uint32_t last = 0;
    for (const Token& token : tokens) {
      const double share = token.kind == TokenKind::Part ? 1 : kJoinedShare;
      const auto tenths = static_cast<std::uint32_t>(std::lround(field.weight * share * 10));
      TermCount& count = terms_[token.term];
      count.tenths += std::max(tenths, 1u);
      if (token.kind != TokenKind::Part) continue;
      built_.length += tenths;
      last = token.position;
      if (field.phrases) count.positions.push_back(position_ + token.position);
      if (may_be_corrected_to(field) && worth_correcting_to(token.folded)) spellings_.insert(token.folded);
    }
    if (field.phrases) position_ += last + kPositionGap;
  }

  void finish() {
    for (const auto& [term, count] : terms_) {
      if (count.positions.empty())
        built_.document.add_term(term, count.tenths);
      else
        add_postings(term, count);
    }
    built_.spellings.assign(spellings_.begin(), spellings_.end());
  }

 private:
  void add_postings(const std::string& term, const TermCount& count) {
    const auto share = count.tenths / static_cast<std::uint32_t>(count.positions.size());
    std::uint32_t left = count.tenths;
    for (const std::uint32_t position : count.positions) {
      built_.document.add_posting(term, position, share);
      left -= share;
    }
    if (left > 0) built_.document.add_term(term, left);
  }

  BuiltDocument& built_;
  std::unordered_map<std::string, TermCount> terms_;
  std::unordered_set<std::string> spellings_;
  std::uint32_t position_ = 1;
};

void add_identity(const Asset& asset, Xapian::Document& document) {
  document.add_boolean_term(key_term(asset.key));
  document.add_boolean_term(ref_term(asset.match_key));
  for (const std::string& alias : asset.aliases)
    document.add_boolean_term(looks_like_key(alias) ? key_term(alias) : ref_term(alias));
  for (const SourceNote& note : asset.sources)
    if (!note.ref.empty()) document.add_boolean_term(ref_term(note.ref));
  for (const std::string& name : {asset.name, asset.title})
    if (const std::string exact = squash(name); !exact.empty()) document.add_boolean_term(exact_term(exact));
  for (const std::string& synonym : asset.synonyms)
    if (const std::string exact = squash(synonym); !exact.empty())
      document.add_boolean_term(exact_term(exact));
  for (const std::string& suffix : squashed_suffixes(asset.qualified_name))
    document.add_boolean_term(exact_term(suffix));
}

void add_fields(const Asset& asset, Xapian::Document& document) {
  for (const Field& field : fields()) {
    if (field.values == nullptr) continue;
    const Values values = field.values(asset);
    for (const std::string& value : values)
      if (!value.empty()) document.add_boolean_term(field_term(field, value));
    if (!values.empty()) document.add_value(field.slot, join(values, "\x1f"));
  }
}

// Raised by hand when analysis, terms or positions change in a way that the tables below do not show.
constexpr int kRecipe = 2;

}  // namespace

std::string document_recipe() {
  std::string text = std::to_string(kRecipe) + "\n";
  for (const Field& field : fields())
    text +=
        std::string(field.name) + " " + std::string(field.prefix) + " " + std::to_string(field.slot) + "\n";
  for (const TextField& field : text_fields())
    text += std::string(field.name) + " " + std::to_string(field.weight) + " " +
            std::to_string(static_cast<int>(field.kind)) + (field.phrases ? " phrases\n" : "\n");
  return to_hex(sha256(text)).substr(0, 16);
}

const std::vector<Token>& DocumentBuilder::tokens_of(std::string_view text, TextKind kind) {
  if (kind != TextKind::Name || text.size() > kLongestKept) return last_ = analyzer_.analyze(text, kind);
  std::string name(text);
  if (const auto known = names_.find(name); known != names_.end()) return known->second;
  if (names_.size() >= kMostKept) names_.clear();
  return names_.emplace(std::move(name), analyzer_.analyze(text, kind)).first->second;
}

BuiltDocument DocumentBuilder::build(const Asset& asset) {
  BuiltDocument built;
  TextTerms terms(built);
  for (const TextField& field : text_fields())
    field.texts(asset, [&](std::string_view text, std::string_view) {
      if (!text.empty()) terms.add(field, tokens_of(text, field.kind));
    });
  terms.finish();
  add_identity(asset, built.document);
  add_fields(asset, built.document);
  return built;
}

std::vector<std::string> DocumentBuilder::spellings(const Asset& asset) {
  std::unordered_set<std::string> words;
  for (const TextField& field : text_fields()) {
    if (!may_be_corrected_to(field)) continue;
    field.texts(asset, [&](std::string_view text, std::string_view) {
      if (text.empty()) return;
      for (const Token& token : tokens_of(text, field.kind))
        if (token.kind == TokenKind::Part && worth_correcting_to(token.folded)) words.insert(token.folded);
    });
  }
  return {words.begin(), words.end()};
}

}  // namespace waymark
