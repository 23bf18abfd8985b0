// mcp_methods.h - the methods of the protocol, one row each.
#pragma once

#include <string_view>

#include "mcp.h"

namespace waymark {

struct McpMethod {
  std::string_view name;
  bool legacy = true, modern = true;
  int ttl_ms = -1;              // How long a modern client may keep the answer; -1: it is not told.
  bool may_be_private = false;  // Whether the answer depends on who asks.
  McpAnswer (*handler)(const Mcp&, McpCall&) = nullptr;
};

// Null when the era has no such method, or nothing here answers to it.
const McpMethod* find_method(std::string_view name, bool modern, const McpOffers& offers);

// "io.modelcontextprotocol/" + name, in params._meta.
const Value& meta_of(const Value& params, std::string_view name);

// The tool of this name, when the caller may use it.
const McpTool* find_tool(const Mcp& mcp, const CatalogClient& catalog, std::string_view name);

constexpr std::string_view kServerInfo = "io.modelcontextprotocol/serverInfo";
constexpr std::string_view kSubscription = "io.modelcontextprotocol/subscriptionId";

}  // namespace waymark
