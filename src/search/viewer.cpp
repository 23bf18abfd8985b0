#include "waymark/search/viewer.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/index/terms.h"
#include "waymark/index/xapian_guard.h"
#include "waymark/model/asset_json.h"
#include "waymark/model/keys.h"

#include "access_view.h"
#include "columns_as_rows.h"
#include "filters.h"
#include "named_values.h"
#include "ranking.h"
#include "reasons.h"
#include "similar.h"
#include "spelling.h"
#include "text_match.h"
#include "whole_catalog.h"

namespace waymark {
namespace {

constexpr std::size_t kFewWords = 4;

std::string asset_text(const AccessView& view, DocumentRef ref) {
  return std::string(view.shards()[ref.shard]->documents[ref.document]);
}

// The filter may stand in the text: type:column.
bool asks_for_columns(const SearchRequest& request, const Analyzer& analyzer) {
  if (asks_for_columns(request.filters)) return true;
  return contains(request.text, ":") && asks_for_columns(parse_query(request.text, analyzer).filters);
}

void leave_columns_out(Hit& hit) {
  hit.columns.clear();
  hit.more_columns = 0;
  std::erase_if(hit.why, [](const std::string& reason) { return reason.starts_with("column"); });
}

// One search over one view, after its text was read.
class Search {
 public:
  Search(const SearchRequest& request, const AccessView& view, const Viewer::Shards& shards,
         const RankingWeights& weights)
      : request_(request), view_(view), shards_(shards), weights_(weights), postings_{view, shards, request.columns} {}

  Result<SearchResult> run(const std::string& text) {
    Query query = parse_query(text, shards_.analyzer);
    prepare(query, postings_);
    const TextMatch match = match_text(query, request_.match, postings_);
    if (const Status given_up = check_time(); !given_up) return fail(given_up.error());
    SearchResult result;
    result.cut = is_late();
    result.text = query.words;
    result.match = match.match;
    result.relaxed = match.relaxed;
    result.notes = query.notes;
    result.filters = merged_filters(request_.filters, query.filters);
    const std::vector<const Field*> facets =
        result.cut ? std::vector<const Field*>() : with_named_fields(request_.facets, query);
    Collected collected = query.root.children.empty() && is_whole(request_, result.filters, facets)
                              ? collect_whole(*view_.whole(request_.now), facets, view_)
                              : collect(match.documents, request_, result.filters, facets, view_);
    if (const Status given_up = check_time(); !given_up) return fail(given_up.error());
    result.total = collected.total;
    for (std::size_t i = 0; !result.cut && i < request_.facets.size(); ++i)
      result.facets.push_back(make_facet(collected.facets[i], view_, result.filters, request_.facet_size));
    result.cut = result.cut || is_late();
    if (!result.cut) {
      result.offers = offers(query, collected, request_, result.filters, view_);
      if (const Status correction = correct(query, match, result); !correction)
        return fail(correction.error());
    }
    if (result.cut) {
      result.exact = false;
      result.notes.push_back({"partial",
                              "The search took long, so some of what goes with the hits is left out: counts by "
                              "field, corrections or offers."});
    }
    if (result.total == 0) {
      add_filter_exits(result, collected, match.total);
      if (result.spell && result.spell->total > 0)
        result.exits.push_back({"spell", "", {}, result.spell->text, result.spell->total});
    }
    if (request_.limit == 0) return result;
    return fill_hits(query, match, collected, std::move(result));
  }

 private:
  bool is_late() const {
    return request_.budget && std::chrono::steady_clock::now() >= request_.budget->enough;
  }
  Status check_time() const {
    if (!request_.budget || std::chrono::steady_clock::now() < request_.budget->too_long) return {};
    return fail(ErrorCode::Unavailable, "the search took too long");
  }

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
      if (is_late()) {
        result.cut = true;
        return {};
      }
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
    const auto found = Search(counted, view_, shards_, weights_).run(best);
    if (!found) return fail(found.error());
    // In a sentence, or beside words that are still unknown, a strange word proves nothing, unless the rest bears
    // the correction out.
    const bool clear = most > 0 || (likely && query.root.children.size() <= kFewWords);
    result.spell = Correction{best, found->total, clear};
    return {};
  }

  Result<SearchResult> fill_hits(const Query& query, const TextMatch& match, const Collected& collected,
                                 SearchResult result) {
    Ranker ranker(query, match, collected, postings_, weights_, request_.now);
    const Reasons reasons(query, shards_.analyzer);
    for (const Ranked& ranked : ranker.page(request_)) {
      auto asset = asset_from_json(asset_text(view_, ranked.ref));
      if (!asset) return fail("reading a stored asset", asset.error());
      Hit hit;
      hit.asset = std::move(*asset);
      hit.score = ranked.score;
      reasons.explain(hit, view_.shards()[ranked.ref.shard]->forward[ranked.ref.document]);
      if (!request_.columns) leave_columns_out(hit);
      if (match.exact[ranked.ref.shard].test(ranked.ref.document))
        hit.why.insert(hit.why.begin(), "exact name");
      add_named_reasons(query, hit);
      if (hit.asset.certification == "certified") hit.why.emplace_back("certified");
      if (request_.explain) hit.parts = ranker.explain(ranked);
      result.hits.push_back(std::move(hit));
    }
    return result;
  }

