// tools.h - what a model may ask the catalog. To add a tool, add a file tool_<name>.cpp and a row in
// tools.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"

#include "arguments.h"
#include "budget.h"
#include "client.h"

namespace waymark {

struct Tool {
  std::string_view name, description;
  std::vector<Argument> arguments;
  Json output;             // Schema of what it answers.
  std::string_view scope;  // Without it the tool is not there.
  // The structured answer, within its budget, or one line about what to do otherwise.
  Result<Json> (*handler)(const Arguments&, const CatalogClient&) = nullptr;
};

Tool search_tool();
Tool asset_tool();
Tool lineage_tool();
Tool browse_tool();
Tool values_tool();
Tool contract_tool();

const std::vector<Tool>& tools();  // In the order they are listed.
Json listing_of(const Tool& tool);

// How output schemas are put together.
Json object_schema(Json properties, const std::vector<std::string>& required = {});
Json list_schema(Json items = nullptr);  // Without items: of anything short.
Json text_schema();
Json count_schema();
// Members every tool may add: "truncated" and "hint".
Json with_notes(Json properties);

// A reply that is no answer, as the one line a tool gives.
tl::unexpected<Error> tool_failure(const Reply& reply);

}  // namespace waymark
