// mcp_headers.h - header fields of modern requests must say what the message says, so that a gateway which
// reads only one of the two is never fooled.
#pragma once

#include "mcp_methods.h"

namespace waymark {

// The first disagreement; nothing when there is none. Version and method:
std::optional<McpError> check_version_header(const NameValues& fields, const McpMessage& message);
std::optional<McpError> check_method_headers(const NameValues& fields, const McpMessage& message);
// Arguments that the tool's schema wants repeated ("x-mcp-header").
std::optional<McpError> check_argument_headers(const NameValues& fields, const McpMessage& message,
                                               const McpTool* tool);

// The value of a field with blanks around it taken off; nothing when it is absent.
std::optional<std::string> header_of(const NameValues& fields, std::string_view name);

}  // namespace waymark
