// mcp.h - the Model Context Protocol over what a server offers: both eras of it, over HTTP and over lines of
// text.
//
//   const Mcp mcp(catalog_offers(), version);
//   ApiResponse answer = mcp.answer({.method = "POST", .fields = fields, .body = body}, catalog);
//
// Every request stands by itself: there are no sessions, and nothing is sent that was not asked for.
// Threads: a const Mcp may be used by any number at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/api/api.h"

#include "mcp_offers.h"

namespace waymark {

// Revisions served, the newest first. The first is the modern one, the others are legacy.
const std::vector<std::string>& mcp_versions();

struct McpRequest {
  std::string_view method;  // Of HTTP.
  const NameValues& fields;
  std::string_view body;
};

class Mcp {
 public:
  Mcp(McpOffers offers, std::string version);

  ApiResponse answer(const McpRequest& request, const CatalogClient& catalog) const;
  // One message of a line-based transport: what to write, notifications first; empty when nothing is to be
  // said.
  std::vector<Json> answer_line(std::string_view line, const CatalogClient& catalog) const;

  const McpOffers& offers() const { return offers_; }
  const std::string& version() const { return version_; }

 private:
  McpAnswer run(const McpMessage& message, McpCall& call) const;

  const McpOffers offers_;
  const std::string version_;
};

// An answer of JSON-RPC as one of HTTP, for what goes wrong before a message is read.
ApiResponse mcp_refusal(int status, int code, std::string_view message);

}  // namespace waymark
