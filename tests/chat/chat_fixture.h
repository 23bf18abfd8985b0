// chat_fixture.h - the protocol over a small index, asked as clients of either era ask.
#pragma once

#include <memory>
#include <string>

#include "waymark/chat/chat.h"

#include "api/api_fixture.h"
#include "src/chat/mcp.h"

namespace waymark::testing_support {

inline std::string name_of_meta(const std::string& name) { return "io.modelcontextprotocol/" + name; }

class Assistant {
 public:
  explicit Assistant(const std::vector<Asset>& assets) : api_(assets) {}

  // Params with what a modern client says about itself.
  static Json with_meta(Json params) {
    if (params.is_null()) params = Json::object();
    params["_meta"][name_of_meta("protocolVersion")] = "2026-07-28";
    params["_meta"][name_of_meta("clientCapabilities")] = Json::object();
    return params;
  }
  static Json message(const std::string& method, const Json& params) {
    Json json;
    json["jsonrpc"] = "2.0";
    json["id"] = 7;
    json["method"] = method;
    if (!params.is_null()) json["params"] = params;
    return json;
  }
  static NameValues modern_headers(const Json& body) {
    NameValues fields = json_headers();
    fields.emplace_back("MCP-Protocol-Version", "2026-07-28");
    fields.emplace_back("Mcp-Method", body.value("method", ""));
    const Json params = body.value("params", Json::object());
    if (params.contains("name")) fields.emplace_back("Mcp-Name", params["name"].get<std::string>());
    if (params.contains("uri")) fields.emplace_back("Mcp-Name", params["uri"].get<std::string>());
    return fields;
  }
  static NameValues json_headers() {
    return {{"Content-Type", "application/json"}, {"Accept", "application/json, text/event-stream"}};
  }

  ApiResponse post(const std::string& body, const NameValues& fields, const Caller& caller = Api::everybody(),
                   const std::string& method = "POST") {
    return mcp_.answer({method, fields, body}, CatalogClient(api_.index(), caller, settings_));
  }
  ApiResponse modern(const std::string& method, const Json& params = nullptr,
                     const Caller& caller = Api::everybody()) {
    const Json body = message(method, with_meta(params));
    return post(body.dump(), modern_headers(body), caller);
  }
  ApiResponse legacy(const std::string& method, const Json& params = nullptr,
                     const Caller& caller = Api::everybody()) {
    return post(message(method, params).dump(), json_headers(), caller);
  }
  Json result(const ApiResponse& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    const Json json = Json::parse(answer.body);
    EXPECT_TRUE(json.contains("result")) << answer.body;
    return json.value("result", Json::object());
  }
  // The whole result of a tool.
  Json call(const std::string& tool, const Json& arguments, const Caller& caller = everybody()) {
    return result(modern("tools/call", {{"name", tool}, {"arguments", arguments}}, caller));
  }
  // Its structured answer.
  Json ask(const std::string& tool, const Json& arguments, const Caller& caller = everybody()) {
    const Json answer = call(tool, arguments, caller);
    EXPECT_FALSE(answer.value("isError", false)) << answer.dump();
    EXPECT_TRUE(answer.contains("structuredContent")) << answer.dump();
    return answer.value("structuredContent", Json::object());
  }
  std::string complaint(const std::string& tool, const Json& arguments, const Caller& caller = everybody()) {
    const Json answer = call(tool, arguments, caller);
    EXPECT_TRUE(answer.value("isError", false)) << answer.dump();
    return answer["content"][0]["text"];
  }

  static Caller everybody() {
    Caller caller = Api::everybody();
    caller.scopes = {"catalog:read", "contracts:check"};
    return caller;
  }
  Api& api() { return api_; }
  const Mcp& mcp() const { return mcp_; }
  ApiSettings& settings() { return settings_; }

 private:
  Api api_;
  ApiSettings settings_ = test_settings("https://data.example");
  Mcp mcp_{catalog_offers(), "test"};
};

inline int code_of(const ApiResponse& answer) {
  const Json json = Json::parse(answer.body, nullptr, false);
  return json.is_object() && json.contains("error") ? json["error"].value("code", 0) : 0;
}

}  // namespace waymark::testing_support
