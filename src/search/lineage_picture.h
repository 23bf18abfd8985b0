// lineage_picture.h - from walks to what is shown: which nodes when there is room for some, and the edges
// between them.
#pragma once

#include <unordered_map>

#include "lineage_walk.h"

namespace waymark {

// The surroundings of one id, or a set of paths, as an answer.
class LineagePicture {
 public:
  LineagePicture(LineageSpace& space, const LineageRequest& request, WalkBudget& budget)
      : space_(space), request_(request), budget_(budget) {}

  void show_around(std::uint32_t root);
  void show_paths(std::uint32_t root, std::uint32_t goal);
  // The nodes still lack their cards; node(i) says whose.
  Lineage take() { return std::move(out_); }
  std::uint32_t node(std::size_t i) const { return space_.node(ids_[i]); }

 private:
  struct Found {
    std::uint32_t id = 0;
    std::size_t depth = 0;
    bool upstream = false;
  };

  bool is_wanted(std::uint32_t id) const;
  std::size_t count(const Walk& walk) const;
  std::vector<Found> choose(std::uint32_t root, const Walk& up, const Walk& down) const;
  void place(std::vector<Found> found);
  void count_left_out();
  void join_shown();
  void join_past(const Walk& up, const Walk& down);
  void add_edges(std::size_t from, std::size_t to, std::vector<LineageEdge> edges);
  std::vector<std::string> pipelines_between(std::uint32_t from, std::uint32_t to);
  void finish_edges();

  LineageSpace& space_;
  const LineageRequest& request_;
  WalkBudget& budget_;
  std::vector<std::uint32_t> ids_;                         // By node of the answer.
  std::unordered_map<std::uint32_t, std::size_t> places_;  // The other way round.
  Lineage out_;
};

}  // namespace waymark
