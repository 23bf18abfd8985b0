#include "write_adjacency.h"

#include <algorithm>
#include <deque>
#include <tuple>
#include <unordered_map>

#include "waymark/index/adjacency.h"

#include "lines.h"
#include "side_files.h"

namespace waymark {
namespace {

// Texts that many edges share, each once. They are views of the files read.
class Dictionary {
 public:
  Dictionary() { number(""); }
  std::uint32_t number(std::string_view text) {
    const auto [found, added] = numbers_.try_emplace(text, static_cast<std::uint32_t>(numbers_.size()));
    if (added) texts_.add(text);
    return found->second;
  }
  void write(SectionWriter& out, std::string_view name) const { texts_.write(out, name); }

 private:
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  TextArrayWriter texts_;
};

struct Node {
  std::string_view name, key;  // Of the mapped columns.
  std::uint32_t shard = 0, document = 0, name_number = 0;
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
  explicit Graph(const std::deque<SideFiles>& shards) : shards_(shards) {}

  Status gather() {
    for (const SideFiles& shard : shards_)
      for (std::uint32_t d = 0; d < shard.columns.size(); ++d)
        if (!take(shard, d))
          return fail(ErrorCode::Unreadable,
                      "the lineage of " + std::string(shard.columns.keys[d]) + " is damaged");
    number_nodes();
    rename_ends();
    return {};
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
  // Until all keys are known, ends are numbers of names: keys in the order in which they are met.
  std::uint32_t named(std::string_view key) {
    return names_.try_emplace(key, static_cast<std::uint32_t>(names_.size())).first->second;
  }

  bool take(const SideFiles& shard, std::uint32_t document) {
    const std::string_view record = shard.lines[document];
    if (record.empty()) return true;
    const std::uint32_t to = named(shard.columns.keys[document]);
    return each_line(
        record,
        [&](const LineIn& line) {
          edges_.push_back(
              {named(line.from), to, abouts_.number(line.about), columns_.number(line.columns), line.at});
        },
        [&](std::string_view product) { products_.emplace_back(to, named(product)); });
  }

  void number_nodes() {
    for (std::uint32_t s = 0; s < shards_.size(); ++s) {
      const Columns& columns = shards_[s].columns;
      for (std::uint32_t d = 0; d < columns.size(); ++d)
        if (const auto name = names_.find(columns.keys[d]); name != names_.end())
          nodes_.push_back({columns.sort_names[d], columns.keys[d], s, d, name->second});
    }
    std::sort(nodes_.begin(), nodes_.end(),
              [](const Node& a, const Node& b) { return std::tie(a.name, a.key) < std::tie(b.name, b.key); });
  }

  // What leads to something that is not there, or to itself, is no edge.
  void rename_ends() {
    std::vector<std::uint32_t> node_of(names_.size(), Adjacency::kNone);
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) node_of[nodes_[i].name_number] = i;
    for (RawEdge& edge : edges_) edge.from = node_of[edge.from], edge.to = node_of[edge.to];
    for (auto& [node, product] : products_) node = node_of[node], product = node_of[product];
    std::erase_if(edges_,
                  [](const RawEdge& edge) { return edge.from == Adjacency::kNone || edge.from == edge.to; });
    std::erase_if(products_, [](const auto& pair) {
      return pair.second == Adjacency::kNone || pair.first == pair.second;
    });
    std::sort(edges_.begin(), edges_.end());
  }

  void write_nodes(SectionWriter& out) {
    std::vector<std::uint32_t> shard, document, by_key;
    std::vector<std::uint8_t> type;
    const std::size_t row = static_cast<std::size_t>(find_field("type") - fields().data());
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      const Node& node = nodes_[i];
      shard.push_back(node.shard), document.push_back(node.document), by_key.push_back(i);
      const FieldColumn& types = shards_[node.shard].columns.field(row);
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

  const std::deque<SideFiles>& shards_;
  std::unordered_map<std::string_view, std::uint32_t> names_;  // Views of `shards_`.
  std::vector<Node> nodes_;
  std::vector<RawEdge> edges_;
  Pairs products_;  // Node and product.
  Dictionary abouts_, columns_;
};

}  // namespace

Status write_adjacency(const std::filesystem::path& folder, std::span<const ShardInfo> shards) {
  std::deque<SideFiles> files;
  for (const ShardInfo& shard : shards) {
    auto opened = SideFiles::open(folder / shard.name);
    if (!opened) return fail("gathering lineage", opened.error());
    files.push_back(std::move(*opened));
  }
  Graph graph(files);
  if (const Status gathered = graph.gather(); !gathered) return fail("gathering lineage", gathered.error());
  return graph.write(folder / kAdjacencyFile);
}

}  // namespace waymark
