#include "columns_as_rows.h"

#include <algorithm>
#include <bit>

#include "waymark/base/strings.h"
#include "waymark/model/asset_json.h"

#include "ranking.h"
#include "reasons.h"
#include "spelling.h"
#include "standing.h"

namespace waymark {
namespace {

// Of a row (docs/ranking.md, "Columns").
constexpr double kExactName = 1000, kNameShare = 3, kOfParent = 1, kImportance = 2;
constexpr double kDeprecatedFactor = 0.4, kStubFactor = 0.5;
constexpr std::string_view kColumn = "column";

bool is_type(const Filter& filter) { return filter.field == find_field("type") && !filter.excluded; }

std::vector<DocumentRef> documents_in(const std::vector<Bitmap>& bitmaps) {
  std::vector<DocumentRef> documents;
  for (std::uint32_t shard = 0; shard < bitmaps.size(); ++shard)
    bitmaps[shard].for_each([&](std::uint32_t document) { documents.push_back({shard, document}); });
  return documents;
}

std::string_view json_of(const AccessView& view, DocumentRef ref) {
  return view.shards()[ref.shard]->documents[ref.document];
}

// The choice of the type goes without saying here: its facet holds nothing else.
Facet type_facet(std::uint64_t total) {
  const Field* type = find_field("type");
  return {type, {{std::string(kColumn), std::string(field_value_label(*type, kColumn)), total, true}}, 0, 0};
}

}  // namespace

bool asks_for_columns(const std::vector<Filter>& filters) {
  return std::any_of(filters.begin(), filters.end(), [](const Filter& filter) {
    return is_type(filter) && std::all_of(filter.values.begin(), filter.values.end(), [](const auto& value) {
             return same_ignoring_case(value, kColumn);
           });
  });
}

std::vector<DocumentRef> ColumnSearch::by_importance(std::vector<DocumentRef> documents) const {
  const auto importance = [&](DocumentRef ref) {
    return view_.shards()[ref.shard]->columns.importance[ref.document];
  };
  const auto before = [&](DocumentRef a, DocumentRef b) {
    if (importance(a) != importance(b)) return importance(a) > importance(b);
    return view_.shards()[a.shard]->columns.keys[a.document] <
           view_.shards()[b.shard]->columns.keys[b.document];
  };
  const std::size_t kept = std::min(documents.size(), kMostParents);
  std::partial_sort(documents.begin(), documents.begin() + static_cast<std::ptrdiff_t>(kept), documents.end(),
                    before);
  documents.resize(kept);
  return documents;
}

// The most words that one column has, looking no further than where one has `enough`.
std::size_t ColumnSearch::most_words(const std::vector<Bitmap>& parents, ColumnMatcher& matcher,
                                     std::size_t enough) const {
  std::size_t most = 0;
  for (const DocumentRef ref : by_importance(documents_in(parents))) {
    const Status read = each_column(json_of(view_, ref), [&](const Column& column) {
      if (most < enough)
        most = std::max(most, static_cast<std::size_t>(std::popcount(matcher.match(column).words)));
    });
    if (!read || most >= enough) break;
  }
  return most;
}

// All words in one column; where no column has them, as many as one has. Filters play no part.
ColumnSearch::Stage ColumnSearch::choose_stage(const Query& query, ColumnMatcher& matcher,
                                               SearchResult& result) const {
  const auto wanted = static_cast<std::size_t>(std::popcount(matcher.wanted()));
  const auto any = [&] { return match_text(query, Match::Any, postings_).documents; };
  if (request_.match == Match::Any && wanted > 1) {
    result.match = "any";
    return {any(), 1};
  }
  Stage all{match_text(query, Match::All, postings_).documents, wanted};
  if (request_.match != Match::Auto || !query.plain || wanted < 2) return all;
  if (most_words(all.parents, matcher, wanted) == wanted) return all;
  Stage relaxed{any(), 0};
  relaxed.least = most_words(relaxed.parents, matcher, wanted);
  if (relaxed.least == 0 || relaxed.least == wanted) return all;
  result.match = relaxed.least == 1 ? "any" : "most";
  result.relaxed = true;
  return relaxed;
}

// Leaves at most kMostParents assets to look through, counting those that pass every filter and those that a
// facet counts without its own.
void ColumnSearch::keep_most_important(std::vector<Bitmap>& parents, const std::vector<Filter>& filters,
                                       SearchResult& result) const {
  std::uint64_t candidates = 0;
  for (const Bitmap& shard : parents) candidates += shard.count();
  if (candidates <= kMostParents) return;
  Collected passing = collect(parents, request_, filters, {}, view_);
  std::uint64_t counted = passing.total;
  for (const std::uint64_t without_one : passing.without) counted += without_one;
  if (counted <= kMostParents) return;
  result.exact = false;
  result.notes.push_back({"partial", "Looked through the columns of the " + std::to_string(kMostParents) +
                                         " most important assets that fit; there may be more."});
  for (Bitmap& shard : parents) shard = Bitmap(shard.size());
  for (const DocumentRef ref : by_importance(passing.refs()))
    parents[ref.shard].set(ref.document);
}

void ColumnSearch::prepare_parents(const Query& query, bool relaxed) {
  has_word_.clear();
  if (!relaxed) return;
  for (const QueryNode& child : query.root.children) {
    Query one;
    one.plain = false;
    one.root.children.push_back(child);
    has_word_.push_back(match_text(one, Match::All, postings_).documents);
  }
}

std::vector<ScorePart> ColumnSearch::parts(const Query& query, const ColumnMatch& match,
                                           DocumentRef parent) const {
  const Columns& columns = view_.shards()[parent.shard]->columns;
  std::vector<ScorePart> parts;
  double sum = 0;
  const auto add = [&](const char* signal, double value) {
    if (value == 0) return;
    parts.push_back({signal, "", value});
    sum += value;
  };
  if (match.exact) add("exact_name", kExactName);
  add("words", match.weight);
  add("name_share", kNameShare * match.share);
  double of_parent = 0;
  for (std::size_t i = 0; i < has_word_.size() && i < query.root.children.size(); ++i)
    if ((match.words >> i & 1) == 0 && has_word_[i][parent.shard].test(parent.document))
      of_parent += kOfParent;
  add("parent", of_parent);
  add("importance", kImportance * columns.importance[parent.document]);
  const std::uint8_t flags = columns.flags[parent.document];
  if ((flags & kDeprecated) != 0) add("deprecated", sum * (kDeprecatedFactor - 1));
  if ((flags & kStub) != 0) add("stub", sum * (kStubFactor - 1));
  return parts;
}

double ColumnSearch::score(const Query& query, const ColumnMatch& match, DocumentRef parent) const {
  double sum = 0;
  for (const ScorePart& part : parts(query, match, parent)) sum += part.value;
  return sum;
}

Result<ColumnSearch::Found> ColumnSearch::find(const std::string& text,
                                               const std::vector<const Field*>& facets) {
  Found found;
  found.query = parse_query(text, postings_.shards.analyzer);
  prepare(found.query, postings_);
  ColumnMatcher matcher(found.query, postings_.shards.analyzer);
  SearchResult& result = found.result;
  result.text = found.query.words;
  result.notes = found.query.notes;
  result.of_columns = true;
  result.filters = merged_filters(request_.filters, found.query.filters);
  std::erase_if(result.filters, is_type);
  Stage stage = choose_stage(found.query, matcher, result);
  keep_most_important(stage.parents, result.filters, result);
  prepare_parents(found.query, result.relaxed || result.match == "any");
  Status read;
  const auto count_columns = [&](DocumentRef ref, bool passes) {
    std::uint32_t position = 0, count = 0;
    Status one = each_column(json_of(view_, ref), [&](const Column& column) {
      const ColumnMatch match = matcher.match(column);
      if (static_cast<std::size_t>(std::popcount(match.words)) >= stage.least) {
        ++count;
        if (passes) found.rows.push_back(row_of_column(found.query, column, match, ref, position));
      }
      ++position;
    });
    if (!one && read) read = std::move(one);
    return count;
  };
  found.collected = collect(stage.parents, request_, result.filters, facets, view_, count_columns);
  if (!read) return fail(read.error());
  result.total = found.collected.total;
  return found;
}

// Puts the page in front: best first, ties by the key of the asset and the place in it.
void ColumnSearch::order(std::vector<Row>& rows) const {
  const auto key = [&](const Row& row) {
    return view_.shards()[row.parent.shard]->columns.keys[row.parent.document];
  };
  const auto before = [&](const Row& a, const Row& b) {
    if (a.name != b.name) return request_.reversed ? a.name > b.name : a.name < b.name;
    if (a.value != b.value) return request_.reversed ? a.value < b.value : a.value > b.value;
    if (key(a) != key(b)) return key(a) < key(b);
    return a.column < b.column;
  };
  const std::size_t end = std::min(rows.size(), request_.offset + request_.limit);
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(end), rows.end(), before);
  rows.resize(end);
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(end, request_.offset)));
}

