#include "mcp_headers.h"

#include "waymark/base/hmac.h"
#include "waymark/base/strings.h"

namespace waymark {
namespace {

McpError mismatch(const std::string& message) { return {kHeaderMismatch, message, nullptr, 400}; }

// "=?base64?…?=" stands for what a header cannot hold; anything else for itself. Nothing: not what it claims
// to be.
std::optional<std::string> decoded(const std::string& value) {
  constexpr std::string_view kBegin = "=?base64?", kEnd = "?=";
  if (!value.starts_with(kBegin) || !value.ends_with(kEnd) || value.size() < kBegin.size() + kEnd.size())
    return value;
  auto bytes = from_base64(value.substr(kBegin.size(), value.size() - kBegin.size() - kEnd.size()));
  return bytes && valid_utf8(*bytes) ? bytes : std::nullopt;
}

std::optional<McpError> check_field(const NameValues& fields, const std::string& name,
                                    const std::string& wanted) {
  const auto value = header_of(fields, name);
  if (!value) return mismatch("The header " + name + " is missing.");
  const auto text = decoded(*value);
  if (!text) return mismatch("The header " + name + " is not well-formed base64.");
  if (*text != wanted) return mismatch("The header " + name + " differs from the message.");
  return std::nullopt;
}

// As a header carries it; an argument that is no text, number or truth value is not repeated in one.
std::optional<std::string> plain(const Value& value) {
  return value.is_scalar() ? std::optional(value.text()) : std::nullopt;
}

}  // namespace

std::optional<std::string> header_of(const NameValues& fields, std::string_view name) {
  for (const auto& [field, value] : fields)
    if (same_ignoring_case(field, name)) return std::string(trim(value));
  return std::nullopt;
}

std::optional<McpError> check_version_header(const NameValues& fields, const McpMessage& message) {
  const auto value = header_of(fields, "MCP-Protocol-Version");
  if (!value) return mismatch("The header MCP-Protocol-Version is missing.");
  if (*value != meta_of(message.params, "protocolVersion").text())
    return mismatch("The header MCP-Protocol-Version differs from the message.");
  return std::nullopt;
}

std::optional<McpError> check_method_headers(const NameValues& fields, const McpMessage& message) {
  if (auto wrong = check_field(fields, "Mcp-Method", message.method)) return wrong;
  const bool by_name = message.method == "tools/call" || message.method == "prompts/get";
  if (by_name) return check_field(fields, "Mcp-Name", message.params["name"].text());
  if (message.method == "resources/read")
    return check_field(fields, "Mcp-Name", message.params["uri"].text());
  return std::nullopt;
}

std::optional<McpError> check_argument_headers(const NameValues& fields, const McpMessage& message,
                                               const McpTool* tool) {
  if (tool == nullptr) return std::nullopt;
  const Json& properties = at(at(tool->listing, "inputSchema"), "properties");
  for (const auto& [name, schema] : properties.items()) {
    const std::string header = text_at(schema, "x-mcp-header");
    const auto value = plain(message.params["arguments"][name]);
    if (header.empty() || !value) continue;
    if (auto wrong = check_field(fields, "Mcp-Param-" + header, *value)) return wrong;
  }
  return std::nullopt;
}

}  // namespace waymark
