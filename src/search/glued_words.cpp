#include "glued_words.h"

#include <algorithm>

#include "text_match.h"

namespace waymark {
namespace {

bool has_known_form(const QueryNode& node, const Postings& postings) {
  return std::any_of(node.forms.begin(), node.forms.end(), [&](const WordForm& form) {
    return std::all_of(form.terms.begin(), form.terms.end(),
                       [&](const std::string& term) { return postings.frequency(term) > 0; });
  });
}

}  // namespace

void cut_glued_words(QueryNode& node, const Postings& postings) {
  for (QueryNode& child : node.children) cut_glued_words(child, postings);
  if (node.kind != QueryNode::Kind::Word || node.folded.empty() || has_known_form(node, postings)) return;
  const Analyzer& analyzer = postings.shards.analyzer;
  const KnowsWord somebody_has = [&](std::string_view word) {
    return postings.frequency(analyzer.stem(word)) > 0;
  };
  const std::vector<std::string> words = analyzer.glued_words(node.folded, somebody_has);
  if (words.empty() || !std::all_of(words.begin(), words.end(), somebody_has)) return;
  WordForm parts, joined{{node.folded}, {}};
  for (const std::string& word : words) parts.terms.push_back(analyzer.stem(word));
  node.forms = {std::move(parts), std::move(joined)};
  node.folded.clear();
}

}  // namespace waymark
