// lineage.h - the graph around one asset: where its data comes from, where it goes, and what a change would
// touch.
//
//   Result<std::optional<Lineage>> graph = viewer.lineage({.key = "t_…", .up = 2, .down = 3});
//
// The graph is the one an index without the assets this caller may not see would have: no hidden nodes, no
// edges to them, and no edges that lead around them. What counts as a step, and what each level means:
// docs/derivations.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "waymark/base/time.h"
#include "waymark/model/asset.h"

namespace waymark {

enum class LineageLevel : std::uint8_t { Asset, Product, Column };

struct LineageRequest {
  std::string key;  // Or an alias key. At the level of products: of a product, or of what is in one.
  std::size_t up = 1, down = 1;  // Steps.
  std::size_t max_nodes = 150;   // The root included.
  LineageLevel level = LineageLevel::Asset;
  std::string column;  // Of the asset; at the level of columns alone. In any case.
  std::vector<AssetType>
      types;  // Only these are shown, the root apart; walks lead through the others. Empty: all.
  bool impact = false;
  std::string path_to;  // Instead of the surroundings: the shortest ways to this asset.
};

struct LineageNode {
  Asset asset;         // The members of a card; no columns, no neighbours.
  std::string column;  // At the level of columns.
  std::size_t depth = 0;
  bool upstream = false;                   // Of the root; the nearer side where it is on both.
  std::size_t more_up = 0, more_down = 0;  // Visible neighbours that are not among the nodes.
};

struct LineageEdge {
  std::size_t from = 0, to = 0;  // Into Lineage::nodes.
  std::string kind;  // Of the model; "derived" between products, "path" past what `types` left out.
  std::vector<std::string> sources;  // Who says so.
  std::vector<std::string> via;      // Keys of the pipelines that do it, or of what was left out on the way.
  std::optional<Time> at;            // When a feed last saw it at work.
  std::size_t columns = 0;           // Pairs of columns that are known.
};

struct LineageOwner {
  std::string key, name;
};

// Everything downstream, however far. `assets` are neither products nor dashboards and reports.
struct LineageImpact {
  std::size_t assets = 0, products = 0, dashboards = 0;
  std::size_t owners_total = 0;
  std::vector<LineageOwner> owners;  // By name; the first hundred.
  bool exact = true;                 // Else there is more than was looked at.
};

struct Lineage {
  std::vector<LineageNode> nodes;            // The root, then by depth, name and key.
  std::vector<LineageEdge> edges;            // By the keys and columns of their ends, then kind.
  std::size_t total_up = 0, total_down = 0;  // Within the steps asked for, the root apart.
  bool exact = true;                         // Else the totals are "at least".
  bool truncated = false;                    // Some of those are not among the nodes.
  bool cycle = false;                        // The nodes and edges hold one.
  std::optional<LineageImpact> impact;
  std::vector<std::vector<std::size_t>>
      paths;                   // Nodes in the direction of the data; shortest first, at most five.
  bool paths_lead_up = false;  // The data comes from `path_to`.
};

}  // namespace waymark
