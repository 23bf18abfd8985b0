#include "write_adjacency.h"

#include <algorithm>
#include <deque>
#include <tuple>
#include <unordered_map>

#include "waymark/base/strings.h"
#include "waymark/index/adjacency.h"
#include "waymark/model/asset_json.h"

#include "side_files.h"
#include "workers.h"

namespace waymark {
namespace {

constexpr std::string_view kMembersRead[] = {"product_keys", "upstream"};

// What one document says.
struct Lines {
  std::uint32_t document = 0;
  std::vector<Neighbour> upstream;
  std::vector<std::string> products;
};

struct Read {
  SideFiles files;
  std::vector<Lines> lines;
};

// Whether a document can have neighbours or products: most of the others are never parsed.
class Candidates {
 public:
  explicit Candidates(const Columns& columns)
      : has_(columns.field(row_of("has"))), product_(columns.field(row_of("product"))) {
    for (std::uint32_t i = 0; i < has_.dictionary.size(); ++i)
      if (has_.dictionary[i] == "lineage") lineage_ = i;
  }
  bool contains(std::uint32_t document) const {
    const auto parts = has_.of(document);
    return !product_.of(document).empty() || std::find(parts.begin(), parts.end(), lineage_) != parts.end();
  }

 private:
  static std::size_t row_of(std::string_view name) {
    return static_cast<std::size_t>(find_field(name) - fields().data());
  }
  const FieldColumn& has_;
  const FieldColumn& product_;
  std::uint32_t lineage_ = Adjacency::kNone;
};

Status read_shard(const std::filesystem::path& prefix, Read& into) {
  auto files = SideFiles::open(prefix);
  if (!files) return fail(files.error());
  into.files = std::move(*files);
  const Candidates candidates(into.files.columns);
  for (std::uint32_t d = 0; d < into.files.columns.size(); ++d) {
    if (!candidates.contains(d)) continue;
    auto asset = asset_from_json(into.files.documents[d], kMembersRead);
    if (!asset) return fail(asset.error());
    if (asset->upstream.empty() && asset->product_keys.empty()) continue;
    asset->upstream.shrink_to_fit();
    into.lines.push_back({d, std::move(asset->upstream), std::move(asset->product_keys)});
  }
  return {};
}

// Texts that many edges share, each once.
class Dictionary {
 public:
  Dictionary() { number(""); }
  std::uint32_t number(std::string text) {
    const auto [found, added] =
        numbers_.try_emplace(std::move(text), static_cast<std::uint32_t>(numbers_.size()));
    if (added) texts_.add(found->first);
    return found->second;
  }
  void write(SectionWriter& out, std::string_view name) const { texts_.write(out, name); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  TextArrayWriter texts_;
};

struct Node {
  std::string_view name, key;  // Of the mapped columns.
  std::uint32_t shard = 0, document = 0;
};

struct RawEdge {
  std::uint32_t from, to, about, columns;
  std::int64_t at;

  auto operator<=>(const RawEdge&) const = default;
};

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// `pairs` sorted by their first: where those of each node begin, and the seconds.
void write_rows(SectionWriter& out, const std::string& begin_name, const std::string& name, std::size_t nodes,
                const Pairs& pairs) {
  std::vector<std::uint32_t> begin(nodes + 1, 0), values;
  values.reserve(pairs.size());
  for (const auto& [node, value] : pairs) {
    ++begin[node + 1];
    values.push_back(value);
  }
  for (std::size_t i = 0; i < nodes; ++i) begin[i + 1] += begin[i];
  out.add(begin_name, begin);
  out.add(name, values);
}

class Graph {
 public:
  explicit Graph(std::deque<Read> shards) : shards_(std::move(shards)) {
    collect_keys();
    number_nodes();
    collect_edges();
  }

  Status write(const std::filesystem::path& path) {
    auto out = SectionWriter::create(path);
    if (!out) return fail(out.error());
    write_nodes(*out);
    write_edges(*out);
    std::sort(products_.begin(), products_.end());
    products_.erase(std::unique(products_.begin(), products_.end()), products_.end());
    write_rows(*out, "product.begin", "product.node", nodes_.size(), products_);
    for (auto& [node, product] : products_) std::swap(node, product);
    std::sort(products_.begin(), products_.end());
    write_rows(*out, "member.begin", "member.node", nodes_.size(), products_);
    return out->finish();
  }

 private:
  void collect_keys() {
    for (const Read& shard : shards_)
      for (const Lines& lines : shard.lines) {
        numbers_.emplace(shard.files.columns.keys[lines.document], Adjacency::kNone);
        for (const Neighbour& one : lines.upstream) numbers_.emplace(one.key, Adjacency::kNone);
        for (const std::string& product : lines.products) numbers_.emplace(product, Adjacency::kNone);
      }
  }

