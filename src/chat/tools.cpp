#include "tools.h"

namespace waymark {

const std::vector<Tool>& tools() {
  static const std::vector<Tool> table = {search_tool(), asset_tool(),  lineage_tool(),
                                          browse_tool(), values_tool(), contract_tool()};
  return table;
}

Json listing_of(const Tool& tool) {
  Json json;
  json["name"] = tool.name;
  json["description"] = tool.description;
  json["inputSchema"] = input_schema(tool.arguments);
  json["outputSchema"] = tool.output;
  json["annotations"] = {
      {"readOnlyHint", true}, {"destructiveHint", false}, {"idempotentHint", true}, {"openWorldHint", false}};
  return json;
}

Json object_schema(Json properties, const std::vector<std::string>& required) {
  Json schema;
  schema["type"] = "object";
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = required;
  return schema;
}

Json list_schema(Json items) {
  Json schema;
  schema["type"] = "array";
  if (!items.is_null()) schema["items"] = std::move(items);
  return schema;
}

Json text_schema() { return {{"type", "string"}}; }
Json count_schema() { return {{"type", "integer"}}; }

Json with_notes(Json properties) {
  properties["truncated"] = {{"type", "boolean"}};
  properties["hint"] = text_schema();
  return properties;
}

tl::unexpected<Error> tool_failure(const Reply& reply) {
  return fail(reply.status == 503 ? ErrorCode::Unavailable : ErrorCode::InvalidInput, reply.problem());
}

}  // namespace waymark
