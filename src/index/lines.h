// lines.h - what one document says of lineage and products, as it stands beside the documents of a shard
// ("lines"): the graph of a generation is made of these records, and no JSON is read for it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "waymark/model/asset.h"
#include "waymark/model/byte_codec.h"

namespace waymark {

// "" where it says nothing. Else the number of edges into it and each as its other end, kind and sources
// joined by 0x1F, columns and time (0: unknown); then the number of products and their keys.
inline std::string lines_of(const Asset& asset) {
  std::string bytes;
  if (asset.upstream.empty() && asset.product_keys.empty()) return bytes;
  ByteWriter out(bytes);
  out.varint(asset.upstream.size());
  for (const Neighbour& one : asset.upstream) {
    std::string about = one.kind + "\x1f";
    for (std::size_t i = 0; i < one.sources.size(); ++i) about += (i > 0 ? "\x1f" : "") + one.sources[i];
    out.put(one.key), out.put(about), out.put(one.columns);
    out.put(one.at ? std::int64_t{one.at->time_since_epoch().count()} : std::int64_t{0});
  }
  out.put(asset.product_keys);
  return bytes;
}

struct LineIn {
  std::string_view from, about, columns;
  std::int64_t at = 0;
};

// Calls `edge(LineIn)` and `product(key)`. False: the record is damaged.
template <typename Edge, typename Product>
bool each_line(std::string_view record, const Edge& edge, const Product& product) {
  if (record.empty()) return true;
  ByteReader in(record);
  for (std::uint64_t left = in.varint(); left > 0 && !in.bad(); --left) {
    LineIn line;
    in.get(line.from), in.get(line.about), in.get(line.columns), in.get(line.at);
    if (!in.bad()) edge(line);
  }
  for (std::uint64_t left = in.varint(); left > 0 && !in.bad(); --left) {
    std::string_view key;
    in.get(key);
    if (!in.bad()) product(key);
  }
  return in.finished();
}

}  // namespace waymark
