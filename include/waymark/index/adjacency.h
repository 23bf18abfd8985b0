// adjacency.h - who takes data from whom, over a whole generation, as mapped arrays: what lineage is walked
// on.
//
// Nodes are the assets that lineage or a data product names, numbered in the order of their folded display
// names (then keys), so numbers sort as names do. Edges are numbered by where they come from, then where they
// go, then what is said of them; two sources that call the same flow by two kinds are two edges. The file
// holds every class of access: whoever walks must step over what the caller may not see (node `shard`).
//
// Layout: section file `lineage.graph` (docs/index-format.md). Written from the shards' documents, so it
// always says what they say, however they came to be.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string_view>

#include "waymark/base/result.h"
#include "waymark/index/section_file.h"
#include "waymark/model/asset.h"

namespace waymark {

constexpr std::string_view kAdjacencyFile = "lineage.graph";

class Adjacency {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  static Result<Adjacency> open(const std::filesystem::path& path);

  std::uint32_t size() const { return static_cast<std::uint32_t>(shard.size()); }
  std::uint32_t find(std::string_view key) const;  // kNone: nothing is known of its lineage.
  AssetType type(std::uint32_t node) const { return static_cast<AssetType>(types[node]); }

  // By node: the neighbours, one for each edge, sorted. The edge of to(n)[i] is first_edge(n) + i; that of
  // from(n)[i] is edges_into(n)[i].
  std::span<const std::uint32_t> to(std::uint32_t node) const { return part(to_, down_, node); }
  std::uint32_t first_edge(std::uint32_t node) const { return down_[node]; }
  std::span<const std::uint32_t> from(std::uint32_t node) const { return part(from_, up_, node); }
  std::span<const std::uint32_t> edges_into(std::uint32_t node) const { return part(into_, up_, node); }
  // The data products a node is in, and what is in a product.
  std::span<const std::uint32_t> products(std::uint32_t node) const {
    return part(products_, product_begin_, node);
  }
  std::span<const std::uint32_t> members(std::uint32_t node) const {
    return part(members_, member_begin_, node);
  }

  // By edge.
  std::string_view about(std::uint32_t edge) const {
    return abouts_[about_[edge]];
  }  // kind 0x1F source 0x1F source…
  std::string_view columns(std::uint32_t edge) const {
    return column_texts_[columns_[edge]];
  }                                                                // column_pairs.h
  std::int64_t at(std::uint32_t edge) const { return at_[edge]; }  // 0: nobody tells.
  std::size_t edges() const { return to_.size(); }

  // By node.
  TextArray keys;
  std::span<const std::uint32_t> shard, document;  // Of the generation, in the order of its manifest.
  std::span<const std::uint8_t> types;

 private:
  static std::span<const std::uint32_t> part(std::span<const std::uint32_t> all,
                                             std::span<const std::uint32_t> begin, std::uint32_t node) {
    return all.subspan(begin[node], begin[node + 1] - begin[node]);
  }

  SectionFile file_;
  TextArray abouts_, column_texts_;
  std::span<const std::uint32_t> by_key_, down_, to_, about_, columns_, up_, from_, into_, product_begin_,
      products_, member_begin_, members_;
  std::span<const std::int64_t> at_;
};

}  // namespace waymark
