// column_sections.h - what the sections of a field are called in a file of columns.
#pragma once

#include <string>
#include <string_view>

#include "waymark/model/fields.h"

namespace waymark {

inline std::string field_section(const Field& field, std::string_view part) {
  return "f." + std::string(field.name) + "." + std::string(part);
}

}  // namespace waymark
