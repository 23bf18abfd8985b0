// openmetadata_kinds.h - the kinds of entities and records OpenMetadata writes, and what is made of each.
#pragma once

#include <span>

#include "shared/openmetadata_entity.h"

namespace waymark::openmetadata {

struct Kind {
  std::string_view collection;  // In the address of its API and as the name of lists: "tables".
  std::string_view name;        // What the report counts: "table".
  // Null: counted, and said once in each file not to be read, because of `reason`.
  void (*read)(const Record& record);
  std::string_view reason;
};

std::span<const Kind> data_kinds();
std::span<const Kind> business_kinds();
std::span<const Kind> event_kinds();

// The kind of a list by its name, of an entity by its address, members or the name of its file; null when
// unknown.
const Kind* kind_of_list(std::string_view list);
const Kind* kind_of_entity(const Value& entity, std::string_view file_name);

}  // namespace waymark::openmetadata
