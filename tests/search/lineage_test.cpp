#include "waymark/search/lineage.h"

#include <map>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "waymark/base/strings.h"
#include "waymark/model/asset_json.h"

#include "index_fixture.h"

namespace waymark {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_support::publish_assets;
using testing_support::table;
using testing_support::TemporaryFolder;

// Assets by name, and who takes data from whom.
class Graph {
 public:
  Asset& add(const std::string& name, AssetType type = AssetType::Table) {
    Asset& asset = assets_[name];
    if (!asset.key.empty()) return asset;
    asset = table(name);
    asset.type = type;
    if (type != AssetType::Table) asset.key = asset_key(info(type).letter, asset.match_key);
    return asset;
  }
  void flow(const std::string& from, const std::string& to, const std::string& columns = "",
            const std::string& kind = "data", const std::string& source = "dbt") {
    const std::string from_key = add(from).key, to_key = add(to).key;
    add(to).upstream.push_back(
        {.key = from_key, .kind = kind, .sources = {source}, .columns = columns, .at = {}});
    add(from).downstream.push_back(
        {.key = to_key, .kind = kind, .sources = {source}, .columns = {}, .at = {}});
  }
  void put_in(const std::string& name, const std::string& product) {
    Asset& whole = add(product, AssetType::DataProduct);
    Asset& part = add(name);
    part.products.push_back(product), part.product_keys.push_back(whole.key),
        part.within.push_back(whole.key);
  }
  void hide(const std::string& name) { add(name).access.level = 3; }

  std::vector<Asset> all() const {
    std::vector<Asset> list;
    for (const auto& [name, asset] : assets_) list.push_back(asset);
    return list;
  }
  // As if what is hidden had never been.
  std::vector<Asset> open() const {
    std::set<std::string> hidden;
    for (const auto& [name, asset] : assets_)
      if (asset.access.level == 3) hidden.insert(asset.key);
    std::vector<Asset> list;
    for (const auto& [name, asset] : assets_) {
      if (hidden.contains(asset.key)) continue;
      Asset copy = asset;
      for (auto* side : {&copy.upstream, &copy.downstream})
        std::erase_if(*side, [&](const Neighbour& one) { return hidden.contains(one.key); });
      list.push_back(std::move(copy));
    }
    return list;
  }
  std::string key(const std::string& name) const { return assets_.at(name).key; }

 private:
  std::map<std::string, Asset> assets_;
};

const Access kInternal{.clearance = 1, .groups = {}, .everything = false};

class LineageTest : public testing::Test {
 protected:
  void publish(const std::vector<Asset>& assets) {
    publish_assets(assets, folder_.path());
    index_ = std::make_unique<SearchIndex>(folder_.path());
  }
  Lineage ask(const LineageRequest& request, const Access& access = Access::all()) {
    const auto viewer = index_->view(access);
    EXPECT_TRUE(viewer);
    const auto found = viewer->lineage(request);
    EXPECT_TRUE(found);
    EXPECT_TRUE(*found) << "nothing there";
    return found && *found ? **found : Lineage{.nodes = std::vector<LineageNode>(1)};
  }
  static std::vector<std::string> names(const Lineage& lineage) {
    std::vector<std::string> out;
    for (const LineageNode& node : lineage.nodes)
      out.push_back(std::to_string(node.depth) + " " + node.asset.name +
                    (node.column.empty() ? "" : "." + node.column));
    return out;
  }
  static std::vector<std::string> edges(const Lineage& lineage) {
    std::vector<std::string> out;
    for (const LineageEdge& edge : lineage.edges)
      out.push_back(lineage.nodes[edge.from].asset.name + ">" + lineage.nodes[edge.to].asset.name + " " +
                    edge.kind);
    std::sort(out.begin(), out.end());
    return out;
  }

