#include "lineage_space.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

class AssetSpace : public LineageSpace {
 public:
  using LineageSpace::LineageSpace;
  void neighbours(std::uint32_t id, bool up, WalkBudget& budget, std::vector<std::uint32_t>& into) override {
    const auto all = up ? graph_.graph().from(id) : graph_.graph().to(id);
    budget.spend(all.size() + 1);
    into.clear();
    for (const std::uint32_t one : all)
      if ((into.empty() || into.back() != one) && graph_.sees(one)) into.push_back(one);
  }
};

class ProductSpace : public LineageSpace {
 public:
  using LineageSpace::LineageSpace;

  void neighbours(std::uint32_t id, bool up, WalkBudget& budget, std::vector<std::uint32_t>& into) override {
    const auto [known, added] = known_.try_emplace({id, up});
    if (added) known->second = find(id, up, budget);
    into = known->second;
  }

  std::vector<LineageEdge> edges(std::uint32_t from, std::uint32_t to) const override {
    std::vector<LineageEdge> stated = LineageSpace::edges(from, to);
    if (stated.empty()) stated.emplace_back().kind = "derived";
    return stated;
  }

 private:
  // From everything in the product as far as to what is in another.
  std::vector<std::uint32_t> find(std::uint32_t product, bool up, WalkBudget& budget) const {
    const Adjacency& graph = graph_.graph();
    std::vector<std::uint32_t> found, waiting{product};
    for (const std::uint32_t member : graph.members(product))
      if (graph_.sees(member)) waiting.push_back(member);
    std::unordered_set<std::uint32_t> seen(waiting.begin(), waiting.end());
    while (!waiting.empty() && !budget.spent()) {
      const std::uint32_t at = waiting.back();
      waiting.pop_back();
      const auto next = up ? graph.from(at) : graph.to(at);
      budget.spend(next.size() + 1);
      for (const std::uint32_t one : next)
        if (graph_.sees(one) && seen.insert(one).second && !add_products(one, product, found))
          waiting.push_back(one);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  // False when it is in none.
  bool add_products(std::uint32_t node, std::uint32_t but, std::vector<std::uint32_t>& found) const {
    const Adjacency& graph = graph_.graph();
    if (graph.type(node) == AssetType::DataProduct) return found.push_back(node), true;
    bool any = false;
    for (const std::uint32_t product : graph.products(node)) {
      if (!graph_.sees(product)) continue;
      any = true;
      if (product != but) found.push_back(product);
    }
    return any;
  }

  std::map<std::pair<std::uint32_t, bool>, std::vector<std::uint32_t>> known_;
};

// Calls `visit(from, to)` for each pair of a packed text.
template <typename Visit>
void each_pair(std::string_view packed, const Visit& visit) {
  while (!packed.empty()) {
    const std::string_view line = packed.substr(0, packed.find('\n'));
    packed.remove_prefix(std::min(packed.size(), line.size() + 1));
    const std::size_t tab = line.find('\t');
    visit(line.substr(0, tab), tab == std::string_view::npos ? line : line.substr(tab + 1));
  }
}

}  // namespace

VisibleGraph::VisibleGraph(const AccessView& view) : graph_(view.generation().lineage()) {
  const auto& all = view.generation().shards();
  view_shard_.assign(all.size(), kHidden);
  for (std::uint32_t i = 0; i < view.shards().size(); ++i)
    view_shard_[static_cast<std::size_t>(view.shards()[i] - all.data())] = i;
  const auto pipeline = static_cast<std::uint8_t>(AssetType::Pipeline);
  has_pipelines_ = std::find(graph_.types.begin(), graph_.types.end(), pipeline) != graph_.types.end();
}

std::uint32_t VisibleGraph::find(std::string_view key) const {
  const std::uint32_t node = graph_.find(key);
  return node != Adjacency::kNone && sees(node) ? node : Adjacency::kNone;
}

std::uint32_t VisibleGraph::product_of(std::uint32_t node) const {
  if (graph_.type(node) == AssetType::DataProduct) return node;
  for (const std::uint32_t product : graph_.products(node))
    if (sees(product)) return product;
  return Adjacency::kNone;
}

LineageEdge LineageSpace::edge(std::uint32_t number) const {
  const Adjacency& graph = graph_.graph();
  std::vector<std::string> about = split(graph.about(number), '\x1f');
  LineageEdge made;
  made.kind = about.front();
  for (std::size_t i = 1; i < about.size(); ++i)
    if (!about[i].empty()) made.sources.push_back(std::move(about[i]));
  if (graph.at(number) != 0) made.at = Time(Seconds(graph.at(number)));
  const std::string_view columns = graph.columns(number);
  if (!columns.empty())
    made.columns = 1 + static_cast<std::size_t>(std::count(columns.begin(), columns.end(), '\n'));
  return made;
}

std::vector<LineageEdge> LineageSpace::edges(std::uint32_t from, std::uint32_t to) const {
  const auto all = graph_.graph().to(from);
  std::vector<LineageEdge> found;
  for (auto at = std::lower_bound(all.begin(), all.end(), to); at != all.end() && *at == to; ++at)
    found.push_back(edge(graph_.graph().first_edge(from) + static_cast<std::uint32_t>(at - all.begin())));
  return found;
}

std::unique_ptr<LineageSpace> asset_space(const VisibleGraph& graph) {
  return std::make_unique<AssetSpace>(graph);
}
std::unique_ptr<LineageSpace> product_space(const VisibleGraph& graph) {
  return std::make_unique<ProductSpace>(graph);
}

std::uint32_t ColumnSpace::id_of(std::uint32_t node, std::string_view column) {
  std::string folded = lower(column);
  const auto [found, added] = ids_.try_emplace({node, folded}, static_cast<std::uint32_t>(columns_.size()));
  if (added) columns_.push_back({node, std::string(column), std::move(folded)});
  return found->second;
}

bool ColumnSpace::before(std::uint32_t a, std::uint32_t b) const {
  return std::tie(columns_[a].node, columns_[a].folded) < std::tie(columns_[b].node, columns_[b].folded);
}

void ColumnSpace::neighbours(std::uint32_t id, bool up, WalkBudget& budget,
                             std::vector<std::uint32_t>& into) {
  const Adjacency& graph = graph_.graph();
  const std::uint32_t node = columns_[id].node;
  const std::string wanted = columns_[id].folded;
  const auto all = up ? graph.from(node) : graph.to(node);
  into.clear();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!graph_.sees(all[i])) continue;
    const std::uint32_t edge =
        up ? graph.edges_into(node)[i] : graph.first_edge(node) + static_cast<std::uint32_t>(i);
    budget.spend(1 + graph.columns(edge).size() / 16);
    each_pair(graph.columns(edge), [&](std::string_view from, std::string_view to) {
      if (same_ignoring_case(up ? to : from, wanted)) into.push_back(id_of(all[i], up ? from : to));
    });
  }
  std::sort(into.begin(), into.end(), [this](std::uint32_t a, std::uint32_t b) { return before(a, b); });
  into.erase(std::unique(into.begin(), into.end()), into.end());
}

std::vector<LineageEdge> ColumnSpace::edges(std::uint32_t from, std::uint32_t to) const {
  const Adjacency& graph = graph_.graph();
  const auto all = graph.to(columns_[from].node);
  std::vector<LineageEdge> found;
  for (auto at = std::lower_bound(all.begin(), all.end(), columns_[to].node);
       at != all.end() && *at == columns_[to].node; ++at) {
    const std::uint32_t number =
        graph.first_edge(columns_[from].node) + static_cast<std::uint32_t>(at - all.begin());
    bool joined = false;
    each_pair(graph.columns(number), [&](std::string_view one, std::string_view other) {
      joined |=
          same_ignoring_case(one, columns_[from].folded) && same_ignoring_case(other, columns_[to].folded);
    });
    if (!joined) continue;
    found.push_back(edge(number));
    found.back().columns = 0;
  }
  return found;
}

}  // namespace waymark
