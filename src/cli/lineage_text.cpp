#include "lineage_text.h"

#include <algorithm>
#include <map>
#include <set>

#include "waymark/base/strings.h"

#include "common.h"

namespace waymark {
namespace {

std::string name_of(const LineageNode& node) {
  std::string name(display_name(node.asset));
  if (!node.column.empty()) name += "." + node.column;
  return printable(name);
}

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string kind_of(const LineageNode& node) {
  std::string text = lower(info(node.asset.type).label);
  if (!node.asset.platform.empty()) text += ", " + printable(node.asset.platform);
  if (node.asset.stub) text += ", described by nobody";
  if (node.asset.lifecycle == "deprecated") text += ", deprecated";
  if (node.asset.contract_state == "broken") text += ", contract broken";
  return text;
}

// One side of the root as a tree: what stands in several places is opened at the first.
class TreeWriter {
 public:
  TreeWriter(const Lineage& lineage, bool up, std::string& out) : lineage_(lineage), up_(up), out_(out) {
    for (const LineageEdge& edge : lineage.edges) {
      const std::size_t at = up ? edge.to : edge.from, next = up ? edge.from : edge.to;
      if (next != 0) next_[at][next].push_back(&edge);
    }
  }

  void write() { children(0, ""); }

 private:
  void children(std::size_t at, const std::string& indent) {
    const auto& below = next_[at];
    const LineageNode& node = lineage_.nodes[at];
    const std::size_t more = up_ ? node.more_up : node.more_down;
    std::size_t left = below.size() + (more > 0 ? 1 : 0);
    for (const auto& [child, edges] : below) {
      const bool last = --left == 0;
      out_ += indent + (last ? "└─ " : "├─ ") + name_of(lineage_.nodes[child]) + "  " +
              faint(kind_of(lineage_.nodes[child]) + said(edges));
      const bool opened = opened_.insert(child).second;
      const bool any = !next_[child].empty();
      out_ += !opened && any ? faint("  (see above)") + "\n" : "\n";
      if (opened) children(child, indent + (last ? "   " : "│  "));
    }
    if (more > 0) out_ += indent + "└─ " + faint("+" + std::to_string(more) + " more") + "\n";
  }

  static std::string said(const std::vector<const LineageEdge*>& edges) {
    std::vector<std::string> parts;
    for (const LineageEdge* edge : edges)
      parts.push_back(edge->kind + (edge->sources.empty() ? "" : " by " + join(edge->sources, ", ")));
    return "  · " + printable(join(parts, "; "));
  }

  const Lineage& lineage_;
  const bool up_;
  std::string& out_;
  std::map<std::size_t, std::map<std::size_t, std::vector<const LineageEdge*>>>
      next_;  // Nodes are in order of name.
  std::set<std::size_t> opened_;
};

void write_side(const Lineage& lineage, bool up, std::string& out) {
  const std::size_t total = up ? lineage.total_up : lineage.total_down;
  const std::string label = up ? "Comes from" : "Goes to";
  if (total == 0) {
    const std::size_t more = up ? lineage.nodes.front().more_up : lineage.nodes.front().more_down;
    out += bold(label) + "  " +
           faint(more > 0 ? "+" + std::to_string(more) + " more" : "nothing that is known") + "\n";
    return;
  }
  out += bold(label) + "  " + faint((lineage.exact ? "" : "at least ") + std::to_string(total)) + "\n";
  TreeWriter(lineage, up, out).write();
}

void write_impact(const LineageImpact& impact, std::string& out) {
  if (impact.assets + impact.products + impact.dashboards == 0) return;
  out += "A change here affects " + std::string(impact.exact ? "" : "at least ") +
         counted(impact.assets, "asset", "assets") + ", " +
         counted(impact.products, "data product", "data products") + ", " +
         counted(impact.dashboards, "dashboard", "dashboards");
  if (impact.owners_total == 0) return void(out += ".\n");
  constexpr std::size_t kNamed = 10;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(kNamed, impact.owners.size()); ++i)
    names.push_back(printable(impact.owners[i].name));
  out += "; tell " + join(names, ", ");
  if (impact.owners_total > names.size())
    out += " and " + std::to_string(impact.owners_total - names.size()) + " more";
  out += ".\n";
}

// A text between double quotes of DOT.
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// A text between double quotes of Mermaid, which knows no escapes but entities.
std::string mermaid_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (c & 0x80) != 0 || std::string_view(" _-.,/").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : "#" + std::to_string(static_cast<unsigned char>(c)) + ";";
  }
  return out;
}

}  // namespace

std::string lineage_tree(const Lineage& lineage) {
  const LineageNode& root = lineage.nodes.front();
  std::string out = bold(name_of(root)) + "  " + kind_of(root) + "  " + faint(root.asset.key) + "\n";
  if (!root.asset.domain.empty()) out += faint("in " + printable(root.asset.domain)) + "\n";
  write_side(lineage, true, out);
  write_side(lineage, false, out);
  if (lineage.truncated)
    out += "Cut at " + std::to_string(lineage.nodes.size()) + " nodes: take fewer steps, or --max-nodes.\n";
  if (lineage.cycle) out += "There is a cycle among these.\n";
  if (lineage.impact) write_impact(*lineage.impact, out);
  return out;
}

std::string lineage_paths(const Lineage& lineage) {
  std::string out;
  for (const auto& path : lineage.paths) {
    for (std::size_t i = 0; i < path.size(); ++i)
      out += (i == 0 ? "" : faint(" → ")) + name_of(lineage.nodes[path[i]]);
    out += "\n";
  }
  return out.empty() ? "No data goes from one to the other, either way.\n" : out;
}

std::string lineage_dot(const Lineage& lineage) {
  std::string out = "digraph lineage {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n";
  for (std::size_t i = 0; i < lineage.nodes.size(); ++i)
    out += "  n" + std::to_string(i) + " [label=" + in_quotes(name_of(lineage.nodes[i])) +
           ", tooltip=" + in_quotes(kind_of(lineage.nodes[i])) + (i == 0 ? ", style=bold" : "") + "];\n";
  for (const LineageEdge& edge : lineage.edges)
    out += "  n" + std::to_string(edge.from) + " -> n" + std::to_string(edge.to) +
           " [label=" + in_quotes(printable(edge.kind)) + "];\n";
  return out + "}\n";
}

std::string lineage_mermaid(const Lineage& lineage) {
  std::string out = "flowchart LR\n";
  for (std::size_t i = 0; i < lineage.nodes.size(); ++i)
    out += "  n" + std::to_string(i) + "[\"" + mermaid_text(name_of(lineage.nodes[i])) + "\"]\n";
  for (const LineageEdge& edge : lineage.edges)
    out += "  n" + std::to_string(edge.from) + " -->|\"" + mermaid_text(printable(edge.kind)) + "\"| n" +
           std::to_string(edge.to) + "\n";
  return out;
}

}  // namespace waymark
