#include "spelling.h"

#include <cctype>

namespace waymark {
namespace {

constexpr std::size_t kShortestWord = 4;
constexpr std::size_t kMostEditsShort = 1, kMostEdits = 2, kLongWord = 6;

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

}  // namespace

std::string corrected_text(const Query& query, const Postings& postings) {
  std::string corrected;
  bool changed = false;
  for (const QueryNode* leaf : positive_leaves(query.root)) {
    std::string word = leaf->text;
    if (leaf->kind == QueryNode::Kind::Word && leaf->folded.size() >= kShortestWord &&
        !is_known(*leaf, postings)) {
      const auto edits =
          static_cast<unsigned>(leaf->folded.size() < kLongWord ? kMostEditsShort : kMostEdits);
      const std::string nearest = postings.shards.all.get_spelling_suggestion(leaf->folded, edits);
      if (nearest.empty()) return {};
      word = nearest;
      changed = true;
    }
    if (leaf->kind == QueryNode::Kind::Phrase) word = "\"" + word + "\"";
    corrected += (corrected.empty() ? "" : " ") + word;
  }
  return changed ? corrected : std::string();
}

bool has_word_beginning(const FacetCount& value, const std::string& folded) {
  return word_begins(value.value, folded) || word_begins(value.label, folded);
}

}  // namespace waymark
