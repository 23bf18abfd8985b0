// rule_names.h - what a rule is called in histories and access: by what it says, never by its place in the
// file, so that a rule put in above it changes nothing about it.
#pragma once

#include <string>
#include <vector>

#include "waymark/catalog/config.h"

namespace waymark {

// "rule platform snowflake, database FIN"; where an earlier rule matches the same, with what it sets, and
// where that is the same as well, counted.
std::string name_by_content(const Rule& rule, const std::vector<Rule>& earlier);

}  // namespace waymark