ColumnSearch::Row ColumnSearch::row_of_column(const Query& query, const Column& column,
                                              const ColumnMatch& match, DocumentRef parent,
                                              std::uint32_t position) const {
  Row row{parent, position, score(query, match, parent), 0, {}};
  if (request_.sort.empty() || request_.sort == "relevance")
    row.value = row.score;
  else if (request_.sort == "name")
    row.name = fold(column.path);
  else
    row.value = value_to_sort_by(view_.shards()[parent.shard]->columns, parent.document, request_.sort);
  return row;
}

Status ColumnSearch::fill(Found& found, ColumnMatcher& matcher) const {
  order(found.rows);
  const Reasons reasons(found.query, postings_.shards.analyzer);
  for (const Row& row : found.rows) {
    auto asset = asset_from_json(json_of(view_, row.parent));
    if (!asset) return fail("reading a stored asset", asset.error());
    Hit hit;
    hit.asset = std::move(*asset);
    hit.column = row.column;
    hit.score = row.score;
    const Column& column = hit.asset.columns[row.column];
    reasons.explain_column(hit);
    const ColumnMatch match = matcher.match(column);
    if (match.exact) hit.why.insert(hit.why.begin(), "exact name");
    if (request_.explain) hit.parts = parts(found.query, match, row.parent);
    found.result.hits.push_back(std::move(hit));
  }
  return {};
}

