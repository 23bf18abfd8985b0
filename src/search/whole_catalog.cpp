#include "whole_catalog.h"

#include <algorithm>

namespace waymark {

WholeCatalog::WholeCatalog(const AccessView& view, Time as_of) : now(as_of) {
  std::vector<const Field*> counted;
  for (const Field& field : fields())
    if (field.facet) counted.push_back(&field);
  SearchRequest everything;
  everything.now = now;
  std::vector<Bitmap> all;
  for (const Shard* shard : view.shards()) all.emplace_back(shard->columns.size(), true);
  Collected collected = collect(all, everything, {}, counted, view);
  facets = std::move(collected.facets);
  values = ValueBeginnings(facets, view);
  best = collected.refs();
  const auto count = static_cast<std::ptrdiff_t>(std::min(best.size(), kDeepest));
  std::partial_sort(best.begin(), best.begin() + count, best.end(), [&](DocumentRef a, DocumentRef b) {
    const Columns &x = view.shards()[a.shard]->columns, &y = view.shards()[b.shard]->columns;
    if (x.importance[a.document] != y.importance[b.document])
      return x.importance[a.document] > y.importance[b.document];
    return x.keys[a.document] < y.keys[b.document];
  });
  best.resize(static_cast<std::size_t>(count));
  best.shrink_to_fit();
}

bool is_whole(const SearchRequest& request, const std::vector<Filter>& filters,
              const std::vector<const Field*>& facets) {
  const bool best_first = (request.sort.empty() || request.sort == "relevance") && !request.reversed;
  return filters.empty() && !request.updated_after && !request.updated_before && best_first &&
         request.offset + request.limit <= WholeCatalog::kDeepest &&
         std::all_of(facets.begin(), facets.end(), [](const Field* field) { return field->facet; });
}

Collected collect_whole(const WholeCatalog& whole, const std::vector<const Field*>& facets,
                        const AccessView& view) {
  Collected collected;
  collected.best = whole.best;
  collected.total = view.size();
  for (const Field* field : facets)
    for (const FieldCounts& counts : whole.facets)
      if (counts.field == field) collected.facets.push_back(counts);
  return collected;
}

}  // namespace waymark
