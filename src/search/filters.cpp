#include "filters.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "waymark/model/keys.h"

namespace waymark {
namespace {

bool is_clock(const Field& field) { return field.values == nullptr; }

bool same_value(const Field& field, std::string_view value, const std::string& folded_value,
                const std::string& wanted, const std::string& folded_wanted) {
  if (folded_value == folded_wanted) return true;
  // A domain may be named by its key.
  return field.kind == FieldKind::Path && looks_like_key(wanted) && domain_key(value) == wanted;
}

// Documents of one shard and how much each counts.
struct Counted {
  std::vector<std::uint32_t> documents;
  std::vector<std::uint32_t> weights;  // Empty: 1 each.

  std::uint64_t total() const {
    if (weights.empty()) return documents.size();
    return std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
  }
  // visit(document, weight)
  template <typename Visit>
  void for_each(Visit&& visit) const {
    if (weights.empty())
      for (const std::uint32_t document : documents) visit(document, 1u);
    else
      for (std::size_t i = 0; i < documents.size(); ++i) visit(documents[i], weights[i]);
  }
};

class Collector {
 public:
  Collector(const SearchRequest& request, const std::vector<Filter>& filters,
            const std::vector<const Field*>& facets, const AccessView& view, const Weight& weight)
      : request_(request), view_(view), weight_(weight) {
    for (const Filter& filter : filters) filters_.emplace_back(filter, view, request.now);
    for (const Field* field : facets) {
      FieldCounts counts{field, {}, 0};
      counts.counts.resize(is_clock(*field) ? field->closed.size() : view.field(*field).values.size());
      if (is_clock(*field) && clock_ == nullptr) clock_ = view.clock(request.now);
      out_.facets.push_back(std::move(counts));
    }
    out_.without.resize(filters_.size());
  }

  // The matches of one shard: those that pass every filter count everywhere, those that fail just one only where
  // that one is left out. All by operations on whole bitmaps.
  void take(std::uint32_t shard, const Bitmap& all_matches) {
    const Bitmap matches = in_time_range(shard, all_matches);
    std::vector<Bitmap> passing;
    for (const PreparedFilter& filter : filters_) passing.push_back(filter.passing(shard, matches));
    Bitmap all = matches;
    for (const Bitmap& one : passing) all &= one;
    const Counted counted = weighed(shard, all, true);
    out_.total += counted.total();
    for (FieldCounts& facet : out_.facets) count(facet, shard, counted);
    for (std::size_t i = 0; i < filters_.size(); ++i) {
      Bitmap only = matches;
      for (std::size_t j = 0; j < filters_.size(); ++j)
        if (j != i) only &= passing[j];
      only.remove(passing[i]);
      count_without(i, shard, only);
    }
    if (weight_) all = only_counted(all, counted);
    out_.documents.push_back(std::move(all));
  }

  Collected finish() { return std::move(out_); }

 private:
  Bitmap in_time_range(std::uint32_t shard, const Bitmap& matches) const {
    if (!request_.updated_after && !request_.updated_before) return matches;
    const auto updated = view_.shards()[shard]->columns.updated;
    const std::int64_t after = request_.updated_after ? request_.updated_after->time_since_epoch().count()
                                                      : std::numeric_limits<std::int64_t>::min();
    const std::int64_t before = request_.updated_before ? request_.updated_before->time_since_epoch().count()
                                                        : std::numeric_limits<std::int64_t>::max();
    return matches.filtered(
        [&](std::uint32_t d) { return updated[d] != 0 && updated[d] >= after && updated[d] <= before; });
  }

  Counted weighed(std::uint32_t shard, const Bitmap& bitmap, bool passes) const {
    Counted counted{bitmap.list(), {}};
    if (!weight_) return counted;
    std::size_t kept = 0;
    for (const std::uint32_t document : counted.documents) {
      const std::uint32_t weight = weight_({shard, document}, passes);
      if (weight == 0) continue;
      counted.documents[kept++] = document;
      counted.weights.push_back(weight);
    }
    counted.documents.resize(kept);
    return counted;
  }

  static Bitmap only_counted(const Bitmap& of, const Counted& counted) {
    Bitmap kept(of.size());
    for (const std::uint32_t document : counted.documents) kept.set(document);
    return kept;
  }

  void count_without(std::size_t filter, std::uint32_t shard, const Bitmap& only) {
    if (!only.any()) return;
    const bool excluded = filters_[filter].excluded();
    const auto counts = [&](const FieldCounts& facet) {
      return !excluded && facet.field == &filters_[filter].field();
    };
    const bool counted_by_value = std::any_of(out_.facets.begin(), out_.facets.end(), counts);
    if (!counted_by_value && !weight_) {
      out_.without[filter] += only.count();
      return;
    }
    const Counted counted = weighed(shard, only, false);
    out_.without[filter] += counted.total();
    for (FieldCounts& facet : out_.facets)
      if (counts(facet)) count(facet, shard, counted);
  }

