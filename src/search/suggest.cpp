#include <algorithm>
#include <set>
#include <tuple>

#include "waymark/base/strings.h"
#include "waymark/index/xapian_guard.h"
#include "waymark/model/asset_json.h"

#include "access_view.h"
#include "filters.h"
#include "spelling.h"
#include "text_match.h"

namespace waymark {
namespace {

constexpr std::size_t kMostCodePoints = 64;
constexpr std::uint8_t kNoMatch = 3;
constexpr std::size_t kMostValues = 4;

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

struct Candidate {
  int rank = 0;  // 0: the name itself, 1: its beginning, 2: the beginning of a word in it.
  double importance = 0;
  DocumentRef ref;
};

// Exact name, beginning of the name, beginning of a word in it, then importance (docs/ranking.md).
std::vector<Candidate> name_candidates(const AccessView& view, const std::string& typed,
                                       const std::vector<PreparedFilter>& filters, std::size_t limit) {
  std::vector<Candidate> candidates;
  for (std::uint32_t number = 0; number < view.shards().size(); ++number) {
    const Shard& shard = *view.shards()[number];
    const auto [first, last] = shard.names.range(typed);
    std::vector<std::uint8_t> best(shard.columns.size(), kNoMatch);
    std::vector<std::uint32_t> found;
    for (std::size_t i = first; i < last; ++i) {
      const NameEntry entry = shard.names.entry(i);
      const std::uint8_t rank = entry.start == 0 ? 2 : shard.names.text(i).size() == typed.size() ? 0 : 1;
      if (best[entry.document] == kNoMatch) found.push_back(entry.document);
      best[entry.document] = std::min(best[entry.document], rank);
    }
    for (const std::uint32_t document : found)
      if (std::all_of(filters.begin(), filters.end(),
                      [&](const PreparedFilter& filter) { return filter.passes(number, document); }))
        candidates.push_back({best[document], shard.columns.importance[document], {number, document}});
  }
  const auto key = [&](const Candidate& c) {
    return view.shards()[c.ref.shard]->columns.keys[c.ref.document];
  };
  const std::size_t kept = std::min(limit, candidates.size());
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(kept),
                    candidates.end(), [&](const Candidate& a, const Candidate& b) {
                      return std::tuple(a.rank, -a.importance, key(a)) <
                             std::tuple(b.rank, -b.importance, key(b));
                    });
  candidates.resize(kept);
  return candidates;
}

// Marks what was typed at the beginning of a word.
std::vector<Segment> mark_typed(const Analyzer& analyzer, std::string_view name, const std::string& typed) {
  const std::vector<Token> tokens = analyzer.analyze(name, TextKind::Name);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::Part) continue;
    for (std::size_t length = 1; tokens[i].begin + length <= name.size(); ++length) {
      const std::string squashed = squash(name.substr(tokens[i].begin, length));
      if (squashed.size() > typed.size()) break;
      if (squashed != typed) continue;
      std::vector<Segment> segments;
      if (tokens[i].begin > 0) segments.push_back({std::string(name.substr(0, tokens[i].begin)), false});
      segments.push_back({std::string(name.substr(tokens[i].begin, length)), true});
      if (tokens[i].begin + length < name.size())
        segments.push_back({std::string(name.substr(tokens[i].begin + length)), false});
      return segments;
    }
  }
  return {{std::string(name), false}};
}

std::string where_it_lies(const Asset& asset) {
  std::vector<std::string> path = split(asset.domain, '/');
  if (!asset.products.empty()) path.push_back(asset.products.front());
  return join(path, " > ");
}

// Values of shown facets with a word that begins so, most frequent first.
std::vector<Suggestion> value_suggestions(const AccessView& view, const SuggestRequest& request,
                                          const std::string& typed) {
  std::vector<const Field*> facets;
  for (const Field& field : fields())
    if (field.facet) facets.push_back(&field);
  SearchRequest everything;
  everything.now = request.now;
  std::vector<Bitmap> all;
  for (const Shard* shard : view.shards()) all.emplace_back(shard->columns.size(), true);
  const Collected collected = collect(all, everything, request.filters, facets, view);
  std::vector<Suggestion> found;
  for (const FieldCounts& counts : collected.facets)
    for (const FacetCount& value : counted_values(counts, view)) {
      if (!has_word_beginning(value, typed)) continue;
      Suggestion suggestion;
      suggestion.kind = Suggestion::Kind::Value;
      suggestion.text = value.label;
      suggestion.field = counts.field;
      suggestion.value = value.value;
      suggestion.count = value.count;
      found.push_back(std::move(suggestion));
    }
  std::stable_sort(found.begin(), found.end(),
                   [](const Suggestion& a, const Suggestion& b) { return a.count > b.count; });
  if (found.size() > kMostValues) found.resize(kMostValues);
  return found;
}

}  // namespace

Result<SuggestResult> Viewer::suggest(const SuggestRequest& request) const {
  SuggestResult result;
  const std::string typed = squash(request.text);
  if (typed.empty() || code_points(request.text) > kMostCodePoints) return result;
  if (request.assets) {
    std::vector<PreparedFilter> filters;
    for (const Filter& filter : request.filters) filters.emplace_back(filter, *view_, request.now);
    for (const Candidate& candidate : name_candidates(*view_, typed, filters, request.limit)) {
      const auto asset =
          asset_from_json(view_->shards()[candidate.ref.shard]->documents[candidate.ref.document]);
      if (!asset) return fail(asset.error());
      Suggestion item;
      item.text = std::string(display_name(*asset));
      item.segments = mark_typed(shards_->analyzer, item.text, typed);
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
