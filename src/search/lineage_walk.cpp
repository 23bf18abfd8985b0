#include "lineage_walk.h"

#include <algorithm>
#include <unordered_map>

namespace waymark {
namespace {

constexpr std::size_t kLongestDetour = 2;
constexpr std::size_t kLongestPath = 200;

// Steps that are left from each id to the goal, as far as a way from `from` may need them.
std::unordered_map<std::uint32_t, std::size_t> distances(LineageSpace& space, std::uint32_t from,
                                                         std::uint32_t goal, WalkBudget& budget) {
  std::unordered_map<std::uint32_t, std::size_t> steps{{goal, 0}};
  std::vector<std::uint32_t> level{goal}, next, around;
  std::size_t last = kLongestPath;
  for (std::size_t depth = 1; depth <= last && !level.empty() && !budget.spent(); ++depth) {
    next.clear();
    for (const std::uint32_t id : level) {
      space.neighbours(id, true, budget, around);
      for (const std::uint32_t one : around)
        if (steps.try_emplace(one, depth).second) next.push_back(one);
    }
    if (last == kLongestPath && steps.contains(from)) last = depth + kLongestDetour;
    level.swap(next);
  }
  return steps;
}

class PathFinder {
 public:
  PathFinder(LineageSpace& space, std::uint32_t from, std::uint32_t goal, WalkBudget& budget)
      : space_(space),
        from_(from),
        goal_(goal),
        budget_(budget),
        steps_(distances(space, from, goal, budget)) {}

  std::vector<std::vector<std::uint32_t>> find(std::size_t most) {
    const auto shortest = steps_.find(from_);
    if (shortest == steps_.end()) return {};
    const std::size_t longest = shortest->second + kLongestDetour;
    for (std::size_t length = shortest->second; length <= longest && found_.size() < most; ++length) {
      path_.assign(1, from_);
      extend(length, most);
    }
    return std::move(found_);
  }

 private:
  // Adds every way on from the end of path_ that has exactly `left` more steps.
  void extend(std::size_t left, std::size_t most) {
    if (path_.back() == goal_) {
      if (left == 0) found_.push_back(path_);
      return;
    }
    if (left == 0 || budget_.spent()) return;
    std::vector<std::uint32_t> next;
    space_.neighbours(path_.back(), false, budget_, next);
    for (const std::uint32_t one : next) {
      const auto rest = steps_.find(one);
      if (rest == steps_.end() || rest->second > left - 1) continue;
      if (std::find(path_.begin(), path_.end(), one) != path_.end()) continue;
      path_.push_back(one);
      extend(left - 1, most);
      path_.pop_back();
      if (found_.size() >= most) return;
    }
  }

  LineageSpace& space_;
  const std::uint32_t from_, goal_;
  WalkBudget& budget_;
  std::unordered_map<std::uint32_t, std::size_t> steps_;
  std::vector<std::uint32_t> path_;
  std::vector<std::vector<std::uint32_t>> found_;
};

}  // namespace

Walk walk(LineageSpace& space, std::span<const std::uint32_t> roots, bool up, std::size_t depth,
          WalkBudget& budget) {
  Walk done;
  IdSet seen;
  for (const std::uint32_t root : roots) seen.insert(root);
  std::vector<std::uint32_t> level(roots.begin(), roots.end()), around;
  for (std::size_t step = 0; step < depth && !level.empty(); ++step) {
    std::vector<std::uint32_t> next;
    for (const std::uint32_t id : level) {
      if (budget.spent()) {
        done.exact = false;
        break;
      }
      space.neighbours(id, up, budget, around);
      for (const std::uint32_t one : around)
        if (seen.insert(one)) next.push_back(one);
    }
    if (next.empty()) break;
    level = next;
    done.levels.push_back(std::move(next));
    if (!done.exact) break;
  }
  return done;
}

std::vector<std::vector<std::uint32_t>> shortest_paths(LineageSpace& space, std::uint32_t from,
                                                       std::uint32_t to, std::size_t most,
                                                       WalkBudget& budget) {
  return PathFinder(space, from, to, budget).find(most);
}

bool has_cycle(std::size_t nodes, const std::vector<std::pair<std::size_t, std::size_t>>& edges) {
  std::vector<std::vector<std::size_t>> next(nodes);
  std::vector<std::size_t> waits(nodes, 0), free;
  for (const auto& [from, to] : edges) next[from].push_back(to), ++waits[to];
  for (std::size_t i = 0; i < nodes; ++i)
    if (waits[i] == 0) free.push_back(i);
  std::size_t done = 0;
  for (; !free.empty(); ++done) {
    const std::size_t at = free.back();
    free.pop_back();
    for (const std::size_t one : next[at])
      if (--waits[one] == 0) free.push_back(one);
  }
  return done < nodes;
}

}  // namespace waymark
