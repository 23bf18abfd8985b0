// viewer.h - everything one caller may see of one generation, and the only way to see it.
//
//   Result<Viewer> viewer = index.view(access);
//   SearchResult found = viewer->search(request);
//
// A Viewer holds exactly the shards its caller may read. Statistics, counts, spelling, suggestions and
// look-ups come from those alone, so what the caller may not see does not exist: hidden and absent answers
// are the same.
//
// Threads: a Viewer is used by one thread at a time; lease one per request, it is cheap.
// Errors:  Unavailable when the index was removed under it. A query text never is an error.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/index/generation.h"
#include "waymark/index/history.h"
#include "waymark/search/changes.h"
#include "waymark/search/ranking_file.h"
#include "waymark/search/search.h"

namespace waymark {

// What a caller holds; made from credentials by the server, from options by the command line.
struct Access {
  std::uint8_t clearance = 0;  // Index into the generation's levels.
  std::vector<std::string> groups;
  bool everything = false;  // The highest level and all groups.

  static Access all() { return {.everything = true}; }
  bool may_see(const AccessClass& access_class) const;
};

class AccessView;
struct Lineage;
struct LineageRequest;

struct FoundColumn {
  Asset asset;
  std::size_t column = 0;  // Position in asset.columns.
};

class Viewer {
 public:
  Viewer(Viewer&&) noexcept;
  Viewer& operator=(Viewer&&) noexcept;
  ~Viewer();

  const Manifest& manifest() const;
  std::uint64_t size() const;  // Assets this caller may see.
  const std::string& ranking_mark() const;  // Another one whenever search() may order otherwise.
  Time now() const;  // The generation's own clock where it has one, else the wall clock; full hours.

  Result<SearchResult> search(const SearchRequest& request) const;
  Result<SuggestResult> suggest(const SuggestRequest& request) const;
  Result<Facet> facet_values(const FacetPageRequest& request) const;

  // By key or alias key. Nothing when there is no such asset or the caller may not see it.
  Result<std::optional<Asset>> asset(std::string_view key) const;
  bool has(std::string_view key) const;  // By its own key.
  // By the key of a column (model/column_key.h), in the asset that holds it.
  Result<std::optional<FoundColumn>> column(std::string_view key) const;
  // By an id a source uses, a match key or a "platform:name": the key, or "".
  Result<std::string> resolve(std::string_view ref) const;
  // The graph around an asset, or the ways to another (lineage.h). Nothing when either is not there for this caller,
  // or at the level of products in no product.
  Result<std::optional<Lineage>> lineage(const LineageRequest& request) const;
  // Counts by type, of what this caller may see.
  std::vector<std::pair<std::string, std::uint64_t>> counts_by_type() const;

  // What happened, as far as this caller may know: who could see an asset on that day and may see it now.
  Result<ChangesPage> changes(const ChangesRequest& request) const;
  std::string history_mark() const;  // Another one whenever changes() may answer something else.
  const std::string& history_problem() const { return history_->problem(); }
  // The newest event about a key when it is of one of these kinds: "removed" for what is gone.
  std::optional<ChangeEvent> last_change(std::string_view key, std::span<const ChangeKind> kinds) const;

  struct Shards;  // Open databases: private to the search module.

 private:
  Result<SearchResult> similar(const SearchRequest& request) const;  // With SearchRequest::similar_to.

  friend class SearchIndex;
  Viewer(std::shared_ptr<const AccessView> view, std::unique_ptr<Shards> shards,
         std::shared_ptr<const History> history, Access access, Ranking ranking);

  std::shared_ptr<const AccessView> view_;
  std::shared_ptr<const History> history_;
  Access access_;
  Ranking ranking_;
  std::unique_ptr<Shards> shards_;
};

}  // namespace waymark
