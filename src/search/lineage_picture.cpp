#include "lineage_picture.h"

#include <tuple>

namespace waymark {
namespace {

constexpr std::size_t kPathsShown = 5;
constexpr std::size_t kLongestVia = 20;  // Things left out on one way.

// The first `room` by name; all where there is room.
template <typename Before>
void keep_first(std::vector<std::uint32_t>& ids, std::size_t room, const Before& before) {
  if (ids.size() > room) {
    std::nth_element(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(room), ids.end(), before);
    ids.resize(room);
  }
  std::sort(ids.begin(), ids.end(), before);
}

}  // namespace

bool LineagePicture::is_wanted(std::uint32_t id) const {
  if (request_.types.empty()) return true;
  const AssetType type = space_.visible().graph().type(space_.node(id));
  return std::find(request_.types.begin(), request_.types.end(), type) != request_.types.end();
}

std::size_t LineagePicture::count(const Walk& walk) const {
  std::size_t total = 0;
  for (const auto& level : walk.levels)
    total += static_cast<std::size_t>(
        std::count_if(level.begin(), level.end(), [&](std::uint32_t id) { return is_wanted(id); }));
  return total;
}

// Step by step, as long as there is room; where there is room for some of a step, half of it is for either
// side.
std::vector<LineagePicture::Found> LineagePicture::choose(std::uint32_t root, const Walk& up,
                                                          const Walk& down) const {
  std::vector<Found> chosen{{root, 0, false}};
  IdSet taken;
  taken.insert(root);
  const auto before = [&](std::uint32_t a, std::uint32_t b) { return space_.before(a, b); };
  const auto wanted = [&](const Walk& walk, std::size_t level) {
    std::vector<std::uint32_t> ids;
    if (level < walk.levels.size())
      for (const std::uint32_t id : walk.levels[level])
        if (is_wanted(id) && taken.insert(id)) ids.push_back(id);
    return ids;
  };
  for (std::size_t level = 0; level < std::max(up.levels.size(), down.levels.size()); ++level) {
    std::size_t room = request_.max_nodes - chosen.size();
    if (room == 0) break;
    std::vector<std::uint32_t> above = wanted(up, level), below = wanted(down, level);
    const std::size_t for_above = std::max(room / 2, room - std::min(room, below.size()));
    keep_first(above, for_above, before);
    keep_first(below, room - above.size(), before);
    for (const std::uint32_t id : above) chosen.push_back({id, level + 1, true});
    for (const std::uint32_t id : below) chosen.push_back({id, level + 1, false});
  }
  return chosen;
}

void LineagePicture::place(std::vector<Found> found) {
  std::sort(found.begin(), found.end(), [&](const Found& a, const Found& b) {
    return a.depth != b.depth ? a.depth < b.depth : space_.before(a.id, b.id);
  });
  for (const Found& one : found) {
    places_.emplace(one.id, ids_.size());
    ids_.push_back(one.id);
    LineageNode& node = out_.nodes.emplace_back();
    node.column = space_.column(one.id);
    node.depth = one.depth;
    node.upstream = one.upstream;
  }
}

void LineagePicture::count_left_out() {
  std::vector<std::uint32_t> around;
  for (std::size_t i = 0; i < ids_.size(); ++i)
    for (const bool up : {true, false}) {
      space_.neighbours(ids_[i], up, budget_, around);
      const auto left_out = std::count_if(around.begin(), around.end(), [&](std::uint32_t id) {
        return !places_.contains(id) && is_wanted(id);
      });
      (up ? out_.nodes[i].more_up : out_.nodes[i].more_down) = static_cast<std::size_t>(left_out);
    }
}

void LineagePicture::add_edges(std::size_t from, std::size_t to, std::vector<LineageEdge> edges) {
  for (LineageEdge& edge : edges) {
    edge.from = from, edge.to = to;
    out_.edges.push_back(std::move(edge));
  }
}

// Pipelines that read the one and write the other.
std::vector<std::string> LineagePicture::pipelines_between(std::uint32_t from, std::uint32_t to) {
  if (request_.level != LineageLevel::Asset || !space_.visible().has_pipelines()) return {};
  const Adjacency& graph = space_.visible().graph();
  const auto out = graph.to(from), in = graph.from(to);
  const auto& few = out.size() < in.size() ? out : in;
  const auto& many = out.size() < in.size() ? in : out;
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < few.size(); ++i) {
    const std::uint32_t one = few[i];
    if ((i > 0 && few[i - 1] == one) || graph.type(one) != AssetType::Pipeline) continue;
    if (!space_.visible().sees(one) || !std::binary_search(many.begin(), many.end(), one)) continue;
    keys.emplace_back(graph.keys[one]);
  }
  return keys;
}