  void number_nodes() {
    for (std::uint32_t s = 0; s < shards_.size(); ++s) {
      const Columns& columns = shards_[s].files.columns;
      for (std::uint32_t d = 0; d < columns.size(); ++d)
        if (numbers_.contains(columns.keys[d]))
          nodes_.push_back({columns.sort_names[d], columns.keys[d], s, d});
    }
    std::sort(nodes_.begin(), nodes_.end(),
              [](const Node& a, const Node& b) { return std::tie(a.name, a.key) < std::tie(b.name, b.key); });
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) numbers_.find(nodes_[i].key)->second = i;
  }

  void collect_edges() {
    for (Read& shard : shards_)
      for (Lines& lines : shard.lines) {
        const std::uint32_t to = numbers_.find(shard.files.columns.keys[lines.document])->second;
        for (Neighbour& one : lines.upstream)
          if (const std::uint32_t from = numbers_.find(one.key)->second;
              from != Adjacency::kNone && from != to)
            edges_.push_back({from, to, abouts_.number(one.kind + "\x1f" + join(one.sources, "\x1f")),
                              columns_.number(std::move(one.columns)),
                              one.at ? std::int64_t{one.at->time_since_epoch().count()} : 0});
        for (const std::string& product : lines.products)
          if (const std::uint32_t node = numbers_.find(product)->second;
              node != Adjacency::kNone && node != to)
            products_.emplace_back(to, node);
      }
    std::sort(edges_.begin(), edges_.end());
  }

  void write_nodes(SectionWriter& out) {
    std::vector<std::uint32_t> shard, document, by_key;
    std::vector<std::uint8_t> type;
    const std::size_t row = static_cast<std::size_t>(find_field("type") - fields().data());
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      const Node& node = nodes_[i];
      shard.push_back(node.shard), document.push_back(node.document), by_key.push_back(i);
      const FieldColumn& types = shards_[node.shard].files.columns.field(row);
      const auto values = types.of(node.document);
      const auto known = values.empty() ? std::nullopt : parse_type(types.dictionary[values.front()]);
      type.push_back(static_cast<std::uint8_t>(known.value_or(AssetType::Table)));
    }
    std::sort(by_key.begin(), by_key.end(),
              [&](std::uint32_t a, std::uint32_t b) { return nodes_[a].key < nodes_[b].key; });
    write_texts(out, "key", nodes_.size(), [&](std::size_t i) { return nodes_[i].key; });
    out.add("shard", shard);
    out.add("document", document);
    out.add("type", type);
    out.add("by_key", by_key);
  }

  void write_edges(SectionWriter& out) {
    Pairs down;
    std::vector<std::uint32_t> about, columns;
    std::vector<std::int64_t> at;
    std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> up;
    for (std::uint32_t i = 0; i < edges_.size(); ++i) {
      const RawEdge& edge = edges_[i];
      down.emplace_back(edge.from, edge.to);
      about.push_back(edge.about), columns.push_back(edge.columns), at.push_back(edge.at);
      up.emplace_back(edge.to, edge.from, i);
    }
    write_rows(out, "down.begin", "down.to", nodes_.size(), down);
    out.add("edge.about", about);
    out.add("edge.columns", columns);
    out.add("edge.at", at);
    std::sort(up.begin(), up.end());
    Pairs from;
    std::vector<std::uint32_t> edge_of;
    for (const auto& [to, source, edge] : up) {
      from.emplace_back(to, source);
      edge_of.push_back(edge);
    }
    write_rows(out, "up.begin", "up.from", nodes_.size(), from);
    out.add("up.edge", edge_of);
    abouts_.write(out, "about.text");
    columns_.write(out, "columns.text");
  }

  std::deque<Read> shards_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;  // Views of `shards_`.
  std::vector<Node> nodes_;
  std::vector<RawEdge> edges_;
  Pairs products_;  // Node and product.
  Dictionary abouts_, columns_;
};

}  // namespace

Status write_adjacency(const std::filesystem::path& folder, std::span<const ShardInfo> shards,
                       std::size_t threads) {
  std::deque<Read> read(shards.size());
  const Status done = for_each_item(
      threads, shards.size(), [&](std::size_t i) { return read_shard(folder / shards[i].name, read[i]); });
  if (!done) return fail("gathering lineage", done.error());
  return Graph(std::move(read)).write(folder / kAdjacencyFile);
}

}  // namespace waymark
