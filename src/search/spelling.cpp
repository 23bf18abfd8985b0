#include "spelling.h"

#include <algorithm>
#include <cctype>
#include <iterator>

#include "waymark/model/asset_json.h"

#include "vocabulary.h"

namespace waymark {
namespace {

constexpr std::size_t kShortestWord = 3;
constexpr std::size_t kLongWord = 6;
constexpr std::size_t kMostChoices = 8, kMostWays = 24;

bool word_begins(std::string_view text, const std::string& folded) {
  const std::string all = fold(text);
  for (std::size_t at = all.find(folded); at != std::string::npos; at = all.find(folded, at + 1))
    if (at == 0 || std::isalnum(static_cast<unsigned char>(all[at - 1])) == 0) return true;
  return false;
}

bool is_known(const QueryNode& leaf, const Postings& postings) {
  return std::any_of(leaf.forms.begin(), leaf.forms.end(), [&](const WordForm& form) {
    return std::all_of(form.terms.begin(), form.terms.end(),
                       [&](const std::string& term) { return postings.frequency(term) > 0; });
  });
}

// An identifier is corrected part by part, so the known ones keep it recognizable.
struct TypedPart {
  std::string text, folded;
  bool known = true;
  bool glued = false;  // To the part before.
};

void add_parts(const QueryNode& word, const Postings& postings, std::vector<TypedPart>& parts) {
  bool glued = false;
  for (const Token& token : postings.shards.analyzer.analyze(word.text)) {
    if (token.kind != TokenKind::Part) continue;
    const bool known = postings.frequency(token.term) > 0 || postings.frequency(token.folded) > 0;
    parts.push_back({word.text.substr(token.begin, token.end - token.begin), token.folded, known, glued});
    glued = true;
  }
}

std::vector<TypedPart> parts_of(const Query& query, const Postings& postings) {
  std::vector<TypedPart> parts;
  for (const QueryNode* leaf : positive_leaves(query.root)) {
    // A word read as a beginning is one that nothing has.
    const bool typed_as_word = leaf->kind == QueryNode::Kind::Word || !leaf->folded.empty();
    if (typed_as_word && !is_known(*leaf, postings))
      add_parts(*leaf, postings, parts);
    else
      parts.push_back(
          {leaf->kind == QueryNode::Kind::Phrase ? "\"" + leaf->text + "\"" : leaf->text, "", true, false});
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

struct Way {
  std::vector<std::string> words;
  unsigned edits = 0;
  std::size_t replaced = 0, unknown = 0;  // Unknown words: those replaced, those left.
};

// Words a slip or two from an unknown one; a plural may be a slip of the singular that somebody wrote, and at
// the end, where the thing is named that is looked for, it stays a plural.
std::vector<NearWord> choices_for(const TypedPart& part, bool last, const Postings& postings) {
  const Analyzer& analyzer = postings.shards.analyzer;
  const auto near_to = [&](const std::string& text) {
    return near_words(postings.view, text, slips(text.size()), kMostChoices);
  };
  std::vector<NearWord> choices, found = near_to(part.folded);
  const bool plural = part.folded.ends_with('s');
  if (plural && part.folded.size() > kShortestWord + 1)
    for (NearWord& word : near_to(part.folded.substr(0, part.folded.size() - 1)))
      found.push_back(std::move(word));
  for (NearWord& word : found) {
    if (plural && last && !word.text.ends_with('s') &&
        analyzer.stem(word.text + "s") == analyzer.stem(word.text))
      if (const unsigned edits = edits_between(part.folded, word.text + "s", word.edits); edits <= word.edits)
        word = {word.text + "s", edits, word.documents};
    if (word.edits > 0 && std::none_of(choices.begin(), choices.end(),
                                       [&](const NearWord& one) { return one.text == word.text; }))
      choices.push_back(std::move(word));
  }
  // A word that only asks would be dropped, not searched.
  std::erase_if(choices,
                [&](const NearWord& word) { return is_question_word(word.text, analyzer.language()); });
  std::stable_sort(choices.begin(), choices.end(),
                   [](const NearWord& a, const NearWord& b) { return a.edits < b.edits; });
  if (choices.size() > kMostChoices) choices.resize(kMostChoices);
  return choices;
}

// Every way to replace the unknown parts, the nearest and most used words first.
std::vector<Meant> with_words_replaced(const std::vector<TypedPart>& parts, const Postings& postings) {
  std::vector<Way> ways(1);
  for (const TypedPart& part : parts) {
    std::vector<NearWord> choices;
    if (!part.known) choices = choices_for(part, &part == &parts.back(), postings);
    if (choices.empty()) choices.push_back({part.text, 0, 0});
    std::vector<Way> longer;
    for (const NearWord& choice : choices)
      for (const Way& way : ways) {
        if (longer.size() == kMostWays) break;
        longer.push_back(way);
        longer.back().words.push_back(choice.text);
        longer.back().edits += choice.edits;
        if (!part.known) ++(choice.edits > 0 ? longer.back().replaced : longer.back().unknown);
      }
    ways = std::move(longer);
  }
  std::vector<Meant> meant;
  for (const Way& way : ways)
    if (way.edits > 0)
      meant.push_back({put_together(parts, way.words), way.edits, way.unknown <= way.replaced});
  return meant;
}

std::string name_as_written(const NearName& near, const Postings& postings) {
  const auto asset = asset_from_json(postings.view.shards()[near.ref.shard]->documents[near.ref.document]);
  if (!asset) return near.squashed;
  return fold(squash(asset->name) == near.squashed ? asset->name : asset->title);
}

std::vector<std::string> stems_of(const std::string& text, const Analyzer& analyzer) {
  std::vector<std::string> stems;
  for (const Token& token : analyzer.analyze(text))
    if (token.kind == TokenKind::Part) stems.push_back(token.term);
  return stems;
}

// Who typed "exchange rats" meant words: "exchange rates", not the one table that is called exchange_rate.
void keep_the_words(Meant& name, const std::vector<Meant>& ways, const Analyzer& analyzer) {
  const std::vector<std::string> stems = stems_of(name.text, analyzer);
  for (const Meant& way : ways)
    if (way.edits == name.edits && stems_of(way.text, analyzer) == stems) {
      name.text = way.text;
      return;
    }
}

}  // namespace

std::vector<Meant> corrections(const Query& query, const Postings& postings) {
  const std::vector<TypedPart> parts = parts_of(query, postings);
  if (std::all_of(parts.begin(), parts.end(), [](const TypedPart& part) { return part.known; })) return {};
  std::vector<Meant> meant, ways = with_words_replaced(parts, postings);
  for (const std::string& name : query.names) {
    const auto near = near_names(postings.view, name, slips(name.size()), 1);
    if (near.empty()) continue;
    meant.push_back({name_as_written(near.front(), postings), near.front().edits, true});
    if (query.root.children.size() > 1 || parts.size() == 1)
      keep_the_words(meant.front(), ways, postings.shards.analyzer);
    break;
  }
  std::move(ways.begin(), ways.end(), std::back_inserter(meant));
  std::stable_sort(meant.begin(), meant.end(),
                   [](const Meant& a, const Meant& b) { return a.edits < b.edits; });
  return meant;
}

bool has_word_beginning(const FacetCount& value, const std::string& folded) {
  return word_begins(value.value, folded) || word_begins(value.label, folded);
}

}  // namespace waymark
