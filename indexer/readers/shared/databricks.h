// databricks.h - how the readers of Unity Catalog's exports name things and whom they take for an owner.
#pragma once

#include <string>
#include <vector>

#include "waymark/readers/reader.h"

namespace waymark::databricks {

// A catalog, schema or table, by its parts.
Fragment fragment_of(const Export& file, std::vector<std::string> parts, std::string place);
Ref ref_of(const Export& file, std::vector<std::string> parts);

// A mail address, a group or a service principal. `account users` and the system own nothing.
void add_owner(Facts& facts, const std::string& owner);

// MANAGED, EXTERNAL, VIEW, MATERIALIZED_VIEW, METRIC_VIEW… Also keeps the word under `kind`.
void set_type(Facts& facts, const std::string& table_type);

// Whose name is hashed for counting, or nobody.
std::optional<std::uint64_t> user(const std::string& name);

// Of Databricks itself: information_schema, the system catalog.
bool is_system(const std::vector<std::string>& parts);

}  // namespace waymark::databricks
