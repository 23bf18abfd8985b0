#include "peers/questions.h"

#include <algorithm>
#include <map>
#include <set>

#include "waymark/base/strings.h"

// What a text means is private to the search; the comparison must ask for the same.
#include "src/search/access_view.h"
#include "src/search/query.h"
#include "src/search/text_match.h"

namespace waymark::peers {
namespace {

// The terms of a prefix are all that begin so, and the stem of the beginning.
Clause clause_of(const QueryNode& node, const Analyzer& analyzer) {
  Clause clause;
  if (node.kind == QueryNode::Kind::Phrase) {
    if (node.terms.size() > 1)
      clause.phrase = node.terms;
    else
      clause.forms = {node.terms};
  } else if (node.kind == QueryNode::Kind::Prefix) {
    std::string typed = squash(node.text);
    const std::string stem = analyzer.stem(typed);
    if (!stem.starts_with(typed)) clause.forms.push_back({stem});
    clause.prefix = std::move(typed);
  } else {
    for (const WordForm& form : node.forms) clause.forms.push_back(form.terms);
  }
  return clause;
}

// A new one of whatever is asked for.
struct FreshOne {
  template <typename T>
  operator std::shared_ptr<T>() const {
    return std::make_shared<T>();
  }
};

// The search may keep what it decoded beside its views.
template <typename View>
std::unique_ptr<View> view_of(const std::shared_ptr<const Generation>& generation,
                              const std::vector<std::size_t>& shards) {
  if constexpr (std::is_constructible_v<View, std::shared_ptr<const Generation>, std::vector<std::size_t>>)
    return std::make_unique<View>(generation, shards);
  else
    return std::make_unique<View>(generation, shards, FreshOne());
}

bool add_filters(const mesh::LoggedQuery& logged, const Corpus& corpus, PeerQuery& query) {
  for (const auto& [name, value] : logged.filters) {
    const auto facet = std::find_if(corpus.facets.begin(), corpus.facets.end(),
                                    [&](const PeerFacet& known) { return known.name() == name; });
    if (facet == corpus.facets.end()) return false;
    const auto place = std::lower_bound(facet->values.begin(), facet->values.end(), value);
    if (place == facet->values.end() || *place != value) return false;
    query.filters.push_back({static_cast<std::size_t>(facet - corpus.facets.begin()),
                             static_cast<std::uint32_t>(place - facet->values.begin())});
    query.request.filters.push_back({facet->field, {value}, false});
  }
  return true;
}

}  // namespace

std::vector<PeerQuery> questions(const std::vector<mesh::LoggedQuery>& log, std::size_t each,
                                 const Corpus& corpus, const SearchIndex& index, std::size_t& left_out) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < index.generation()->shards().size(); ++i) all.push_back(i);
  const auto view = view_of<AccessView>(index.generation(), all);
  const auto shards = view->take();
  if (!shards) give_up(shards.error().message);
  const Postings postings{*view, **shards, true};
  std::vector<PeerQuery> made;
  std::map<std::string, std::size_t> of_kind;
  std::set<std::string> without_words;
  for (const mesh::LoggedQuery& logged : log) {
    if (of_kind[logged.kind] >= each) continue;
    PeerQuery query{.kind = logged.kind, .any = logged.kind == "question"};
    query.request = {.text = logged.text,
                     .match = query.any ? Match::Any : Match::All,
                     .limit = kHits,
                     .spell = Spell::Off};
    for (const PeerFacet& facet : corpus.facets) query.request.facets.push_back(facet.field);
    query.request.facet_size = kValues;
    query.request.now = index.generation()->manifest().clock.value_or(Time{});
    Query read = parse_query(logged.text, (*shards)->analyzer);
    prepare(read, postings);
    for (const QueryNode& node : read.root.children)
      query.clauses.push_back(clause_of(node, (*shards)->analyzer));
    if (!add_filters(logged, corpus, query) || !read.notes.empty()) {
      ++left_out;
      continue;
    }
    std::string filters;
    for (const auto& [name, value] : logged.filters) filters += name + "=" + value + "&";
    if (query.clauses.empty() && !without_words.insert(filters).second) continue;
    ++of_kind[logged.kind];
    made.push_back(std::move(query));
  }
  return made;
}

}  // namespace waymark::peers
