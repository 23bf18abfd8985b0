// lineage_bench - how long the surroundings of one asset take in a graph of a million edges.
//
//   build/release/bench/lineage_bench FOLDER [assets [edges [questions]]]     default 300000 1000000 5000
//
// The graph is made up and published in FOLDER unless an index is there already. Twenty assets are hubs that
// feed 5,000 others each, twenty more take from 5,000; the rest of the edges go from layer to layer, as data
// does, a few back. Half of the edges name five pairs of columns. Questions ask for three steps either way of
// any asset, the hubs in turn among them, and what is measured is the whole of Viewer::lineage, cards read
// and all.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>
#include <string>

#include "waymark/index/publish.h"
#include "waymark/model/keys.h"
#include "waymark/search/lineage.h"
#include "waymark/search/search_index.h"

namespace waymark {
namespace {

constexpr std::uint32_t kHubs = 20, kHubEdges = 5000, kLayers = 12;

std::string key_of(std::uint32_t i) { return asset_key('t', "bench//" + std::to_string(i)); }

std::uint32_t number_below(std::mt19937& random, std::uint32_t end) {
  return static_cast<std::uint32_t>(random() % end);
}

class MadeUpGraph : public AssetList {
 public:
  MadeUpGraph(std::uint32_t assets, std::uint32_t edges) : into_(assets), out_of_(assets) {
    std::mt19937 random(1);
    const auto below = [&](std::uint32_t end) { return number_below(random, end); };
    const std::uint32_t layer = assets / kLayers;
    for (std::uint32_t hub = 0; hub < kHubs; ++hub)
      for (std::uint32_t i = 0; i < kHubEdges; ++i) {
        join(hub, layer + below(assets - layer));
        join(below(assets - layer), assets - 1 - hub);
      }
    while (edges_ < edges) {
      const std::uint32_t from = below(assets);
      const bool back = below(500) == 0;
      join(from, back ? below(assets) : std::min(assets - 1, from / layer * layer + layer + below(layer)));
    }
    for (std::uint32_t i = 0; i < assets; ++i) order_.push_back({key_of(i), i});
    std::sort(order_.begin(), order_.end());
  }

  std::size_t size() const override { return order_.size(); }
  std::string_view key(std::size_t i) const override { return order_[i].first; }
  const AccessClass& access(std::size_t i) const override {
    return classes_[order_[i].second % 10 == 0 ? 1 : 0];
  }
  Result<const Asset*> whole(std::size_t i, Asset& room) const override {
    const std::uint32_t number = order_[i].second;
    room = Asset();
    room.key = order_[i].first;
    room.match_key = "bench//" + std::to_string(number);
    room.name = "table_" + std::to_string(number);
    room.qualified_name = "PROD.LAYER_" + std::to_string(number % kLayers) + "." + room.name;
    room.platform = "snowflake";
    room.domain = "Domain " + std::to_string(number % 40);
    room.owners = {{.id = {}, .name = "Owner " + std::to_string(number % 500), .mail = {}}};
    room.description = "One row for each thing of kind " + std::to_string(number) + ", as it was told.";
    for (int c = 0; c < 20; ++c)
      room.columns.push_back({.path = "column_" + std::to_string(c), .title = {}, .type = "NUMBER"});
    room.access = access(i);
    const auto add = [](const std::vector<std::uint32_t>& ends, std::vector<Neighbour>& into, bool columns) {
      for (const std::uint32_t end : ends)
        into.push_back({.key = key_of(end),
                        .kind = end % 3 == 0 ? "job" : "data",
                        .sources = {end % 3 == 0 ? "openlineage" : "dbt"},
                        .columns = columns && end % 2 == 0
                                       ? "column_1\ncolumn_2\tcolumn_3\ncolumn_4\ncolumn_5\ncolumn_6"
                                       : "",
                        .at = {}});
    };
    add(into_[number], room.upstream, true);
    add(out_of_[number], room.downstream, false);
    return &room;
  }
  std::uint32_t edges() const { return edges_; }

 private:
  void join(std::uint32_t from, std::uint32_t to) {
    if (from == to || !joined_.insert((std::uint64_t{from} << 32) | to).second) return;
    into_[to].push_back(from), out_of_[from].push_back(to);
    ++edges_;
  }

