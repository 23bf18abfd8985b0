// atlas_kinds.h - types and qualified names of Apache Atlas and of Atlan, which grew out of it. Source:
// docs/sources.md.
//
//   hive_table   "sales.orders@cluster"                              Apache Atlas
//   Table        "default/snowflake/1662019056/PROD/SALES/ORDERS"    Atlan: tenant/connector/connection/name…
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "waymark/readers/reader.h"

namespace waymark::atlas {

enum class Role : std::uint8_t {
  Asset,
  Column,
  Process,        // Joins what it reads with what it writes; its name is often the text of a query.
  ColumnProcess,  // The same between columns.
  Job,            // A process people know by name: shown itself.
  Part,           // Of another entity (storage, executions, DDL): left out without a word.
  Unknown,
};
struct EntityKind {
  Role role = Role::Unknown;
  AssetType type = AssetType::Table;
  std::string_view container;  // Of a container: what kind of one, where it is no database or schema.
};
EntityKind kind_of(std::string_view type_name);

struct Name {
  std::string platform;
  PhysicalName physical;  // Empty for what has no name in a database, topic or store.
  std::string url;        // Of files.
};
Name name_of(const Export& file, std::string_view type_name, std::string_view qualified_name);

// "sales.orders@c" of the column "sales.orders.id@c"; "" when there is nothing above.
std::string table_of_column(std::string_view qualified_name);
std::string last_part(std::string_view qualified_name);

// Ids that join entities across files: the guid, and the qualified name.
std::string guid_id(std::string_view guid);  // "" for those made up for one request ("-1").
std::string name_id(std::string_view qualified_name);

bool is_atlan_name(std::string_view qualified_name);

}  // namespace waymark::atlas
