#include "actions.h"

#include "waymark/base/strings.h"
#include "waymark/parse/json.h"

#include "mcp_headers.h"
#include "tools.h"

namespace waymark {
namespace {

constexpr std::string_view kDocument = "/openapi-actions.json", kActions = "/actions/";
constexpr std::string_view kReads = "catalog:read";
constexpr std::size_t kLongestSummary = 300;  // What custom GPTs take.

// "search_catalog" -> "searchCatalog"
std::string operation_of(std::string_view tool) {
  std::string name;
  for (std::size_t i = 0; i < tool.size(); ++i)
    name += tool[i] == '_' && ++i < tool.size() ? static_cast<char>(tool[i] - 'a' + 'A') : tool[i];
  return name;
}

// The first sentences, as many as fit.
std::string summary_of(std::string_view text) {
  std::size_t end = text.size();
  while (end > kLongestSummary) end = text.rfind(". ", end - 2) + 1;
  return std::string(text.substr(0, end));
}

Json content(const char* type, Json schema) { return {{type, {{"schema", std::move(schema)}}}}; }

Json operation_json(const Tool& tool) {
  Json json;
  json["operationId"] = operation_of(tool.name);
  json["summary"] = summary_of(tool.description);
  json["x-openai-isConsequential"] = false;
  json["requestBody"] = {{"required", true}, {"content", content("application/json", input_schema(tool.arguments))}};
  json["responses"]["200"] = {{"description", "The answer."}, {"content", content("application/json", tool.output)}};
  json["responses"]["default"] = {
      {"description", "What is wrong, in detail."},
      {"content", content("application/problem+json", {{"$ref", "#/components/schemas/Problem"}})}};
  return json;
}

Json document(const ApiSettings& settings) {
  Json json;
  json["openapi"] = "3.1.0";
  json["info"] = {{"title", "Waymark"},
                  {"version", settings.version.empty() ? "0" : settings.version},
                  {"description", "Finds the data of a mesh and says whose it is, how fresh, and what was promised."}};
  json["servers"] = Json::array({{{"url", settings.public_url.empty() ? "/" : settings.public_url}}});
  for (const Tool& tool : tools())
    if (tool.scope == kReads) json["paths"][std::string(kActions) + operation_of(tool.name)]["post"] = operation_json(tool);
  Json problem;
  for (const char* member : {"type", "title", "code", "detail", "instance"}) problem[member] = text_schema();
  problem["status"] = count_schema();
  json["components"]["schemas"]["Problem"] = object_schema(std::move(problem), {"title", "status", "code", "detail"});
  return json;
}

const Tool* tool_at(std::string_view path) {
  for (const Tool& tool : tools())
    if (tool.scope == kReads && path == std::string(kActions) + operation_of(tool.name)) return &tool;
  return nullptr;
}

ApiResponse refused(const ChatRequest& request, std::string_view code, std::string_view detail) {
  const std::string id = request_id_from(header_of(request.fields, "X-Request-Id").value_or(""));
  ApiResponse answer = problem_response(code, detail, id);
  answer.headers.emplace_back("X-Request-Id", id);
  return answer;
}

ApiResponse wrong_method(const ChatRequest& request, const char* allowed) {
  ApiResponse answer = refused(request, "method_not_allowed", "This address takes " + std::string(allowed) + ".");
  answer.headers.emplace_back("Allow", allowed);
  return answer;
}

ApiResponse run(const Tool& tool, const ChatRequest& request, const CatalogClient& catalog) {
  const std::string type = header_of(request.fields, "Content-Type").value_or("");
  if (!same_ignoring_case(trim(std::string_view(type).substr(0, type.find(';'))), "application/json"))
    return refused(request, "unsupported_media_type", "Send the arguments as JSON, with Content-Type: application/json.");
  if (!catalog.may(tool.scope)) return refused(request, "insufficient_scope", "This needs the scope catalog:read.");
  const auto read = parse_json(request.body, DuplicateKeys::Refuse, {.depth = 32});
  if (!valid_utf8(request.body) || !read || !read->is_object())
    return refused(request, "bad_json", "The body must be one JSON object with the arguments.");
  const auto arguments = Arguments::read(tool.arguments, *read);
  if (!arguments) return refused(request, "bad_value", arguments.error().message);
  const Result<Json> found = tool.handler(*arguments, catalog);
  if (!found)
    return found.error().code == ErrorCode::Unavailable
               ? refused(request, "index_unavailable", found.error().message)
               : refused(request, "bad_value", found.error().message);
  return {.headers = {{"Cache-Control", "no-store"}}, .body = as_text(*found)};
}

}  // namespace

ApiResponse answer_action(const ChatRequest& request, const CatalogClient& catalog) {
  if (request.path == kDocument) {
    if (request.method != "GET" && request.method != "HEAD") return wrong_method(request, "GET, HEAD");
    return {.headers = {{"Cache-Control", "public, max-age=300"}}, .body = as_text(document(catalog.settings()))};
  }
  const Tool* tool = tool_at(request.path);
  if (tool == nullptr) return refused(request, "not_found", "There is no such action; /openapi-actions.json lists them.");
  return request.method == "POST" ? run(*tool, request, catalog) : wrong_method(request, "POST");
}

bool is_action_path(std::string_view path) { return path == kDocument || path.starts_with(kActions); }

}  // namespace waymark
