#include "spelling.h"

#include <algorithm>
#include <cctype>

#include "waymark/model/asset_json.h"

#include "vocabulary.h"

namespace waymark {
namespace {

constexpr std::size_t kShortestWord = 3;
constexpr std::size_t kLongWord = 6;
constexpr std::size_t kMostChoices = 4, kMostWays = 12;

bool word_begins(std::string_view text, const std::string& folded) {
  const std::string all = fold(text);
  for (std::size_t at = all.find(folded); at != std::string::npos; at = all.find(folded, at + 1))
    if (at == 0 || std::isalnum(static_cast<unsigned char>(all[at - 1])) == 0) return true;
  return false;
}

bool is_known(const QueryNode& leaf, const Postings& postings) {
  for (const WordForm& form : leaf.forms)
    for (const std::string& term : form.terms)
      if (postings.frequency(term) > 0) return true;
  return false;
}

// An identifier is corrected part by part, so the known ones keep it recognizable.
struct TypedPart {
  std::string text, folded;
  bool known = true;
  bool glued = false;  // To the part before.
};

std::vector<TypedPart> parts_of(const Query& query, const Postings& postings) {
  std::vector<TypedPart> parts;
  for (const QueryNode* leaf : positive_leaves(query.root)) {
    if (leaf->kind != QueryNode::Kind::Word) {
      parts.push_back({leaf->kind == QueryNode::Kind::Phrase ? "\"" + leaf->text + "\"" : leaf->text, "", true, false});
      continue;
    }
    const bool known = is_known(*leaf, postings);
    bool glued = false;
    for (const Token& token : postings.shards.analyzer.analyze(leaf->text)) {
      if (token.kind != TokenKind::Part) continue;
      const bool part_known = leaf->forms.front().terms.size() == 1
                                  ? known
                                  : postings.frequency(token.term) > 0 || postings.frequency(token.folded) > 0;
      parts.push_back({leaf->text.substr(token.begin, token.end - token.begin), token.folded, part_known, glued});
      glued = true;
    }
  }
  return parts;
}

// With so many letters a word may have two slips; a shorter one would become any other.
unsigned slips(std::size_t letters) { return letters < kShortestWord ? 0 : letters < kLongWord ? 1 : 2; }

std::string put_together(const std::vector<TypedPart>& parts, const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!text.empty()) text += parts[i].glued ? "_" : " ";
    text += words[i];
  }
  return text;
}

// Every way to replace the unknown parts, the nearest and most used words first.
std::vector<std::string> with_words_replaced(const std::vector<TypedPart>& parts, const Postings& postings) {
  const Vocabulary& vocabulary = postings.view.vocabulary(postings.shards);
  std::vector<std::vector<std::string>> ways = {{}};
  bool changed = false;
  for (const TypedPart& part : parts) {
    std::vector<std::string> choices;
    if (!part.known)
      for (NearWord& near : vocabulary.near_words(part.folded, slips(part.folded.size()), kMostChoices))
        choices.push_back(std::move(near.text));
    changed = changed || !choices.empty();
    if (choices.empty()) choices.push_back(part.text);
    std::vector<std::vector<std::string>> longer;
    for (const std::string& choice : choices)
      for (const std::vector<std::string>& way : ways) {
        if (longer.size() == kMostWays) break;
        longer.push_back(way);
        longer.back().push_back(choice);
      }
    ways = std::move(longer);
  }
  std::vector<std::string> texts;
  if (!changed) return texts;
  for (const std::vector<std::string>& way : ways) texts.push_back(put_together(parts, way));
  return texts;
}

std::string name_as_written(const NearName& near, const Postings& postings) {
  const auto asset = asset_from_json(postings.view.shards()[near.ref.shard]->documents[near.ref.document]);
  if (!asset) return near.squashed;
  return fold(squash(asset->name) == near.squashed ? asset->name : asset->title);
}

}  // namespace

std::vector<std::string> corrections(const Query& query, const Postings& postings) {
  const std::vector<TypedPart> parts = parts_of(query, postings);
  if (std::all_of(parts.begin(), parts.end(), [](const TypedPart& part) { return part.known; })) return {};
  std::vector<std::string> texts;
  for (const std::string& name : query.names) {
    const auto near =
        postings.view.vocabulary(postings.shards).near_names(name, slips(name.size()), 1);
    if (near.empty()) continue;
    texts.push_back(name_as_written(near.front(), postings));
    break;
  }
  for (std::string& text : with_words_replaced(parts, postings)) texts.push_back(std::move(text));
  return texts;
}

bool has_word_beginning(const FacetCount& value, const std::string& folded) {
  return word_begins(value.value, folded) || word_begins(value.label, folded);
}

}  // namespace waymark
