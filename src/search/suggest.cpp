#include <algorithm>
#include <set>
#include <tuple>

#include "waymark/base/strings.h"
#include "waymark/index/xapian_guard.h"
#include "waymark/model/asset_json.h"

#include "access_view.h"
#include "filters.h"
#include "ranking.h"
#include "spelling.h"
#include "text_match.h"
#include "whole_catalog.h"

namespace waymark {
namespace {

constexpr std::size_t kMostCodePoints = 64;
constexpr std::size_t kMostValues = 4;

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

struct NameCandidate {
  double score = 0;
  DocumentRef ref;
};

// What no class raises among results comes after the classes here as well.
double suggestion_score(NameMatch match, const Columns& columns, const Standing& standing, DocumentRef ref) {
  const double importance = columns.importance[ref.document];
  const double by_class = name_score(class_of(match, standing, ref), importance, standing.of(ref));
  return by_class > 0 ? by_class : importance * standing.of(ref);
}

// The order of results (docs/ranking.md): exact name, beginning of the name, beginning of a word in it, all
// typed words beginning words of it; then importance.
std::vector<NameCandidate> name_candidates(const AccessView& view, const NameMatches& matches,
                                           const std::vector<PreparedFilter>& filters, std::size_t limit) {
  std::vector<NameCandidate> candidates;
  const Standing& standing = view.standing();
  for (std::uint32_t number = 0; number < matches.any.size(); ++number) {
    Bitmap found = matches.any[number];
    for (const PreparedFilter& filter : filters) found = filter.passing(number, found);
    const Columns& columns = view.shards()[number]->columns;
    found.for_each([&](std::uint32_t document) {
      const DocumentRef ref{number, document};
      candidates.push_back({suggestion_score(matches.at(ref), columns, standing, ref), ref});
    });
  }
  const auto key = [&](const NameCandidate& c) {
    return view.shards()[c.ref.shard]->columns.keys[c.ref.document];
  };
  const std::size_t kept = std::min(limit, candidates.size());
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(kept),
                    candidates.end(), [&](const NameCandidate& a, const NameCandidate& b) {
                      return a.score != b.score ? a.score > b.score : key(a) < key(b);
                    });
  candidates.resize(kept);
  return candidates;
}

// Adds what of `name` from `begin` on is this text. True when it stands there.
bool mark_at(std::string_view name, std::size_t begin, const std::string& typed,
             std::vector<std::pair<std::size_t, std::size_t>>& ranges) {
  for (std::size_t length = 1; begin + length <= name.size(); ++length) {
    const std::string squashed = squash(name.substr(begin, length));
    if (squashed.size() > typed.size()) return false;
    if (squashed != typed) continue;
    ranges.emplace_back(begin, begin + length);
    return true;
  }
  return false;
}

// Marks what was typed: in one piece at the beginning of a word, else word by word.
std::vector<Segment> mark_typed(const Analyzer& analyzer, std::string_view name, const Query& query) {
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  const std::vector<Token> tokens = analyzer.analyze(name, TextKind::Name);
  const auto mark = [&](const std::string& text) {
    for (const Token& token : tokens)
      if (token.kind == TokenKind::Part && mark_at(name, token.begin, text, ranges)) return;
  };
  for (const std::string& text : query.names)
    if (ranges.empty()) mark(text);
  if (ranges.empty())
    for (const std::string& word : word_beginnings(query, analyzer)) mark(word);
  std::sort(ranges.begin(), ranges.end());
  std::vector<Segment> segments;
  std::size_t at = 0;
  for (const auto& [begin, end] : ranges) {
    if (begin < at) continue;
    if (begin > at) segments.push_back({std::string(name.substr(at, begin - at)), false});
    segments.push_back({std::string(name.substr(begin, end - begin)), true});
    at = end;
  }
  if (at < name.size()) segments.push_back({std::string(name.substr(at)), false});
  return segments;
}

std::string where_it_lies(const Asset& asset) {
  std::vector<std::string> path = split(asset.domain, '/');
  if (!asset.products.empty()) path.push_back(asset.products.front());
  return join(path, " > ");
}

// Values of shown facets with a word that begins so, most frequent first.
std::vector<Suggestion> value_suggestions(const AccessView& view, const SuggestRequest& request,
                                          const std::string& typed) {
  const auto suggestion_of = [](const ValueBeginnings::Found& found) {
    Suggestion suggestion;
    suggestion.kind = Suggestion::Kind::Value;
    suggestion.text = found.value.label;
    suggestion.field = found.field;
    suggestion.value = found.value.value;
    suggestion.count = found.value.count;
    return suggestion;
  };
  std::vector<Suggestion> suggestions;
  if (request.filters.empty()) {
    for (const auto& found : view.whole(request.now)->values.of(typed, kMostValues))
      suggestions.push_back(suggestion_of(found));
    return suggestions;
  }
  std::vector<const Field*> facets;
  for (const Field& field : fields())
    if (field.facet) facets.push_back(&field);
  SearchRequest everything;
  everything.now = request.now;
  std::vector<Bitmap> all;
  for (const Shard* shard : view.shards()) all.emplace_back(shard->columns.size(), true);
  const Collected collected = collect(all, everything, request.filters, facets, view);
  for (const auto& found : ValueBeginnings(collected.facets, view).of(typed, kMostValues))
    suggestions.push_back(suggestion_of(found));
  return suggestions;
}

}  // namespace