  Graph graph_;
  TemporaryFolder folder_;
  std::unique_ptr<SearchIndex> index_;
};

TEST_F(LineageTest, NodesComeByDistanceThenName) {
  graph_.flow("zebra", "middle"), graph_.flow("apple", "middle"), graph_.flow("middle", "mango");
  graph_.flow("first", "apple"), graph_.flow("mango", "last");
  publish(graph_.all());
  const Lineage near = ask({.key = graph_.key("middle")});
  EXPECT_THAT(names(near), ElementsAre("0 middle", "1 apple", "1 mango", "1 zebra"));
  EXPECT_EQ(near.nodes[1].more_up, 1U);
  EXPECT_EQ(near.nodes[2].more_down, 1U);
  EXPECT_FALSE(near.truncated);
  const Lineage far = ask({.key = graph_.key("middle"), .up = 2, .down = 0});
  EXPECT_THAT(names(far), ElementsAre("0 middle", "1 apple", "1 zebra", "2 first"));
  EXPECT_EQ(far.total_up, 3U);
  EXPECT_EQ(far.total_down, 0U);
  EXPECT_EQ(far.nodes[0].more_down, 1U);
  EXPECT_THAT(edges(far), ElementsAre("apple>middle data", "first>apple data", "zebra>middle data"));
}

TEST_F(LineageTest, WhatIsHiddenIsNotEvenBridged) {
  graph_.flow("a", "secret"), graph_.flow("secret", "b"), graph_.flow("a", "c");
  graph_.hide("secret");
  publish(graph_.all());
  const Lineage seen = ask({.key = graph_.key("a"), .up = 5, .down = 5, .impact = true}, kInternal);
  EXPECT_THAT(names(seen), ElementsAre("0 a", "1 c"));
  EXPECT_EQ(seen.total_down, 1U);
  EXPECT_EQ(seen.nodes[0].more_down, 0U);
  EXPECT_EQ(seen.impact->assets, 1U);
  EXPECT_THAT(ask({.key = graph_.key("a"), .path_to = graph_.key("b")}, kInternal).paths, IsEmpty());
  EXPECT_THAT(ask({.key = graph_.key("a"), .path_to = graph_.key("b")}).paths, testing::SizeIs(1));
  EXPECT_FALSE(*index_->view(kInternal)->lineage({.key = graph_.key("a"), .path_to = graph_.key("secret")}));
}

TEST_F(LineageTest, ACutTellsWhatItLeavesOutAndIsFairToBothSides) {
  for (int i = 0; i < 30; ++i) graph_.flow("hub", "out" + std::to_string(100 + i));
  graph_.flow("z_source", "hub");
  publish(graph_.all());
  const Lineage cut = ask({.key = graph_.key("hub"), .max_nodes = 11});
  ASSERT_EQ(cut.nodes.size(), 11U);
  EXPECT_TRUE(cut.truncated);
  EXPECT_EQ(cut.total_down, 30U);
  EXPECT_EQ(cut.nodes[0].more_up, 0U) << "the one source gave way to thirty consumers";
  EXPECT_EQ(cut.nodes[0].more_down, 21U);
  EXPECT_EQ(cut.nodes[1].asset.name, "out100");
}

TEST_F(LineageTest, ACycleEndsAndIsTold) {
  graph_.flow("a", "b"), graph_.flow("b", "a");
  publish(graph_.all());
  const Lineage lineage = ask({.key = graph_.key("a"), .up = 50, .down = 50});
  EXPECT_THAT(names(lineage), ElementsAre("0 a", "1 b"));
  EXPECT_THAT(edges(lineage), ElementsAre("a>b data", "b>a data"));
  EXPECT_TRUE(lineage.cycle);
}

TEST_F(LineageTest, TwoKindsOfOneFlowAreTwoEdgesEachWithItsSource) {
  graph_.flow("a", "b", "", "data", "dbt"), graph_.flow("a", "b", "", "job", "openlineage");
  publish(graph_.all());
  const Lineage lineage = ask({.key = graph_.key("b")});
  ASSERT_EQ(lineage.edges.size(), 2U);
  EXPECT_THAT(lineage.edges[0].sources, ElementsAre("dbt"));
  EXPECT_THAT(lineage.edges[1].sources, ElementsAre("openlineage"));
}

TEST_F(LineageTest, AColumnIsFollowedThroughItsRenames) {
  graph_.flow("a", "b", "ID\tCustomer_Id\nother"), graph_.flow("b", "c", "customer_id\tcid"),
      graph_.flow("b", "d", "x");
  publish(graph_.all());
  const Lineage lineage =
      ask({.key = graph_.key("a"), .down = 9, .level = LineageLevel::Column, .column = "id", .impact = true});
  EXPECT_THAT(names(lineage), ElementsAre("0 a.id", "1 b.Customer_Id", "2 c.cid"));
  EXPECT_EQ(lineage.impact->assets, 2U);
  EXPECT_EQ(lineage.edges.size(), 2U);
}

TEST_F(LineageTest, ProductsAreJoinedByWhatTheyHoldAndThroughWhatIsInNone) {
  graph_.put_in("a", "Orders"), graph_.put_in("b", "Billing"), graph_.put_in("c", "Reports");
  graph_.flow("a", "staging"), graph_.flow("staging", "b"), graph_.flow("b", "c");
  publish(graph_.all());
  const Lineage lineage = ask({.key = graph_.key("Orders"), .down = 1, .level = LineageLevel::Product});
  EXPECT_THAT(names(lineage), ElementsAre("0 Orders", "1 Billing"));
  EXPECT_EQ(lineage.nodes[1].more_down, 1U);
  EXPECT_THAT(edges(lineage), ElementsAre("Orders>Billing derived"));
  const Lineage of_an_asset = ask({.key = graph_.key("b"), .level = LineageLevel::Product, .impact = true});
  EXPECT_THAT(names(of_an_asset), ElementsAre("0 Billing", "1 Orders", "1 Reports"));
  EXPECT_EQ(of_an_asset.impact->products, 1U);
  EXPECT_FALSE(
      *index_->view(Access::all())->lineage({.key = graph_.key("staging"), .level = LineageLevel::Product}));
}

TEST_F(LineageTest, PathsAreTheShortestFirst) {
  graph_.flow("a", "b"), graph_.flow("b", "d"), graph_.flow("a", "c"), graph_.flow("c", "d"),
      graph_.flow("b", "c");
  publish(graph_.all());
  const auto shown = [&](const Lineage& lineage) {
    std::vector<std::string> out;
    for (const auto& path : lineage.paths) {
      out.emplace_back();
      for (const std::size_t node : path) out.back() += lineage.nodes[node].asset.name;
    }
    return out;
  };
  const Lineage down = ask({.key = graph_.key("a"), .path_to = graph_.key("d")});
  EXPECT_THAT(shown(down), ElementsAre("abd", "acd", "abcd"));
  EXPECT_FALSE(down.paths_lead_up);
  EXPECT_EQ(down.edges.size(), 5U);
  const Lineage up = ask({.key = graph_.key("d"), .path_to = graph_.key("a")});
  EXPECT_THAT(shown(up), ElementsAre("abd", "acd", "abcd"));
  EXPECT_TRUE(up.paths_lead_up);
}

TEST_F(LineageTest, WaysThroughTypesThatAreLeftOutBecomeOneEdge) {
  graph_.add("job", AssetType::Pipeline), graph_.add("report", AssetType::Dashboard);
  graph_.flow("a", "job"), graph_.flow("job", "b"), graph_.flow("b", "report", "", "dashboard");
  publish(graph_.all());
  const Lineage lineage =
      ask({.key = graph_.key("a"), .down = 3, .types = {AssetType::Table, AssetType::Dashboard}});
  EXPECT_THAT(names(lineage), ElementsAre("0 a", "2 b", "3 report"));
  EXPECT_THAT(edges(lineage), ElementsAre("a>b path", "b>report dashboard"));
  for (const LineageEdge& edge : lineage.edges)
    EXPECT_EQ(edge.via, edge.kind == "path" ? std::vector{graph_.key("job")} : std::vector<std::string>{});
  EXPECT_EQ(lineage.total_down, 2U);
}

TEST_F(LineageTest, AnEdgeNamesThePipelinesThatDoIt) {
  graph_.add("job", AssetType::Pipeline);
  graph_.flow("a", "job", "", "job"), graph_.flow("job", "b", "", "job"), graph_.flow("a", "b", "", "job");
  publish(graph_.all());
  const Lineage lineage = ask({.key = graph_.key("a")});
  for (const LineageEdge& edge : lineage.edges) {
    const bool direct =
        lineage.nodes[edge.from].asset.name == "a" && lineage.nodes[edge.to].asset.name == "b";
    EXPECT_EQ(edge.via, direct ? std::vector{graph_.key("job")} : std::vector<std::string>{});
  }
}

TEST_F(LineageTest, ImpactReachesFartherThanWhatIsShown) {
  graph_.flow("a", "b"), graph_.flow("b", "c");
  graph_.add("board", AssetType::Dashboard);
  graph_.flow("c", "board", "", "dashboard");
  graph_.put_in("c", "Reports");
  graph_.add("c").owners = {{.id = {}, .name = "Ana", .mail = "ana@x"}};
  graph_.add("board").owners = {{.id = {}, .name = "Bo", .mail = "bo@x"},
                                {.id = {}, .name = "Ana", .mail = "ana@x"}};
  graph_.add("c").owner_keys = {"u_ana"};
  publish(graph_.all());
  const auto impact = ask({.key = graph_.key("a"), .up = 0, .down = 0, .impact = true}).impact;
  ASSERT_TRUE(impact);
  EXPECT_EQ(impact->assets, 2U);
  EXPECT_EQ(impact->dashboards, 1U);
  EXPECT_EQ(impact->products, 1U);
  ASSERT_EQ(impact->owners_total, 2U);
  EXPECT_EQ(impact->owners[0].name, "Ana");
  EXPECT_EQ(impact->owners[0].key, "u_ana");
}

// Against a plain walk over the assets themselves.
class RandomGraph : public LineageTest {
 protected:
  static std::string all_of(const Lineage& lineage) {
    std::string text = std::to_string(lineage.total_up) + "/" + std::to_string(lineage.total_down) +
                       (lineage.cycle ? " cycle " : " ") + (lineage.truncated ? "cut\n" : "\n");
    for (const LineageNode& node : lineage.nodes)
      text += std::to_string(node.depth) + " " + node.asset.key + " +" + std::to_string(node.more_up) + " +" +
              std::to_string(node.more_down) + "\n";
    for (const LineageEdge& edge : lineage.edges)
      text += lineage.nodes[edge.from].asset.key + ">" + lineage.nodes[edge.to].asset.key + " " + edge.kind +
              " " + join(edge.sources, ",") + " " + join(edge.via, ",") + "\n";
    return text;
  }

