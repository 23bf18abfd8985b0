#include "waymark/index/adjacency.h"

#include <algorithm>

namespace waymark {

Result<Adjacency> Adjacency::open(const std::filesystem::path& path) {
  auto file = SectionFile::open(path);
  if (!file) return fail(file.error());
  Adjacency graph;
  graph.file_ = std::move(*file);
  const SectionFile& in = graph.file_;
  graph.keys = TextArray(in, "key");
  graph.shard = in.array<std::uint32_t>("shard");
  graph.document = in.array<std::uint32_t>("document");
  graph.types = in.array<std::uint8_t>("type");
  graph.abouts_ = TextArray(in, "about.text");
  graph.column_texts_ = TextArray(in, "columns.text");
  graph.by_key_ = in.array<std::uint32_t>("by_key");
  graph.down_ = in.array<std::uint32_t>("down.begin");
  graph.to_ = in.array<std::uint32_t>("down.to");
  graph.about_ = in.array<std::uint32_t>("edge.about");
  graph.columns_ = in.array<std::uint32_t>("edge.columns");
  graph.at_ = in.array<std::int64_t>("edge.at");
  graph.up_ = in.array<std::uint32_t>("up.begin");
  graph.from_ = in.array<std::uint32_t>("up.from");
  graph.into_ = in.array<std::uint32_t>("up.edge");
  graph.product_begin_ = in.array<std::uint32_t>("product.begin");
  graph.products_ = in.array<std::uint32_t>("product.node");
  graph.member_begin_ = in.array<std::uint32_t>("member.begin");
  graph.members_ = in.array<std::uint32_t>("member.node");
  const std::size_t nodes = graph.shard.size(), edges = graph.to_.size();
  const auto spans = [&](std::span<const std::uint32_t> begin, std::size_t items) {
    return begin.size() == nodes + 1 && begin.back() == items;
  };
  const bool whole = graph.keys.size() == nodes && graph.document.size() == nodes &&
                     graph.types.size() == nodes && graph.by_key_.size() == nodes &&
                     graph.about_.size() == edges && graph.columns_.size() == edges &&
                     graph.at_.size() == edges && graph.from_.size() == edges &&
                     graph.into_.size() == edges && spans(graph.down_, edges) && spans(graph.up_, edges) &&
                     spans(graph.product_begin_, graph.products_.size()) &&
                     spans(graph.member_begin_, graph.members_.size());
  if (!whole)
    return fail(ErrorCode::Unreadable, "opening \"" + path.string() + "\": arrays of unequal length");
  return graph;
}

std::uint32_t Adjacency::find(std::string_view key) const {
  const auto found =
      std::lower_bound(by_key_.begin(), by_key_.end(), key,
                       [&](std::uint32_t node, std::string_view wanted) { return keys[node] < wanted; });
  return found != by_key_.end() && keys[*found] == key ? *found : kNone;
}

}  // namespace waymark
