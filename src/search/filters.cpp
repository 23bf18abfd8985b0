#include "filters.h"

#include <algorithm>
#include <limits>
#include <span>

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

class Collector {
 public:
  Collector(const SearchRequest& request, const std::vector<Filter>& filters,
            const std::vector<const Field*>& facets, const AccessView& view, const Weight& weight)
      : request_(request), view_(view), weight_(weight) {
    for (const Filter& filter : filters) filters_.emplace_back(filter, view, request.now);
    for (const Field* field : facets) {
      FieldCounts counts{field, {}, 0};
      counts.counts.resize(is_clock(*field) ? field->closed.size() : view.field(*field).values.size());
      out_.facets.push_back(std::move(counts));
    }
    out_.without.resize(filters_.size());
  }

  // Before the documents of a shard: what is looked up once for all of them.
  void start(std::uint32_t shard) {
    places_.clear();
    for (const FieldCounts& counts : out_.facets)
      if (is_clock(*counts.field))
        places_.emplace_back();
      else
        places_.push_back({&view_.shards()[shard]->columns.field(row_of(*counts.field)),
                           view_.field(*counts.field).indexes[shard]});
  }

  void visit(std::uint32_t shard, std::uint32_t document) {
    if (!in_time_range(shard, document)) return;
    std::size_t failed = kNone;
    for (std::size_t i = 0; i < filters_.size(); ++i) {
      if (filters_[i].passes(shard, document)) continue;
      if (failed != kNone) return;  // Two failures: it counts nowhere.
      failed = i;
    }
    const std::uint32_t weight = weight_ ? weight_({shard, document}, failed == kNone) : 1;
    if (weight == 0) return;
    if (failed == kNone) {
      out_.documents.push_back({shard, document});
      out_.total += weight;
      for (std::size_t i = 0; i < out_.facets.size(); ++i) count(i, shard, document, weight);
      return;
    }
    out_.without[failed] += weight;
    if (filters_[failed].excluded()) return;
    for (std::size_t i = 0; i < out_.facets.size(); ++i)
      if (out_.facets[i].field == &filters_[failed].field()) count(i, shard, document, weight);
  }

  Collected finish() { return std::move(out_); }

 private:
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  bool in_time_range(std::uint32_t shard, std::uint32_t document) const {
    if (!request_.updated_after && !request_.updated_before) return true;
    const std::int64_t updated = view_.shards()[shard]->columns.updated[document];
    if (updated == 0) return false;
    if (request_.updated_after && updated < request_.updated_after->time_since_epoch().count()) return false;
    return !request_.updated_before || updated <= request_.updated_before->time_since_epoch().count();
  }

  void count(std::size_t facet, std::uint32_t shard, std::uint32_t document, std::uint32_t weight) {
    FieldCounts& counts = out_.facets[facet];
    if (places_[facet].column == nullptr) {
      const AssetTimes times = view_.shards()[shard]->columns.times(document);
      counts.counts[counts.field->bucket(times, request_.now)] += weight;
      return;
    }
    const auto ordinals = places_[facet].column->of(document);
    if (ordinals.empty()) counts.missing += weight;
    for (const std::uint32_t ordinal : ordinals) counts.counts[places_[facet].index[ordinal]] += weight;
  }

  struct Place {
    const FieldColumn* column = nullptr;   // Null for a clock field.
    std::span<const std::uint32_t> index;  // Ordinal of the shard -> merged value.
  };

  const SearchRequest& request_;
  const AccessView& view_;
  const Weight& weight_;
  std::vector<PreparedFilter> filters_;
  std::vector<Place> places_;  // By facet, of the shard at hand.
  Collected out_;
};

}  // namespace