  void count(FieldCounts& facet, std::uint32_t shard, const Counted& counted) const {
    if (is_clock(*facet.field)) {
      const std::vector<std::uint8_t>& buckets = clock_->of(row_of(*facet.field), shard);
      counted.for_each([&](std::uint32_t document, std::uint32_t weight) {
        facet.counts[buckets[document]] += weight;
      });
      return;
    }
    const FieldColumn& column = view_.shards()[shard]->columns.field(row_of(*facet.field));
    const std::vector<std::uint32_t>& index = view_.field(*facet.field).indexes[shard];
    const auto add = [&](std::size_t set, std::uint32_t weight) {
      const auto ordinals = column.of_set(set);
      if (ordinals.empty()) facet.missing += weight;
      for (const std::uint32_t ordinal : ordinals) facet.counts[index[ordinal]] += weight;
    };
    // Few documents by their values, many by their sets of values first: one addition each.
    if (counted.documents.size() < column.sets()) {
      counted.for_each([&](std::uint32_t document, std::uint32_t weight) { add(column.set[document], weight); });
      return;
    }
    std::vector<std::uint32_t> by_set(column.sets(), 0);
    counted.for_each([&](std::uint32_t document, std::uint32_t weight) { by_set[column.set[document]] += weight; });
    for (std::size_t set = 0; set < by_set.size(); ++set)
      if (by_set[set] != 0) add(set, by_set[set]);
  }

  const SearchRequest& request_;
  const AccessView& view_;
  const Weight& weight_;
  std::vector<PreparedFilter> filters_;
  std::shared_ptr<const ClockColumns> clock_;
  Collected out_;
};

}  // namespace

PreparedFilter::PreparedFilter(const Filter& filter, const AccessView& view, Time now)
    : field_(filter.field), excluded_(filter.excluded), row_(row_of(*filter.field)), view_(&view) {
  std::vector<std::string> folded;
  for (const std::string& value : filter.values) folded.push_back(fold(value));
  if (is_clock(*field_)) {
    clock_ = view.clock(now);
    for (std::size_t i = 0; i < field_->closed.size(); ++i)
      if (std::find(folded.begin(), folded.end(), fold(field_->closed[i].value)) != folded.end())
        buckets_ |= 1u << i;
    return;
  }
  const MergedField& merged = view.field(*field_);
  std::vector<std::uint32_t> wanted;  // Of the merged values.
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (const auto known = merged.by_folded.find(folded[i]); known != merged.by_folded.end())
      wanted.insert(wanted.end(), known->second.begin(), known->second.end());
    // A domain may be named by its key.
    if (field_->kind == FieldKind::Path && looks_like_key(filter.values[i]))
      for (std::uint32_t v = 0; v < merged.values.size(); ++v)
        if (domain_key(merged.values[v]) == filter.values[i]) wanted.push_back(v);
  }
  for (const Shard* shard : view.shards()) {
    const TextArray& dictionary = shard->columns.field(row_).dictionary;
    std::vector<std::uint32_t>& ordinals = wanted_.emplace_back();
    for (const std::uint32_t value : wanted) {
      std::uint32_t low = 0, high = static_cast<std::uint32_t>(dictionary.size());
      while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (dictionary[middle] < merged.values[value])
          low = middle + 1;
        else
          high = middle;
      }
      if (low < dictionary.size() && dictionary[low] == merged.values[value]) ordinals.push_back(low);
    }
    std::sort(ordinals.begin(), ordinals.end());
  }
}

bool PreparedFilter::has(std::span<const std::uint32_t> ordinals, std::uint32_t shard) const {
  const std::vector<std::uint32_t>& wanted = wanted_[shard];
  if (wanted.size() == 1) return std::find(ordinals.begin(), ordinals.end(), wanted.front()) != ordinals.end();
  return std::any_of(ordinals.begin(), ordinals.end(), [&](std::uint32_t ordinal) {
    return std::binary_search(wanted.begin(), wanted.end(), ordinal);
  });
}

bool PreparedFilter::passes(std::uint32_t shard, std::uint32_t document) const {
  const bool found = is_clock(*field_)
                         ? (buckets_ >> clock_->of(row_, shard)[document] & 1) != 0
                         : has(view_->shards()[shard]->columns.field(row_).of(document), shard);
  return found != excluded_;
}

Bitmap PreparedFilter::passing(std::uint32_t shard, const Bitmap& of) const {
  if (is_clock(*field_)) {
    const std::vector<std::uint8_t>& buckets = clock_->of(row_, shard);
    return of.filtered([&](std::uint32_t d) { return ((buckets_ >> buckets[d] & 1) != 0) != excluded_; });
  }
  const FieldColumn& column = view_->shards()[shard]->columns.field(row_);
  if (wanted_[shard].empty()) return excluded_ ? of : Bitmap(of.size());
  if (of.count() < column.sets()) return of.filtered([&](std::uint32_t d) { return passes(shard, d); });
  std::vector<std::uint8_t> set_passes(column.sets());
  for (std::size_t set = 0; set < set_passes.size(); ++set)
    set_passes[set] = has(column.of_set(set), shard) != excluded_ ? 1 : 0;
  return of.filtered([&](std::uint32_t d) { return set_passes[column.set[d]] != 0; });
}

