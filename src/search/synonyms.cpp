#include "synonyms.h"

#include <algorithm>

#include "waymark/model/asset_json.h"

#include "text_match.h"

namespace waymark {
namespace {

constexpr std::size_t kLongestSpan = 4;         // Words in a row that may be one term.
constexpr std::size_t kMostMeanings = 64;       // Glossary terms of one name that count.
constexpr std::size_t kMostNamesakes = 20'000;  // Names of one text looked at in a shard.
constexpr std::size_t kMostForms = 8;           // Other forms of one word.
constexpr std::size_t kMostTerms = 8;           // Words of one form.

struct Other {
  std::string text;    // What a document may have instead.
  std::string reason;  // The word to name when it has.
};

bool is_glossary_term(const Shard& shard, std::uint32_t document) {
  static const std::size_t row = row_of(*find_field("type"));
  const FieldColumn& column = shard.columns.field(row);
  const auto ordinals = column.of(document);
  return std::any_of(ordinals.begin(), ordinals.end(), [&](std::uint32_t ordinal) {
    return column.dictionary[ordinal] == info(AssetType::GlossaryTerm).name;
  });
}

// All names of a term but the one that was typed. A synonym is named as the glossary writes it, whichever of
// the two it is.
void add_names_of(const Asset& term, const std::string& typed, std::vector<Other>& others) {
  std::vector<std::string> names = {term.title.empty() ? term.name : term.title};
  if (term.name != names.front()) names.push_back(term.name);
  names.insert(names.end(), term.synonyms.begin(), term.synonyms.end());
  const auto as_typed = std::find_if(term.synonyms.begin(), term.synonyms.end(),
                                     [&](const std::string& name) { return squash(name) == typed; });
  for (const std::string& name : names)
    if (squash(name) != typed) others.push_back({name, as_typed != term.synonyms.end() ? *as_typed : name});
}

void add_from_glossary(const std::string& typed, const Postings& postings, std::vector<Other>& others) {
  std::size_t found = 0;
  for (const Shard* shard : postings.view.shards()) {
    const Names& names = shard->names;
    const auto [first, last] = names.range(typed);
    // Texts that are all of it come before those that go on.
    for (std::size_t i = first; i < std::min(last, first + kMostNamesakes); ++i) {
      if (names.text(i).size() != typed.size()) break;
      const NameEntry entry = names.entry(i);
      if (entry.start == 0 || !is_glossary_term(*shard, entry.document)) continue;
      if (++found > kMostMeanings) return;
      if (const auto term = asset_from_json(shard->documents[entry.document]))
        add_names_of(*term, typed, others);
    }
  }
}

std::vector<Other> others_of(const std::string& typed, const Postings& postings) {
  std::vector<Other> others;
  for (const std::string& text : postings.view.synonyms().of(typed)) others.push_back({text, text});
  add_from_glossary(typed, postings, others);
  std::sort(others.begin(), others.end(), [](const Other& a, const Other& b) { return a.text < b.text; });
  return others;
}

bool is_word(const QueryNode& node) { return node.kind == QueryNode::Kind::Word; }

}  // namespace

SynonymTable::SynonymTable(const WordSettings& words) {
  const auto add = [&](const std::string& typed, const std::string& meant) {
    std::vector<std::string>& known = by_text_[squash(typed)];
    if (std::find(known.begin(), known.end(), meant) == known.end()) known.push_back(meant);
  };
  for (const std::vector<std::string>& group : words.equal)
    for (const std::string& typed : group)
      for (const std::string& meant : group)
        if (squash(typed) != squash(meant)) add(typed, meant);
  for (const auto& [typed, meant] : words.short_for) add(typed, meant);
}

const std::vector<std::string>& SynonymTable::of(const std::string& squashed) const {
  static const std::vector<std::string> kNone;
  const auto found = by_text_.find(squashed);
  return found == by_text_.end() ? kNone : found->second;
}

void add_synonyms(Query& query, const Postings& postings) {
  if (!query.plain) return;
  std::vector<QueryNode>& words = query.root.children;
  const Analyzer& analyzer = postings.shards.analyzer;
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    std::string typed;
    for (std::size_t end = begin; end < std::min(words.size(), begin + kLongestSpan); ++end) {
      if (!is_word(words[end])) break;
      typed += squash(words[end].text);
      for (const Other& other : others_of(typed, postings)) {
        WordForm form{{}, other.reason};
        for (const Token& token : analyzer.analyze(other.text))
          if (token.kind == TokenKind::Part && form.terms.size() < kMostTerms)
            form.terms.push_back(token.term);
        if (form.terms.empty()) continue;
        // Who has the other form has every one of these words.
        for (std::size_t i = begin; i <= end; ++i)
          if (words[i].forms.size() < kMostForms) words[i].forms.push_back(form);
      }
    }
  }
}

}  // namespace waymark
