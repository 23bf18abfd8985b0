#include "domain_tree.h"

#include <algorithm>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

// Cuts one link of every ring. State of a node: 0 not seen, otherwise the number of the walk that saw it.
void cut_rings(std::vector<DomainNode>& nodes, NoteBook& notes) {
  std::vector<std::size_t> seen(nodes.size(), 0);
  for (std::size_t start = 0; start < nodes.size(); ++start) {
    const std::size_t walk = start + 1;
    std::int64_t at = static_cast<std::int64_t>(start);
    while (at >= 0 && seen[at] == 0) {
      seen[at] = walk;
      at = nodes[at].parent;
    }
    if (at < 0 || seen[at] != walk) continue;
    std::int64_t top = at;
    for (std::int64_t node = nodes[at].parent; node != at; node = nodes[node].parent)
      if (nodes[node].name < nodes[top].name) top = node;
    nodes[top].parent = -1;
    notes.add("domain_cycle", nodes[top].name);
  }
}

std::vector<std::string> cut_levels(std::vector<std::string> names) {
  if (names.size() > kDomainLevels) names.erase(names.begin() + kDomainLevels - 1, names.end() - 1);
  return names;
}

}  // namespace

std::string last_domain_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string parent_domain(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash));
}

std::string tidy_domain_path(std::string_view path) { return join(cut_levels(split_words(path, '/')), "/"); }

std::vector<std::string> domain_paths(const std::vector<DomainNode>& given, NoteBook& notes) {
  std::vector<DomainNode> nodes = given;
  for (DomainNode& node : nodes) node.name = tidy_domain_path(node.name);
  cut_rings(nodes, notes);
  std::vector<std::string> paths(nodes.size());
  std::vector<std::size_t> chain;
  for (std::size_t start = 0; start < nodes.size(); ++start) {
    // Up to the first node whose path is known, then down again.
    chain.clear();
    std::int64_t at = static_cast<std::int64_t>(start);
    for (; at >= 0 && paths[at].empty(); at = nodes[at].parent) chain.push_back(static_cast<std::size_t>(at));
    for (auto node = chain.rbegin(); node != chain.rend(); ++node) {
      const std::int64_t parent = nodes[*node].parent;
      if (parent < 0) {
        paths[*node] = nodes[*node].name;
        continue;
      }
      std::vector<std::string> names = split_words(paths[parent], '/');
      names.push_back(last_domain_name(nodes[*node].name));
      if (names.size() > kDomainLevels) notes.add("domain_too_deep", nodes[*node].name);
      paths[*node] = join(cut_levels(std::move(names)), "/");
    }
  }
  return paths;
}

}  // namespace waymark