std::vector<DocumentRef> Collected::refs() const {
  std::vector<DocumentRef> all;
  for (std::uint32_t shard = 0; shard < documents.size(); ++shard)
    documents[shard].for_each([&](std::uint32_t document) { all.push_back({shard, document}); });
  return all;
}

Collected collect(const std::vector<Bitmap>& matches, const SearchRequest& request,
                  const std::vector<Filter>& filters, const std::vector<const Field*>& facets,
                  const AccessView& view, const Weight& weight) {
  Collector collector(request, filters, facets, view, weight);
  for (std::uint32_t shard = 0; shard < matches.size(); ++shard) collector.take(shard, matches[shard]);
  return collector.finish();
}

namespace {

std::string_view value_of(const FieldCounts& counts, const AccessView& view, std::uint32_t i) {
  return is_clock(*counts.field) ? std::string_view(counts.field->closed[i].value)
                                 : view.field(*counts.field).values[i];
}

FacetCount count_of(const FieldCounts& counts, const AccessView& view, std::uint32_t i) {
  const std::string_view value = value_of(counts, view, i);
  return {std::string(value), std::string(field_value_label(*counts.field, value)), counts.counts[i], false};
}

// The values that occur, of which the first `size` are in order: by count, then label.
std::vector<std::uint32_t> in_order(const FieldCounts& counts, const AccessView& view, std::size_t size) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < counts.counts.size(); ++i)
    if (counts.counts[i] != 0) order.push_back(i);
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(size, order.size()));
  std::partial_sort(order.begin(), end, order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (counts.counts[a] != counts.counts[b]) return counts.counts[a] > counts.counts[b];
    const std::string_view x = value_of(counts, view, a), y = value_of(counts, view, b);
    const std::string_view x_label = field_value_label(*counts.field, x), y_label = field_value_label(*counts.field, y);
    return x_label != y_label ? x_label < y_label : x < y;
  });
  return order;
}

}  // namespace

std::vector<FacetCount> counted_values(const FieldCounts& counts, const AccessView& view) {
  std::vector<FacetCount> values;
  for (const std::uint32_t i : in_order(counts, view, counts.counts.size()))
    values.push_back(count_of(counts, view, i));
  return values;
}

Facet make_facet(const FieldCounts& counts, const AccessView& view, const std::vector<Filter>& filters,
                 std::size_t size) {
  Facet facet{counts.field, {}, 0, counts.missing};
  std::vector<std::string> chosen;
  for (const Filter& filter : filters)
    if (filter.field == counts.field && !filter.excluded)
      chosen.insert(chosen.end(), filter.values.begin(), filter.values.end());
  const auto is_chosen = [&](std::string_view value) {
    if (chosen.empty()) return false;
    const std::string folded = fold(value);
    for (std::string& wanted : chosen)
      if (!wanted.empty() && same_value(*counts.field, value, folded, wanted, fold(wanted))) {
        wanted.clear();
        return true;
      }
    return false;
  };
  // Chosen values stay, however few they have, and in their place; the others are cut at `size`.
  const std::vector<std::uint32_t> order =
      in_order(counts, view, chosen.empty() ? size : counts.counts.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool selected = is_chosen(value_of(counts, view, order[i]));
    if (i >= size && !selected) {
      ++facet.more;
      continue;
    }
    facet.values.push_back(count_of(counts, view, order[i]));
    facet.values.back().selected = selected;
  }
  for (const std::string& value : chosen)
    if (!value.empty())
      facet.values.push_back({value, std::string(field_value_label(*counts.field, value)), 0, true});
  return facet;
}

std::vector<Filter> merged_filters(const std::vector<Filter>& given, const std::vector<Filter>& typed) {
  std::vector<Filter> filters = given;
  for (const Filter& one : typed) {
    const auto same = std::find_if(filters.begin(), filters.end(), [&](const Filter& filter) {
      return filter.field == one.field && filter.excluded == one.excluded;
    });
    if (same == filters.end()) {
      filters.push_back(one);
      continue;
    }
    for (const std::string& value : one.values)
      if (std::find(same->values.begin(), same->values.end(), value) == same->values.end())
        same->values.push_back(value);
  }
  return filters;
}

void add_filter_exits(SearchResult& result, const Collected& collected, std::uint64_t without_filters) {
  for (std::size_t i = 0; i < collected.without.size(); ++i)
    if (collected.without[i] > 0)
      result.exits.push_back({"drop_filter", std::string(result.filters[i].field->name),
                              result.filters[i].values, "", collected.without[i]});
  if (result.filters.size() > 1 && without_filters > 0)
    result.exits.push_back({"drop_all_filters", "", {}, "", without_filters});
}

}  // namespace waymark
