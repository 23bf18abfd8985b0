#include "mcp.h"

#include "waymark/base/strings.h"

#include "mcp_headers.h"
#include "mcp_methods.h"

namespace waymark {
namespace {

constexpr std::string_view kStream = "text/event-stream";

ApiResponse http_answer(int status, const Json& json) {
  return {.status = status, .headers = {{"Cache-Control", "no-store"}}, .body = as_text(json)};
}

ApiResponse empty_answer(int status) {
  return {.status = status, .headers = {{"Cache-Control", "no-store"}}};
}

// Notifications and then the answer, as the events of one stream.
ApiResponse stream_answer(const std::vector<Json>& notifications, const Json& last) {
  ApiResponse answer = empty_answer(200);
  answer.content_type = kStream;
  for (const Json& note : notifications) answer.body += "event: message\ndata: " + as_text(note) + "\n\n";
  answer.body += "event: message\ndata: " + as_text(last) + "\n\n";
  return answer;
}

bool takes_json(const NameValues& fields) {
  const auto accept = header_of(fields, "Accept");
  if (!accept || accept->empty()) return true;
  for (const std::string& part : split_words(lower(*accept), ',')) {
    const std::string_view type = trim(std::string_view(part).substr(0, part.find(';')));
    if (type == "application/json" || type == "application/*" || type == "*/*")
      return !contains(part, ";q=0") || contains(part, ";q=0.");
  }
  return false;
}

bool is_json(const NameValues& fields) {
  const auto type = header_of(fields, "Content-Type");
  return type &&
         same_ignoring_case(trim(std::string_view(*type).substr(0, type->find(';'))), "application/json");
}

bool names_legacy(std::string_view version) {
  const std::vector<std::string>& versions = mcp_versions();
  return std::find(versions.begin() + 1, versions.end(), version) != versions.end();
}

// Which era a request is of: what it says about itself counts before what its header says.
bool is_modern(const McpMessage& message, const std::optional<std::string>& header) {
  if (!meta_of(message.params, "protocolVersion").is_null() || message.method == "server/discover")
    return true;
  if (message.method == "initialize") return false;
  return header && !header->empty() && !names_legacy(*header);
}

std::optional<McpError> check_meta(const McpMessage& message) {
  const auto missing = [](const std::string& name) {
    return McpError{kInvalidParams, "params._meta must hold io.modelcontextprotocol/" + name + ".", nullptr,
                    400};
  };
  if (!meta_of(message.params, "protocolVersion").is_string()) return missing("protocolVersion, a text");
  if (!meta_of(message.params, "clientCapabilities").is_object())
    return missing("clientCapabilities, an object");
  return std::nullopt;
}

std::optional<McpError> check_version(const McpMessage& message) {
  const std::string version = meta_of(message.params, "protocolVersion").text();
  if (version == mcp_versions().front()) return std::nullopt;
  Json data;
  data["supported"] = mcp_versions();
  data["requested"] = version;
  return McpError{kUnsupportedVersion, "This revision of the protocol is not served.", std::move(data), 400};
}

McpError unknown_method(const McpMessage& message, bool modern) {
  return {kMethodNotFound, "There is no method \"" + std::string(cut_utf8(message.method, 80)) + "\" here.",
          nullptr, modern ? 404 : 200};
}

}  // namespace

const std::vector<std::string>& mcp_versions() {
  static const std::vector<std::string> versions = {"2026-07-28", "2025-11-25", "2025-06-18"};
  return versions;
}

ApiResponse mcp_refusal(int status, int code, std::string_view message) {
  return http_answer(status, mcp_failure(nullptr, {code, std::string(message)}));
}

Mcp::Mcp(McpOffers offers, std::string version) : offers_(std::move(offers)), version_(std::move(version)) {}

McpAnswer Mcp::run(const McpMessage& message, McpCall& call) const {
  const McpMethod* method = find_method(message.method, call.modern, offers_);
  if (method == nullptr) return refuse_call(unknown_method(message, call.modern));
  auto answer = method->handler(*this, call);
  if (!answer || !call.modern) return answer;
  Json result;
  result["resultType"] = "complete";
  result.update(*answer);
  if (method->ttl_ms >= 0) {
    result["ttlMs"] = method->ttl_ms;
    result["cacheScope"] = method->may_be_private ? "private" : "public";
  }
  result["_meta"][std::string(kServerInfo)] = {{"name", "waymark"}, {"version", version_}};
  if (message.method == "subscriptions/listen") {
    result["_meta"][std::string(kSubscription)] = message.id;
    for (Json& note : call.notifications) note["params"]["_meta"][std::string(kSubscription)] = message.id;
  }
  return result;
}

ApiResponse Mcp::answer(const McpRequest& request, const CatalogClient& catalog) const {
  if (request.method != "POST") {
    ApiResponse refused = mcp_refusal(405, kInvalidRequest, "Messages are sent by POST.");
    refused.headers.emplace_back("Allow", "POST");
    return refused;
  }
  if (!takes_json(request.fields)) return mcp_refusal(406, kInvalidRequest, "Answers are application/json.");
  if (!is_json(request.fields)) return mcp_refusal(415, kInvalidRequest, "Send application/json.");
  const auto message = read_message(request.body);
  if (!message)
    return http_answer(message.error().error.status, mcp_failure(message.error().id, message.error().error));
  const auto version = header_of(request.fields, "MCP-Protocol-Version");
  const bool modern = is_modern(*message, version);
  const auto refuse = [&](const McpError& error) {
    return http_answer(error.status, mcp_failure(message->id, error));
  };
  if (message->kind == McpMessage::Kind::Response)
    return modern ? refuse({kInvalidRequest, "This server asks nothing, so nothing is to be answered.",
                            nullptr, 400})
                  : empty_answer(202);
  if (message->kind == McpMessage::Kind::Notification) return empty_answer(202);
  if (modern) {
    if (auto wrong = check_meta(*message)) return refuse(*wrong);
    if (auto wrong = check_version_header(request.fields, *message)) return refuse(*wrong);
    if (auto wrong = check_version(*message)) return refuse(*wrong);
    if (auto wrong = check_method_headers(request.fields, *message)) return refuse(*wrong);
    if (message->method == "tools/call")
      if (auto wrong = check_argument_headers(request.fields, *message,
                                              find_tool(*this, catalog, message->params["name"].text())))
        return refuse(*wrong);
  }
  McpCall call{.params = message->params, .catalog = catalog, .modern = modern};
  auto result = run(*message, call);
  if (!result) return refuse(result.error());
  const Json answer = mcp_result(message->id, std::move(*result));
  return call.notifications.empty() ? http_answer(200, answer) : stream_answer(call.notifications, answer);
}

std::vector<Json> Mcp::answer_line(std::string_view line, const CatalogClient& catalog) const {
  const auto message = read_message(line);
  if (!message) return {mcp_failure(message.error().id, message.error().error)};
  if (message->kind != McpMessage::Kind::Request) return {};
  const bool modern = is_modern(*message, std::nullopt);
  if (modern) {
    if (auto wrong = check_meta(*message)) return {mcp_failure(message->id, *wrong)};
    if (auto wrong = check_version(*message)) return {mcp_failure(message->id, *wrong)};
  }
  McpCall call{.params = message->params, .catalog = catalog, .modern = modern};
  auto result = run(*message, call);
  std::vector<Json> lines = std::move(call.notifications);
  lines.push_back(result ? mcp_result(message->id, std::move(*result))
                         : mcp_failure(message->id, result.error()));
  return lines;
}

}  // namespace waymark
