// lineage_text.h - lineage as text: for people at a terminal, for Graphviz, for Mermaid.
#pragma once

#include <string>

#include "waymark/search/lineage.h"

namespace waymark {

std::string lineage_tree(const Lineage& lineage);  // Sources, then consumers, then what a change would touch.
std::string lineage_paths(const Lineage& lineage);  // One way a line.
std::string lineage_dot(const Lineage& lineage);
std::string lineage_mermaid(const Lineage& lineage);

}  // namespace waymark
