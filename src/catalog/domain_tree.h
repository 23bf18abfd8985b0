// domain_tree.h - paths of domains out of names and parents.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "notes.h"

namespace waymark {

constexpr std::size_t kDomainLevels = 64;

struct DomainNode {
  std::string name;          // A path where the source gives one.
  std::int64_t parent = -1;  // Index of another node.
};

// The path of each node, outermost first. Where parents form a ring, the node whose name sorts first becomes
// its top.
std::vector<std::string> domain_paths(const std::vector<DomainNode>& nodes, NoteBook& notes);

// Trimmed segments without empty ones, at most kDomainLevels of them (the outermost and the last).
std::string tidy_domain_path(std::string_view path);
std::string parent_domain(std::string_view path);  // "" at the top.
std::string last_domain_name(std::string_view path);

}  // namespace waymark
