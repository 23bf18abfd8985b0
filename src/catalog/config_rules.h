// config_rules.h - the entries of `rules` and the field settings they share with the defaults of sources.
#pragma once

#include "waymark/catalog/config.h"

#include "config_section.h"

namespace waymark {

// Of a source the settings are plain values; only those of rules may hold placeholders.
enum class Placeholders { Refused, Allowed };

FieldSettings read_settings(ConfigLog& log, const Value& value, std::string where, Placeholders placeholders);
// `number` counts from 1; of the configuration the levels are read already.
Rule read_rule(ConfigLog& log, const Value& value, std::size_t number, const Config& config);

// A word for a level of the closed list, or "" with the error logged.
std::string read_sensitivity(ConfigSection& section);
std::string read_criticality(ConfigSection& section);

}  // namespace waymark