Result<SuggestResult> Viewer::suggest(const SuggestRequest& request) const {
  SuggestResult result;
  const std::string typed = squash(request.text);
  if (typed.empty() || code_points(request.text) > kMostCodePoints) return result;
  if (request.assets) {
    std::vector<PreparedFilter> filters;
    for (const Filter& filter : request.filters) filters.emplace_back(filter, *view_, request.now);
    Query query = parse_query(request.text, shards_->analyzer);
    if (!query.plain) query.names = {typed}, query.plain = true;
    const NameMatches matches = match_names(query, *view_, shards_->analyzer, 1);
    for (const NameCandidate& candidate : name_candidates(*view_, matches, filters, request.limit)) {
      const auto asset =
          asset_from_json(view_->shards()[candidate.ref.shard]->documents[candidate.ref.document]);
      if (!asset) return fail(asset.error());
      Suggestion item;
      item.text = std::string(display_name(*asset));
      item.segments = mark_typed(shards_->analyzer, item.text, query);
      item.key = asset->key;
      item.type = asset->type;
      item.detail = where_it_lies(*asset);
      result.items.push_back(std::move(item));
    }
  }
  if (request.values)
    for (Suggestion& value : value_suggestions(*view_, request, fold(trim(request.text))))
      result.items.push_back(std::move(value));
  // Assets come first and leave room for what filters by the word.
  if (result.items.size() > request.limit) {
    const auto is_value = [](const Suggestion& item) { return item.kind == Suggestion::Kind::Value; };
    const auto values =
        static_cast<std::size_t>(std::count_if(result.items.begin(), result.items.end(), is_value));
    const std::size_t assets = result.items.size() - values;
    const std::size_t kept_values = std::min(
        values, std::max<std::size_t>(request.limit / 4, request.limit - std::min(request.limit, assets)));
    const std::size_t kept_assets = std::min(assets, request.limit - kept_values);
    result.items.erase(result.items.begin() + static_cast<std::ptrdiff_t>(kept_assets),
                       result.items.begin() + static_cast<std::ptrdiff_t>(assets));
    result.items.resize(std::min(result.items.size(), request.limit));
  }
  SearchRequest whole;
  whole.text = request.text;
  whole.filters = request.filters;
  whole.limit = 0;
  whole.spell = Spell::Off;
  whole.now = request.now;
  const auto counted = search(whole);
  if (!counted) return fail(counted.error());
  result.total = counted->total;
  return result;
}

}  // namespace waymark
