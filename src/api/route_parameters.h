// route_parameters.h - the parameters that rows of routes.cpp take, the ones several rows share by name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parameters.h"

namespace waymark {

Parameter query_text();
Parameter page();
Parameter page_size(std::int64_t min, std::int64_t max, std::string_view standard);
Parameter match();
Parameter updated_after();
Parameter updated_before();
Parameter cursor();
Parameter columns_switch();
Parameter contract_version(std::string_view name, std::string_view help);

// What a list of words may hold.
std::vector<std::string> change_values();
std::vector<std::string> contract_shapes();
std::vector<std::string> kind_values();
std::vector<std::string> part_values();
std::vector<std::string> type_values();

std::vector<Parameter> activity_parameters();
std::vector<Parameter> export_parameters();
std::vector<Parameter> lineage_parameters();
std::vector<Parameter> search_parameters();

}  // namespace waymark