void LineagePicture::join_shown() {
  std::vector<std::uint32_t> around;
  for (std::size_t to = 0; to < ids_.size(); ++to) {
    space_.neighbours(ids_[to], true, budget_, around);
    for (const std::uint32_t id : around) {
      const auto from = places_.find(id);
      if (from == places_.end()) continue;
      std::vector<LineageEdge> edges = space_.edges(id, ids_[to]);
      const std::vector<std::string> via = pipelines_between(id, ids_[to]);
      for (LineageEdge& edge : edges) edge.via = via;
      add_edges(from->second, to, std::move(edges));
    }
  }
}

// Where a way between two shown nodes leads only through what `types` leaves out, it is one edge.
void LineagePicture::join_past(const Walk& up, const Walk& down) {
  IdSet reached;
  for (const Walk* walk : {&up, &down})
    for (const auto& level : walk->levels)
      for (const std::uint32_t id : level) reached.insert(id);
  std::vector<std::uint32_t> around;
  for (std::size_t from = 0; from < ids_.size(); ++from) {
    std::unordered_map<std::uint32_t, std::uint32_t> came_from{{ids_[from], ids_[from]}};
    std::vector<std::uint32_t> level{ids_[from]};
    for (std::size_t steps = 0; steps < kLongestVia && !level.empty() && !budget_.spent(); ++steps) {
      std::vector<std::uint32_t> next;
      for (const std::uint32_t id : level) {
        space_.neighbours(id, false, budget_, around);
        for (const std::uint32_t one : around) {
          if (!came_from.try_emplace(one, id).second) continue;
          if (const auto to = places_.find(one); to != places_.end()) {
            if (id == ids_[from]) continue;  // An edge of its own.
            LineageEdge edge;
            edge.kind = "path";
            for (std::uint32_t at = id; at != ids_[from]; at = came_from[at])
              edge.via.emplace_back(space_.visible().graph().keys[space_.node(at)]);
            std::reverse(edge.via.begin(), edge.via.end());
            add_edges(from, to->second, {std::move(edge)});
          } else if (reached.contains(one) && !is_wanted(one)) {
            next.push_back(one);
          }
        }
      }
      level.swap(next);
    }
  }
}

void LineagePicture::finish_edges() {
  const Adjacency& graph = space_.visible().graph();
  const auto end = [&](std::size_t i) { return std::tuple(graph.keys[node(i)], space_.column(ids_[i])); };
  std::sort(out_.edges.begin(), out_.edges.end(), [&](const LineageEdge& a, const LineageEdge& b) {
    return std::tuple(end(a.from), end(a.to), std::string_view(a.kind)) <
           std::tuple(end(b.from), end(b.to), std::string_view(b.kind));
  });
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const LineageEdge& edge : out_.edges) pairs.emplace_back(edge.from, edge.to);
  out_.cycle = has_cycle(ids_.size(), pairs);
}

void LineagePicture::show_around(std::uint32_t root) {
  const std::uint32_t roots[] = {root};
  const Walk up = walk(space_, roots, true, request_.up, budget_);
  const Walk down = walk(space_, roots, false, request_.down, budget_);
  out_.total_up = count(up);
  out_.total_down = count(down);
  out_.exact = up.exact && down.exact;
  std::vector<Found> chosen = choose(root, up, down);
  IdSet all;
  std::size_t distinct = 1;
  all.insert(root);
  for (const Walk* walk : {&up, &down})
    for (const auto& level : walk->levels)
      for (const std::uint32_t id : level) distinct += is_wanted(id) && all.insert(id) ? 1 : 0;
  out_.truncated = !out_.exact || chosen.size() < distinct;
  place(std::move(chosen));
  count_left_out();
  join_shown();
  if (!request_.types.empty()) join_past(up, down);
  finish_edges();
}

void LineagePicture::show_paths(std::uint32_t root, std::uint32_t goal) {
  auto paths = shortest_paths(space_, root, goal, kPathsShown, budget_);
  if (paths.empty()) {
    paths = shortest_paths(space_, goal, root, kPathsShown, budget_);
    out_.paths_lead_up = !paths.empty();
  }
  std::vector<Found> found{{root, 0, false}};
  std::unordered_map<std::uint32_t, std::size_t> known{{root, 0}};
  for (const auto& path : paths)
    for (std::size_t i = 0; i < path.size(); ++i) {
      const std::size_t depth = out_.paths_lead_up ? path.size() - 1 - i : i;
      const auto [at, added] = known.try_emplace(path[i], found.size());
      if (added) found.push_back({path[i], depth, out_.paths_lead_up});
      if (found[at->second].depth > depth) found[at->second].depth = depth;
    }
  place(std::move(found));
  for (const auto& path : paths) {
    std::vector<std::size_t>& places = out_.paths.emplace_back();
    for (const std::uint32_t id : path) places.push_back(places_.at(id));
  }
  out_.exact = !budget_.spent();
  IdSet joined;
  for (const auto& path : out_.paths)
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
      if (joined.insert(static_cast<std::uint32_t>(path[i] * ids_.size() + path[i + 1])))
        add_edges(path[i], path[i + 1], space_.edges(ids_[path[i]], ids_[path[i + 1]]));
  finish_edges();
}

}  // namespace waymark
