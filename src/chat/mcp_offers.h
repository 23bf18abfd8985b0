// mcp_offers.h - what a server of the Model Context Protocol has to offer, and one request on its way to it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "client.h"
#include "mcp_message.h"

namespace waymark {

// One request on its way.
struct McpCall {
  const Value& params;
  const CatalogClient& catalog;
  bool modern = false;                   // Revision 2026-07-28; else one before it.
  std::vector<Json> notifications = {};  // To be sent before the answer.
};

using McpAnswer = tl::expected<Json, McpError>;

struct McpTool {
  Json listing;
  std::string scope;  // Without it the tool is neither listed nor known.
  std::function<McpAnswer(McpCall&, const Value& arguments)> call;
};

struct McpResource {
  Json listing;
  std::function<McpAnswer(McpCall&)> read;  // The items of "contents" without their address.
};

// Addresses with one value in them: what stands between `before` and `after`.
struct McpTemplate {
  Json listing;
  std::string before, after;
  std::function<McpAnswer(McpCall&, const std::string& value)> read;
  std::function<std::vector<std::string>(const CatalogClient&, const std::string& typed)> complete;
};

struct McpPrompt {
  Json listing;
  std::function<McpAnswer(McpCall&, const Value& arguments)> get;
  // By argument; one without an entry completes to nothing.
  std::function<std::vector<std::string>(const CatalogClient&, const std::string& argument,
                                         const std::string& typed)>
      complete;
};

struct McpOffers {
  std::vector<McpTool> tools;
  std::vector<McpResource> resources;
  std::vector<McpTemplate> templates;
  std::vector<McpPrompt> prompts;
  bool logging = false;  // Takes logging/setLevel; the program's own tools have nothing to log.
  std::string instructions;
};

// What this program offers.
McpOffers catalog_offers();
std::vector<McpTool> catalog_tools();
std::vector<McpResource> catalog_resources();
std::vector<McpTemplate> catalog_templates();
std::vector<McpPrompt> catalog_prompts();

// Completion of what is being typed: names of things, their keys, or values of a field.
std::vector<std::string> complete_names(const CatalogClient& catalog, const std::string& typed);
std::vector<std::string> complete_keys(const CatalogClient& catalog, const std::string& typed);
std::vector<std::string> complete_values(const CatalogClient& catalog, std::string_view field,
                                         const std::string& typed);

}  // namespace waymark
