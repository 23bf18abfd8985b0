#include "waymark/search/viewer.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/index/terms.h"
#include "waymark/index/xapian_guard.h"
#include "waymark/model/asset_json.h"
#include "waymark/model/keys.h"

#include "access_view.h"
#include "filters.h"
#include "ranking.h"
#include "reasons.h"
#include "spelling.h"
#include "text_match.h"

namespace waymark {
namespace {

constexpr std::size_t kFewWords = 4;

// Filters of the request and those typed in the text, one per field and direction.
std::vector<Filter> all_filters(const SearchRequest& request, const Query& query) {
  std::vector<Filter> filters = request.filters;
  for (const Filter& typed : query.filters) {
    const auto same = std::find_if(filters.begin(), filters.end(), [&](const Filter& filter) {
      return filter.field == typed.field && filter.excluded == typed.excluded;
    });
    if (same == filters.end()) {
      filters.push_back(typed);
      continue;
    }
    for (const std::string& value : typed.values)
      if (std::find(same->values.begin(), same->values.end(), value) == same->values.end())
        same->values.push_back(value);
  }
  return filters;
}

void add_exits(SearchResult& result, const Collected& collected, const TextMatch& match) {
  for (std::size_t i = 0; i < result.filters.size(); ++i)
    if (collected.without[i] > 0)
      result.exits.push_back({"drop_filter", std::string(result.filters[i].field->name),
                              result.filters[i].values, "", collected.without[i]});
  if (result.filters.size() > 1 && match.total > 0)
    result.exits.push_back({"drop_all_filters", "", {}, "", match.total});
  if (result.spell && result.spell->total > 0)
    result.exits.push_back({"spell", "", {}, result.spell->text, result.spell->total});
}

std::string asset_text(const AccessView& view, DocumentRef ref) {
  return std::string(view.shards()[ref.shard]->documents[ref.document]);
}

// One search over one view, after its text was read.
class Search {
 public:
  Search(const SearchRequest& request, const AccessView& view, const Viewer::Shards& shards)
      : request_(request), view_(view), shards_(shards), postings_{view, shards} {}

  Result<SearchResult> run(const std::string& text) {
    Query query = parse_query(text, shards_.analyzer);
    prepare(query, postings_);
    const TextMatch match = match_text(query, request_.match, postings_);
    SearchResult result;
    result.text = query.words;
    result.match = match.match;
    result.relaxed = match.relaxed;
    result.notes = query.notes;
    result.filters = all_filters(request_, query);
    Collected collected = collect(match.documents, request_, result.filters, request_.facets, view_);
    result.total = collected.documents.size();
    for (const FieldCounts& counts : collected.facets)
      result.facets.push_back(make_facet(counts, view_, result.filters, request_.facet_size));
    if (const Status correction = correct(query, match, result); !correction) return fail(correction.error());
    if (result.total == 0) add_exits(result, collected, match);
    if (request_.limit == 0) return result;
    return fill_hits(query, match, std::move(collected), std::move(result));
  }

 private:
  // What was probably meant, where not everything typed is anywhere. The words alone decide whether it is answered
  // instead, never the filters: a facet count must stay true after its click.
  Status correct(const Query& query, const TextMatch& match, SearchResult& result) {
    if (request_.spell == Spell::Off || (match.as_typed > 0 && request_.spell != Spell::Force)) return {};
    std::string best;
    std::uint64_t most = 0;
    unsigned edits = 0;
    bool likely = false;
    // Of equally near texts the one that the most documents have all of.
    for (const Meant& meant : corrections(query, postings_)) {
      if (most > 0 && meant.edits > edits) break;
      Query corrected = parse_query(meant.text, shards_.analyzer);
      prepare(corrected, postings_);
      const TextMatch found = match_text(corrected, request_.match, postings_);
      const bool better = found.as_typed > most || (best.empty() && found.total > 0);
      if (!better) continue;
      best = meant.text;
      most = found.as_typed;
      edits = meant.edits;
      likely = meant.likely;
    }
    if (best.empty()) return {};
    SearchRequest counted = request_;
    counted.limit = 0;
    counted.facets.clear();
    counted.spell = Spell::Off;
    counted.filters = result.filters;
    const auto found = Search(counted, view_, shards_).run(best);
    if (!found) return fail(found.error());
    // In a sentence, or beside words that are still unknown, a strange word proves nothing, unless the rest bears
    // the correction out.
    const bool clear = most > 0 || (likely && query.root.children.size() <= kFewWords);
    result.spell = Correction{best, found->total, clear};
    return {};
  }