PreparedFilter::PreparedFilter(const Filter& filter, const AccessView& view, Time now)
    : field_(filter.field), excluded_(filter.excluded), row_(row_of(*filter.field)), view_(&view), now_(now) {
  std::vector<std::string> folded;
  for (const std::string& value : filter.values) folded.push_back(fold(value));
  const auto is_wanted = [&](std::string_view value) {
    const std::string folded_value = fold(value);
    for (std::size_t i = 0; i < folded.size(); ++i)
      if (same_value(*field_, value, folded_value, filter.values[i], folded[i])) return true;
    return false;
  };
  if (is_clock(*field_)) {
    for (std::size_t i = 0; i < field_->closed.size(); ++i)
      if (is_wanted(field_->closed[i].value)) buckets_ |= 1u << i;
    return;
  }
  for (const Shard* shard : view.shards()) {
    const TextArray& dictionary = shard->columns.field(row_of(*field_)).dictionary;
    std::vector<std::uint8_t>& chosen = chosen_.emplace_back(dictionary.size(), 0);
    for (std::size_t i = 0; i < dictionary.size(); ++i) chosen[i] = is_wanted(dictionary[i]) ? 1 : 0;
  }
}

bool PreparedFilter::passes(std::uint32_t shard, std::uint32_t document) const {
  const Columns& columns = view_->shards()[shard]->columns;
  bool found = false;
  if (is_clock(*field_)) {
    found = (buckets_ >> field_->bucket(columns.times(document), now_) & 1) != 0;
  } else {
    for (const std::uint32_t ordinal : columns.field(row_).of(document))
      found = found || chosen_[shard][ordinal] != 0;
  }
  return found != excluded_;
}

Collected collect(const std::vector<Bitmap>& matches, const SearchRequest& request,
                  const std::vector<Filter>& filters, const std::vector<const Field*>& facets,
                  const AccessView& view, const Weight& weight) {
  Collector collector(request, filters, facets, view, weight);
  for (std::uint32_t shard = 0; shard < matches.size(); ++shard) {
    collector.start(shard);
    matches[shard].for_each([&](std::uint32_t document) { collector.visit(shard, document); });
  }
  return collector.finish();
}

std::vector<FacetCount> counted_values(const FieldCounts& counts, const AccessView& view) {
  std::vector<FacetCount> values;
  for (std::size_t i = 0; i < counts.counts.size(); ++i) {
    if (counts.counts[i] == 0) continue;
    const std::string_view value =
        is_clock(*counts.field) ? counts.field->closed[i].value : view.field(*counts.field).values[i];
    values.push_back(
        {std::string(value), std::string(field_value_label(*counts.field, value)), counts.counts[i], false});
  }
  std::sort(values.begin(), values.end(), [](const FacetCount& a, const FacetCount& b) {
    if (a.count != b.count) return a.count > b.count;
    return a.label != b.label ? a.label < b.label : a.value < b.value;
  });
  return values;
}

Facet make_facet(const FieldCounts& counts, const AccessView& view, const std::vector<Filter>& filters,
                 std::size_t size) {
  Facet facet{counts.field, counted_values(counts, view), 0, counts.missing};
  std::vector<std::string> chosen;
  for (const Filter& filter : filters)
    if (filter.field == counts.field && !filter.excluded)
      chosen.insert(chosen.end(), filter.values.begin(), filter.values.end());
  const auto is_chosen = [&](const FacetCount& value) {
    for (std::string& wanted : chosen)
      if (same_value(*counts.field, value.value, fold(value.value), wanted, fold(wanted))) {
        wanted.clear();
        return true;
      }
    return false;
  };
  for (FacetCount& value : facet.values) value.selected = is_chosen(value);
  // Chosen values stay, however few they have; the others are cut at `size`.
  std::vector<FacetCount> shown;
  for (std::size_t i = 0; i < facet.values.size(); ++i) {
    if (i < size || facet.values[i].selected)
      shown.push_back(std::move(facet.values[i]));
    else
      ++facet.more;
  }
  for (const std::string& value : chosen)
    if (!value.empty())
      shown.push_back({value, std::string(field_value_label(*counts.field, value)), 0, true});
  facet.values = std::move(shown);
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