// What was probably meant, when no column has a word of what was typed.
Status ColumnSearch::correct(const std::string& text, SearchResult& result) {
  if (request_.spell == Spell::Off) return {};
  Query query = parse_query(text, postings_.shards.analyzer);
  prepare(query, postings_);
  for (const Meant& meant : corrections(query, postings_)) {
    SearchRequest counted = request_;
    counted.spell = Spell::Off;
    counted.limit = 0;
    counted.facets.clear();
    const auto again = ColumnSearch(counted, view_, postings_.shards).run(meant.text);
    if (!again) return fail(again.error());
    if (again->total == 0) continue;
    result.spell = Correction{meant.text, again->total, true};
    break;
  }
  return {};
}

Result<SearchResult> ColumnSearch::run(const std::string& text) {
  std::vector<const Field*> facets = request_.facets;
  const Field* type = find_field("type");
  std::erase(facets, type);
  auto found = find(text, facets);
  if (!found) return fail(found.error());
  SearchResult& result = found->result;
  if (result.total == 0) {
    add_filter_exits(result, found->collected, 0);
    if (const Status corrected = correct(text, result); !corrected) return fail(corrected.error());
  }
  std::size_t next = 0;
  for (const Field* field : request_.facets) {
    if (field == type)
      result.facets.push_back(type_facet(result.total));
    else
      result.facets.push_back(
          make_facet(found->collected.facets[next++], view_, result.filters, request_.facet_size));
  }
  result.filters.push_back({type, {std::string(kColumn)}, false});
  if (request_.limit == 0) return std::move(result);
  ColumnMatcher matcher(found->query, postings_.shards.analyzer);
  if (const Status filled = fill(*found, matcher); !filled) return fail(filled.error());
  return std::move(result);
}

Result<FieldCounts> ColumnSearch::count(const Field& field) {
  if (&field == find_field("type")) return FieldCounts{&field, {}, 0};
  auto found = find(request_.text, {&field});
  if (!found) return fail(found.error());
  return std::move(found->collected.facets.front());
}

}  // namespace waymark