  static Graph make(unsigned seed, bool with_hidden) {
    std::mt19937 random(seed);
    Graph graph;
    const int nodes = 30;
    for (int i = 0; i < nodes; ++i)
      graph.add("n" + std::to_string(i), random() % 6 == 0 ? AssetType::Pipeline : AssetType::Table);
    for (int i = 0; i < 60; ++i) {
      const auto a = random() % nodes, b = random() % nodes;
      if (a != b)
        graph.flow("n" + std::to_string(a), "n" + std::to_string(b), "id",
                   random() % 4 == 0 ? "job" : "data");
    }
    for (int i = 0; i < nodes; ++i) {
      if (random() % 3 == 0) graph.put_in("n" + std::to_string(i), "P" + std::to_string(random() % 5));
      if (with_hidden && random() % 4 == 0) graph.hide("n" + std::to_string(i));
    }
    return graph;
  }
};

TEST_F(RandomGraph, WithHiddenThingsIsTheGraphWithoutThem) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    const Graph graph = make(seed, true);
    TemporaryFolder whole, without;
    publish_assets(graph.all(), whole.path()), publish_assets(graph.open(), without.path());
    SearchIndex all(whole.path()), open(without.path());
    for (const Asset& asset : graph.open())
      for (const LineageLevel level : {LineageLevel::Asset, LineageLevel::Product, LineageLevel::Column}) {
        const LineageRequest request{.key = asset.key,
                                     .up = 3,
                                     .down = 2,
                                     .max_nodes = 12,
                                     .level = level,
                                     .column = level == LineageLevel::Column ? "id" : ""};
        const auto one = all.view(kInternal)->lineage(request),
                   other = open.view(Access::all())->lineage(request);
        ASSERT_TRUE(one && other);
        ASSERT_EQ(one->has_value(), other->has_value());
        if (*one) {
          ASSERT_EQ(all_of(**one), all_of(**other)) << "seed " << seed << " at " << asset.name;
        }
      }
  }
}

