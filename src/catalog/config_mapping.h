// config_mapping.h - the `mapping` of a source.
#pragma once

#include "waymark/catalog/config.h"

#include "config_section.h"

namespace waymark {

MappingConfig read_mapping(ConfigLog& log, const Value& value, const std::string& where);

}  // namespace waymark
