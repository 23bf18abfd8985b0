// A column by its key alone, through the assets whose keys begin as the column's key does.
#include <set>

#include "waymark/index/terms.h"
#include "waymark/index/xapian_guard.h"
#include "waymark/model/asset_json.h"
#include "waymark/model/column_key.h"

#include "access_view.h"

namespace waymark {
namespace {

// The asset that a term of a key stands for, when it has the column.
std::optional<FoundColumn> column_of(const std::string& term, std::string_view key, std::size_t shard,
                                     const AccessView& view, const Viewer::Shards& shards) {
  const std::string_view asset_key = std::string_view(term).substr(kKeyPrefix.size());
  const Xapian::Database& database = shards.each[shard];
  for (auto at = database.postlist_begin(term), end = database.postlist_end(term); at != end; ++at) {
    auto asset = asset_from_json(view.shards()[shard]->documents[*at - 1]);
    if (!asset) continue;
    for (std::size_t i = 0; i < asset->columns.size(); ++i)
      if (column_key(asset_key, asset->columns[i].path) == key) return FoundColumn{std::move(*asset), i};
  }
  return std::nullopt;
}

std::optional<FoundColumn> find_column(std::string_view key, const AccessView& view,
                                       const Viewer::Shards& shards) {
  std::set<char> letters;
  for (const TypeInfo& type : asset_types()) letters.insert(type.letter);
  for (std::size_t shard = 0; shard < shards.each.size(); ++shard)
    for (const char letter : letters) {
      const std::string begin = key_term(std::string{letter, '_'} + std::string(asset_part(key)));
      for (auto at = shards.each[shard].allterms_begin(begin), end = shards.each[shard].allterms_end(begin);
           at != end; ++at)
        if (auto found = column_of(*at, key, shard, view, shards)) return found;
    }
  return std::nullopt;
}

}  // namespace

Result<std::optional<FoundColumn>> Viewer::column(std::string_view key) const {
  if (!looks_like_column_key(key)) return std::optional<FoundColumn>();
  return xapian_guard("looking up a column", [&] { return find_column(key, *view_, *shards_); });
}

}  // namespace waymark
