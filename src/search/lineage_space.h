// lineage_space.h - the three graphs lineage is walked in: assets, data products, columns. Each shows only
// what its viewer may see.
//
// Ids are small numbers; of assets and products they are nodes of the Adjacency, columns get theirs as they
// are met.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "waymark/search/lineage.h"

#include "access_view.h"
#include "filters.h"

namespace waymark {

// The generation's graph as one viewer sees it.
class VisibleGraph {
 public:
  explicit VisibleGraph(const AccessView& view);

  const Adjacency& graph() const { return graph_; }
  bool sees(std::uint32_t node) const { return view_shard_[graph_.shard[node]] != kHidden; }
  // Of a visible node.
  DocumentRef document(std::uint32_t node) const {
    return {view_shard_[graph_.shard[node]], graph_.document[node]};
  }
  std::uint32_t find(std::string_view key) const;  // Adjacency::kNone when hidden or without lineage.
  // The data product a node is, or the first it is in; kNone when there is none.
  std::uint32_t product_of(std::uint32_t node) const;
  bool has_pipelines() const { return has_pipelines_; }

 private:
  static constexpr std::uint32_t kHidden = Adjacency::kNone;
  const Adjacency& graph_;
  std::vector<std::uint32_t> view_shard_;  // By shard of the generation.
  bool has_pipelines_ = false;
};

// Edges a walk may look at; past that it ends early and says so.
class WalkBudget {
 public:
  explicit WalkBudget(std::size_t edges) : left_(edges) {}
  void spend(std::size_t edges) { left_ -= std::min(left_, edges); }
  bool spent() const { return left_ == 0; }

 private:
  std::size_t left_;
};

class LineageSpace {
 public:
  explicit LineageSpace(const VisibleGraph& graph) : graph_(graph) {}
  virtual ~LineageSpace() = default;
  LineageSpace(const LineageSpace&) = delete;
  LineageSpace& operator=(const LineageSpace&) = delete;

  // The visible neighbours, each once, in order.
  virtual void neighbours(std::uint32_t id, bool up, WalkBudget& budget,
                          std::vector<std::uint32_t>& into) = 0;
  virtual std::uint32_t node(std::uint32_t id) const { return id; }
  virtual std::string_view column(std::uint32_t) const { return {}; }
  virtual bool before(std::uint32_t a, std::uint32_t b) const {
    return a < b;
  }  // By name, then key, then column.
  // What is said of the edge between two ids: one entry for each kind.
  virtual std::vector<LineageEdge> edges(std::uint32_t from, std::uint32_t to) const;
  const VisibleGraph& visible() const { return graph_; }

 protected:
  LineageEdge edge(std::uint32_t number) const;
  const VisibleGraph& graph_;
};

std::unique_ptr<LineageSpace> asset_space(const VisibleGraph& graph);
// Products are neighbours when data goes from an asset of one to an asset of the other, straight or through
// what is in no product.
std::unique_ptr<LineageSpace> product_space(const VisibleGraph& graph);

class ColumnSpace : public LineageSpace {
 public:
  using LineageSpace::LineageSpace;
  std::uint32_t id_of(std::uint32_t node, std::string_view column);  // In any case.

  void neighbours(std::uint32_t id, bool up, WalkBudget& budget, std::vector<std::uint32_t>& into) override;
  std::uint32_t node(std::uint32_t id) const override { return columns_[id].node; }
  std::string_view column(std::uint32_t id) const override { return columns_[id].name; }
  bool before(std::uint32_t a, std::uint32_t b) const override;
  std::vector<LineageEdge> edges(std::uint32_t from, std::uint32_t to) const override;

 private:
  struct ColumnOf {
    std::uint32_t node = 0;
    std::string name, folded;
  };
  std::vector<ColumnOf> columns_;
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> ids_;
};

}  // namespace waymark