  Result<SearchResult> fill_hits(const Query& query, const TextMatch& match, Collected collected,
                                 SearchResult result) {
    const Ranker ranker(query, match, postings_);
    const Reasons reasons(query, shards_.analyzer);
    for (const Ranked& ranked : ranker.page(std::move(collected.documents), request_)) {
      auto asset = asset_from_json(asset_text(view_, ranked.ref));
      if (!asset) return fail("reading a stored asset", asset.error());
      Hit hit;
      hit.asset = std::move(*asset);
      hit.score = ranked.score;
      reasons.explain(hit);
      if (match.exact[ranked.ref.shard].test(ranked.ref.document))
        hit.why.insert(hit.why.begin(), "exact name");
      if (hit.asset.certification == "certified") hit.why.emplace_back("certified");
      if (request_.explain) hit.parts = ranker.explain(ranked.ref);
      result.hits.push_back(std::move(hit));
    }
    return result;
  }

  const SearchRequest& request_;
  const AccessView& view_;
  const Viewer::Shards& shards_;
  Postings postings_;
};

}  // namespace

bool Access::may_see(const AccessClass& access_class) const {
  if (everything) return true;
  if (access_class.level > clearance) return false;
  if (access_class.groups.empty()) return true;
  const auto holds = [&](const std::string& group) {
    return std::find(groups.begin(), groups.end(), group) != groups.end();
  };
  return std::any_of(access_class.groups.begin(), access_class.groups.end(), [&](const std::string& group) {
    // "a & b" stands for holding both: how two classes are joined (catalog/derive.h).
    const std::vector<std::string> all_of = split_words(group, '&');
    return std::all_of(all_of.begin(), all_of.end(), holds);
  });
}

Viewer::Viewer(std::shared_ptr<const AccessView> view, std::unique_ptr<Shards> shards,
               std::shared_ptr<const History> history, Access access)
    : view_(std::move(view)),
      history_(std::move(history)),
      access_(std::move(access)),
      shards_(std::move(shards)) {}
Viewer::Viewer(Viewer&&) noexcept = default;
Viewer& Viewer::operator=(Viewer&&) noexcept = default;
Viewer::~Viewer() {
  if (shards_) view_->give_back(std::move(shards_));
}

const Manifest& Viewer::manifest() const { return view_->generation().manifest(); }
std::uint64_t Viewer::size() const { return view_->size(); }
Time Viewer::now() const { return full_hour(manifest().clock.value_or(now_utc())); }

Result<SearchResult> Viewer::search(const SearchRequest& request) const {
  const auto run = [&](const std::string& text) {
    return xapian_guard("searching", [&] { return Search(request, *view_, *shards_).run(text); });
  };
  auto found = run(request.text);
  if (!found) return fail(found.error());
  if (!*found || !(*found)->spell) return *found;
  // Nothing as typed and one clear correction: answer that and say so. `force` asks for it in any case.
  const bool apply = request.spell == Spell::Force || (*found)->spell->applied;
  if (!apply) return *found;
  const Correction correction = *(*found)->spell;
  SearchRequest corrected = request;
  corrected.filters = (*found)->filters;
  corrected.spell = Spell::Off;
  auto again =
      xapian_guard("searching", [&] { return Search(corrected, *view_, *shards_).run(correction.text); });
  if (!again) return fail(again.error());
  if (*again) {
    (*again)->spell = Correction{correction.text, correction.total, true};
    (*again)->notes.push_back({"spell_applied", "Nothing matches \"" + (*found)->text +
                                                    "\"; showing results for \"" + correction.text + "\"."});
  }
  return *again;
}

Result<Facet> Viewer::facet_values(const FacetPageRequest& request) const {
  return xapian_guard("counting values", [&]() -> Facet {
    const Postings postings{*view_, *shards_};
    Query query = parse_query(request.search.text, shards_->analyzer);
    prepare(query, postings);
    const TextMatch match = match_text(query, request.search.match, postings);
    const Collected collected =
        collect(match.documents, request.search, all_filters(request.search, query), {request.field}, *view_);
    Facet facet{request.field, {}, 0, collected.facets.front().missing};
    const std::string prefix = fold(request.prefix);
    std::vector<FacetCount> values = counted_values(collected.facets.front(), *view_);
    if (!prefix.empty())
      std::erase_if(values, [&](const FacetCount& value) { return !has_word_beginning(value, prefix); });
    const std::size_t end = std::min(values.size(), request.offset + request.limit);
    for (std::size_t i = request.offset; i < end; ++i) facet.values.push_back(std::move(values[i]));
    facet.more = values.size() - std::max(end, std::min(values.size(), request.offset));
    return facet;
  });
}

namespace {

// The document a term leads to. Where several have it, the one whose own key it is, else the first by key:
// where documents stand decides nothing.
std::optional<DocumentRef> document_with(const std::string& term, std::string_view key,
                                         const AccessView& view, const Viewer::Shards& shards) {
  std::optional<DocumentRef> best;
  const auto key_of = [&](DocumentRef ref) { return view.shards()[ref.shard]->columns.keys[ref.document]; };
  for (std::uint32_t shard = 0; shard < shards.each.size(); ++shard) {
    const Xapian::Database& database = shards.each[shard];
    for (auto at = database.postlist_begin(term), end = database.postlist_end(term); at != end; ++at) {
      const DocumentRef ref{shard, *at - 1};
      if (key_of(ref) == key) return ref;
      if (!best || key_of(ref) < key_of(*best)) best = ref;
    }
  }
  return best;
}

}  // namespace

Result<std::optional<Asset>> Viewer::asset(std::string_view key) const {
  const auto found = xapian_guard("looking up an asset",
                                  [&] { return document_with(key_term(key), key, *view_, *shards_); });
  if (!found) return fail(found.error());
  if (!*found) return std::optional<Asset>();
  auto asset = asset_from_json(asset_text(*view_, **found));
  if (!asset) return fail("reading a stored asset", asset.error());
  return std::optional<Asset>(std::move(*asset));
}

bool Viewer::has(std::string_view key) const {
  const auto found = xapian_guard("looking up an asset",
                                  [&] { return document_with(key_term(key), key, *view_, *shards_); });
  return found && *found && view_->shards()[(*found)->shard]->columns.keys[(*found)->document] == key;
}

Result<std::string> Viewer::resolve(std::string_view ref) const {
  std::vector<std::string> terms = {ref_term(ref)};
  if (looks_like_key(ref)) terms.insert(terms.begin(), key_term(ref));
  if (const PhysicalName physical = parse_physical(ref); !physical.empty())
    terms.push_back(ref_term(match_key(physical)));
  for (const std::string& term : terms) {
    const auto found =
        xapian_guard("resolving a reference", [&] { return document_with(term, ref, *view_, *shards_); });
    if (!found) return fail(found.error());
    if (*found) return std::string(view_->shards()[(*found)->shard]->columns.keys[(*found)->document]);
  }
  return std::string();
}

std::vector<std::pair<std::string, std::uint64_t>> Viewer::counts_by_type() const {
  const Field* type = find_field("type");
  std::vector<Bitmap> all;
  for (const Shard* shard : view_->shards()) all.emplace_back(shard->columns.size(), true);
  const Collected collected = collect(all, {}, {}, {type}, *view_);
  std::vector<std::pair<std::string, std::uint64_t>> counts;
  for (const FacetCount& value : counted_values(collected.facets.front(), *view_))
    counts.emplace_back(value.value, value.count);
  return counts;
}

}  // namespace waymark