  std::vector<std::vector<std::uint32_t>> into_, out_of_;
  std::set<std::uint64_t> joined_;
  std::vector<std::pair<std::string, std::uint32_t>> order_;
  std::vector<AccessClass> classes_{{1, {}, ""}, {2, {}, ""}};
  std::uint32_t edges_ = 0;
};

double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

bool build(const std::filesystem::path& folder, std::uint32_t assets, std::uint32_t edges) {
  const auto start = std::chrono::steady_clock::now();
  const MadeUpGraph graph(assets, edges);
  std::printf("made up %u assets and %u edges in %.1f s\n", assets, graph.edges(), ms_since(start) / 1000);
  const auto lock = IndexLock::take(folder);
  if (!lock) return std::printf("%s\n", lock.error().message.c_str()), false;
  PublishOptions options;
  options.index = folder;
  options.tool = "lineage_bench";
  options.levels = {"public", "internal", "confidential", "restricted"};
  options.clock = Time(Seconds(1'793'491'200));
  const auto then = std::chrono::steady_clock::now();
  const auto report = publish(graph, options, *lock);
  if (!report) return std::printf("%s\n", report.error().message.c_str()), false;
  std::printf("published in %.1f s\n", ms_since(then) / 1000);
  return true;
}

void report(const char* what, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) {
    return times[static_cast<std::size_t>(static_cast<double>(times.size() - 1) * share)];
  };
  std::printf("%-44s p50 %6.2f  p99 %6.2f  max %6.2f ms\n", what, at(0.5), at(0.99), at(1));
}

void measure(SearchIndex& index, const char* what, LineageRequest request, std::uint32_t assets,
             std::uint32_t questions, bool hubs_only, const Access& access) {
  std::mt19937 random(2);
  std::vector<double> times;
  for (std::uint32_t i = 0; i < questions; ++i) {
    const std::uint32_t hub = i % (2 * kHubs);
    const std::uint32_t number = hubs_only || i % 50 == 0 ? (hub < kHubs ? hub : assets - 1 - (hub - kHubs))
                                                          : number_below(random, assets);
    request.key = key_of(number);
    const auto start = std::chrono::steady_clock::now();
    const auto viewer = index.view(access);
    const auto found = viewer->lineage(request);
    times.push_back(ms_since(start));
    if (!found) std::printf("%s\n", found.error().message.c_str());
  }
  report(what, std::move(times));
}

int run(int argc, char** argv) {
  if (argc < 2) return std::printf("usage: lineage_bench FOLDER [assets [edges [questions]]]\n"), 2;
  const auto number = [&](int i, std::uint32_t fallback) {
    return argc > i ? static_cast<std::uint32_t>(std::strtoul(argv[i], nullptr, 10)) : fallback;
  };
  const std::uint32_t assets = number(2, 300'000), edges = number(3, 1'000'000), questions = number(4, 5000);
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  if (current_line(folder).empty() && !build(folder, assets, edges)) return 1;
  SearchIndex index(folder);
  const auto generation = index.generation();
  if (generation == nullptr) return std::printf("%s\n", index.problem().c_str()), 1;
  std::printf("%u nodes, %zu edges, %.1f MB\n", generation->lineage().size(), generation->lineage().edges(),
              static_cast<double>(std::filesystem::file_size(generation->folder() / kAdjacencyFile)) / 1e6);
  const Access internal{.clearance = 1, .groups = {}, .everything = false};
  const LineageRequest three{.key = {}, .up = 3, .down = 3};
  LineageRequest impact = three, columns = three;
  impact.impact = true;
  columns.level = LineageLevel::Column, columns.column = "column_1";
  measure(index, "three steps, any asset and hubs (cold)", three, assets, questions / 10, false,
          Access::all());
  measure(index, "three steps, any asset and hubs", three, assets, questions, false, Access::all());
  measure(index, "the same for who sees nine tenths", three, assets, questions, false, internal);
  measure(index, "three steps, hubs alone", three, assets, questions / 10, true, Access::all());
  measure(index, "three steps of a column", columns, assets, questions, false, Access::all());
  measure(index, "with impact", impact, assets, questions / 10, false, Access::all());
  return 0;
}

}  // namespace
}  // namespace waymark

int main(int argc, char** argv) { return waymark::run(argc, argv); }
