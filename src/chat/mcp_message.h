// mcp_message.h - one message of the Model Context Protocol: JSON-RPC 2.0, read strictly.
#pragma once

#include <string>
#include <string_view>

#include "waymark/base/result.h"

#include "json.h"

namespace waymark {

// Codes of JSON-RPC and of the protocol (docs/chat.md).
enum McpCode : int {
  kParseError = -32700,
  kInvalidRequest = -32600,
  kMethodNotFound = -32601,
  kInvalidParams = -32602,
  kInternalError = -32603,
  kResourceNotFound = -32002,  // Of the legacy revisions.
  kHeaderMismatch = -32020,
  kMissingCapability = -32021,
  kUnsupportedVersion = -32022,
};

struct McpError {
  int code = kInternalError;
  std::string message;
  Json data = nullptr;
  int status = 200;  // Of HTTP.
};

struct McpMessage {
  enum class Kind { Request, Notification, Response };
  Kind kind = Kind::Request;
  Json id;  // Text or whole number; null unless it is a request.
  std::string method;
  Value params;  // An object, or null when absent.
};

// What is wrong with bytes that are no message, and the id when that much could be read.
struct McpRefusal {
  McpError error;
  Json id;
};
tl::expected<McpMessage, McpRefusal> read_message(std::string_view text);

Json mcp_result(const Json& id, Json result);
Json mcp_failure(const Json& id, const McpError& error);  // Without `id` where that is null.

inline tl::unexpected<McpError> refuse_call(McpError error) { return tl::make_unexpected(std::move(error)); }

}  // namespace waymark
