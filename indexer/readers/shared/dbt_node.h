// dbt_node.h - one node of a dbt manifest as a fragment.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "waymark/readers/reader.h"

namespace waymark::dbt {

// What holds for every node of a manifest.
struct Project {
  const Export& file;
  ReadSink& sink;
  std::string adapter;  // Platform of the warehouse.
  std::string name;     // Of the project itself; nodes of other packages come from outside.
  std::optional<Time> generated;
  std::map<std::string, std::vector<Owner>> group_owners;
};

// `kind` is the node's resource type, one of those is_data() knows.
Fragment fragment_of(const Project& project, const std::string& kind, const std::string& unique_id,
                     const Value& node);

// The documented columns, with the keys that constraints state.
std::vector<Column> columns_of(const Value& node);

}  // namespace waymark::dbt