TEST_F(RandomGraph, IsTheSameWhetherItWasWrittenAtOnceOrWorkedIn) {
  TemporaryFolder grown;
  PublishOptions little_by_little;
  little_by_little.tuning.rebuild_above = 1;
  for (unsigned seed = 1; seed <= 4; ++seed) {
    const std::vector<Asset> assets = make(seed, true).all();
    publish_assets(assets, grown.path(), little_by_little);
    TemporaryFolder fresh;
    publish_assets(assets, fresh.path());
    SearchIndex one(grown.path()), other(fresh.path());
    for (const Asset& asset : assets) {
      const LineageRequest request{.key = asset.key, .up = 4, .down = 4};
      const auto a = one.view(kInternal)->lineage(request), b = other.view(kInternal)->lineage(request);
      ASSERT_TRUE(a && b);
      ASSERT_EQ(a->has_value(), b->has_value());
      if (*a) {
        ASSERT_EQ(all_of(**a), all_of(**b)) << "seed " << seed;
      }
    }
  }
}

TEST_F(RandomGraph, ReachesWhatAPlainWalkReaches) {
  const Graph graph = make(99, false);
  publish(graph.all());
  std::map<std::string, Asset> by_key;
  for (const Asset& asset : graph.all()) by_key[asset.key] = asset;
  for (const auto& [key, asset] : by_key)
    for (std::size_t depth = 0; depth < 6; ++depth) {
      std::map<std::string, std::size_t> reached{{key, 0}};
      std::vector<std::string> level{key};
      for (std::size_t step = 1; step <= depth; ++step) {
        std::vector<std::string> next;
        for (const std::string& at : level)
          for (const Neighbour& one : by_key[at].downstream)
            if (reached.emplace(one.key, step).second) next.push_back(one.key);
        level = next;
      }
      const Lineage lineage = ask({.key = key, .up = 0, .down = depth});
      std::map<std::string, std::size_t> shown;
      for (const LineageNode& node : lineage.nodes) shown.emplace(node.asset.key, node.depth);
      ASSERT_EQ(shown, reached);
      ASSERT_EQ(lineage.total_down, reached.size() - 1);
    }
}

}  // namespace
}  // namespace waymark
