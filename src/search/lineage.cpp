#include "waymark/search/lineage.h"

#include "waymark/search/viewer.h"

#include "lineage_nodes.h"
#include "lineage_picture.h"

namespace waymark {
namespace {

// Edges that may be looked at for one answer: some tens of milliseconds at the very worst.
constexpr std::size_t kMostEdges = 1'000'000;

class LineageAnswer {
 public:
  LineageAnswer(const AccessView& view, const LineageRequest& request)
      : view_(view), request_(request), graph_(view), columns_(graph_) {
    if (request.level == LineageLevel::Asset) own_ = asset_space(graph_);
    if (request.level == LineageLevel::Product) own_ = product_space(graph_);
    space_ = own_ ? own_.get() : &columns_;
  }

  // Whether lineage knows the asset, under its own key.
  bool knows(std::string_view key) const { return graph_.find(key) != Adjacency::kNone; }

  Result<std::optional<Lineage>> around(std::string_view key) {
    const std::uint32_t root = id_of(key);
    if (root == Adjacency::kNone) return std::optional<Lineage>();
    WalkBudget budget(kMostEdges);
    LineagePicture picture(*space_, request_, budget);
    picture.show_around(root);
    return finish(picture, root);
  }

  Result<std::optional<Lineage>> paths(std::string_view key, std::string_view goal) {
    const std::uint32_t root = id_of(key), end = id_of(goal);
    if (root == Adjacency::kNone || end == Adjacency::kNone) return std::optional<Lineage>();
    WalkBudget budget(kMostEdges);
    LineagePicture picture(*space_, request_, budget);
    picture.show_paths(root, end);
    return finish(picture, root);
  }

  // Nothing is known of its lineage. Of an asset in no product there is nothing to show at that level.
  std::optional<Lineage> alone(const Asset& asset) const {
    if (request_.level == LineageLevel::Product && asset.type != AssetType::DataProduct) return std::nullopt;
    Lineage lineage;
    lineage.nodes.emplace_back().asset = asset;
    lineage.nodes.front().column = request_.column;
    if (request_.impact) lineage.impact.emplace();
    return lineage;
  }

 private:
  std::uint32_t id_of(std::string_view key) {
    const std::uint32_t node = graph_.find(key);
    if (node == Adjacency::kNone || request_.level == LineageLevel::Asset) return node;
    return request_.level == LineageLevel::Product ? graph_.product_of(node)
                                                   : columns_.id_of(node, request_.column);
  }

  Result<std::optional<Lineage>> finish(LineagePicture& picture, std::uint32_t root) {
    Lineage lineage = picture.take();
    for (std::size_t i = 0; i < lineage.nodes.size(); ++i) {
      auto card = card_of(view_, graph_, picture.node(i));
      if (!card) return fail("reading a stored asset", card.error());
      lineage.nodes[i].asset = std::move(*card);
    }
    if (!request_.impact) return std::optional<Lineage>(std::move(lineage));
    auto impact = impact_at(root);
    if (!impact) return fail(impact.error());
    lineage.impact = std::move(*impact);
    return std::optional<Lineage>(std::move(lineage));
  }

  // Of a product: of everything in it.
  Result<LineageImpact> impact_at(std::uint32_t root) {
    if (request_.level != LineageLevel::Product) return impact_of(view_, *space_, std::vector{root});
    std::vector<std::uint32_t> roots{root};
    for (const std::uint32_t member : graph_.graph().members(root))
      if (graph_.sees(member)) roots.push_back(member);
    return impact_of(view_, *asset_space(graph_), roots);
  }

  const AccessView& view_;
  const LineageRequest& request_;
  const VisibleGraph graph_;
  ColumnSpace columns_;
  std::unique_ptr<LineageSpace> own_;
  LineageSpace* space_ = nullptr;
};

}  // namespace

Result<std::optional<Lineage>> Viewer::lineage(const LineageRequest& request) const {
  LineageAnswer answer(*view_, request);
  // Records are read only of what lineage does not know by its key: a hub's takes longer than the walk.
  std::string keys[2] = {request.key, request.path_to};
  std::optional<Asset> unknown;
  for (std::string& key : keys) {
    if (key.empty() || answer.knows(key)) continue;
    auto found = asset(key);
    if (!found) return fail(found.error());
    if (!*found) return std::optional<Lineage>();
    key = (*found)->key;
    if (&key == keys && !answer.knows(key)) unknown = std::move(*found);
  }
  if (unknown) return answer.alone(*unknown);
  if (keys[1].empty()) return answer.around(keys[0]);
  if (answer.knows(keys[1])) return answer.paths(keys[0], keys[1]);
  LineageRequest root_alone = request;
  root_alone.up = root_alone.down = 0;
  return LineageAnswer(*view_, root_alone).around(keys[0]);
}

}  // namespace waymark