  const SearchRequest& request_;
  const AccessView& view_;
  const Viewer::Shards& shards_;
  const RankingWeights& weights_;
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
               std::shared_ptr<const History> history, Access access, Ranking ranking)
    : view_(std::move(view)),
      history_(std::move(history)),
      access_(std::move(access)),
      ranking_(std::move(ranking)),
      shards_(std::move(shards)) {}
Viewer::Viewer(Viewer&&) noexcept = default;
Viewer& Viewer::operator=(Viewer&&) noexcept = default;
Viewer::~Viewer() {
  if (shards_) view_->give_back(std::move(shards_));
}

const std::string& Viewer::ranking_mark() const { return ranking_hash(*ranking_); }
const Manifest& Viewer::manifest() const { return view_->generation().manifest(); }
std::uint64_t Viewer::size() const { return view_->size(); }
Time Viewer::now() const { return full_hour(manifest().clock.value_or(now_utc())); }

Result<SearchResult> Viewer::search(const SearchRequest& request) const {
  if (!request.similar_to.empty()) return similar(request);
  const bool columns = asks_for_columns(request, shards_->analyzer);
  const auto run = [&](const SearchRequest& asked, const std::string& text) {
    return xapian_guard("searching", [&] {
      return columns ? ColumnSearch(asked, *view_, *shards_).run(text)
                     : Search(asked, *view_, *shards_, *ranking_).run(text);
    });
  };
  auto found = run(request, request.text);
  if (!found) return fail(found.error());
  if (!*found || !(*found)->spell) return *found;
  // Nothing as typed and one clear correction: answer that and say so. `force` asks for it in any case.
  const bool apply = request.spell == Spell::Force || (*found)->spell->applied;
  if (!apply) return *found;
  const Correction correction = *(*found)->spell;
  SearchRequest corrected = request;
  corrected.filters = (*found)->filters;
  corrected.spell = Spell::Off;
  auto again = run(corrected, correction.text);
  if (!again) return fail(again.error());
  if (*again) {
    (*again)->spell = Correction{correction.text, correction.total, true};
    (*again)->notes.push_back({"spell_applied", "Nothing matches \"" + (*found)->text +
                                                    "\"; showing results for \"" + correction.text + "\"."});
  }
  return *again;
}

Result<SearchResult> Viewer::similar(const SearchRequest& request) const {
  const auto to = asset(request.similar_to);
  if (!to) return fail(to.error());
  if (!*to) return fail(ErrorCode::NotFound, "no asset has the key \"" + request.similar_to + "\"");
  const auto found = xapian_guard("looking for what is alike", [&] {
    return SimilarSearch(request, *view_, *shards_).run(request.text, **to);
  });
  if (!found) return fail(found.error());
  return *found;
}

namespace {

Result<FieldCounts> count_values(const FacetPageRequest& request, const AccessView& view,
                                 const Viewer::Shards& shards) {
  if (asks_for_columns(request.search, shards.analyzer))
    return ColumnSearch(request.search, view, shards).count(*request.field);
  const Postings postings{view, shards, request.search.columns};
  Query query = parse_query(request.search.text, shards.analyzer);
  prepare(query, postings);
  const TextMatch match = match_text(query, request.search.match, postings);
  const std::vector<Filter> filters = merged_filters(request.search.filters, query.filters);
  return std::move(
      collect(match.documents, request.search, filters, {request.field}, view).facets.front());
}

}  // namespace

Result<Facet> Viewer::facet_values(const FacetPageRequest& request) const {
  const auto counted =
      xapian_guard("counting values", [&] { return count_values(request, *view_, *shards_); });
  if (!counted) return fail(counted.error());
  if (!*counted) return fail((*counted).error());
  Facet facet{request.field, {}, 0, (*counted)->missing};
  const std::string prefix = fold(request.prefix);
  std::vector<FacetCount> values = counted_values(**counted, *view_);
  if (!prefix.empty())
    std::erase_if(values, [&](const FacetCount& value) { return !has_word_beginning(value, prefix); });
  const std::size_t end = std::min(values.size(), request.offset + request.limit);
  for (std::size_t i = request.offset; i < end; ++i) facet.values.push_back(std::move(values[i]));
  facet.more = values.size() - std::max(end, std::min(values.size(), request.offset));
  return facet;
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
