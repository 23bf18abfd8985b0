#include "mcp_message.h"

#include "waymark/base/strings.h"
#include "waymark/parse/json.h"

namespace waymark {
namespace {

constexpr std::size_t kDeepest = 32;
constexpr std::int64_t kLargest = 1LL << 53;  // What every reader of JSON keeps exactly.

tl::unexpected<McpRefusal> refuse(int code, std::string message, Json id = nullptr) {
  return tl::make_unexpected(McpRefusal{{code, std::move(message), nullptr, 400}, std::move(id)});
}

bool is_whole(const Value& value) {
  return value.is_number() && value.text().find_first_not_of("-0123456789") == std::string::npos;
}

// Past 2^53 a reader that keeps numbers as doubles would see another one.
bool has_huge_number(const Value& value) {
  if (value.is_number()) {
    const double size = value.number().value_or(0);
    const std::int64_t whole = is_whole(value) ? value.integer().value_or(kLargest + 1) : 0;
    return size > kLargest || size < -kLargest || whole > kLargest || whole < -kLargest;
  }
  for (const Value& item : value.items())
    if (has_huge_number(item)) return true;
  for (const auto& [name, member] : value.members())
    if (has_huge_number(member)) return true;
  return false;
}

// A member that is there, even as null.
bool names(const Value& object, std::string_view name) {
  return std::any_of(object.members().begin(), object.members().end(),
                     [&](const auto& member) { return member.first == name; });
}

}  // namespace

tl::expected<McpMessage, McpRefusal> read_message(std::string_view text) {
  if (!valid_utf8(text)) return refuse(kParseError, "The message is not UTF-8.");
  const Result<Value> read = parse_json(text, DuplicateKeys::Refuse, {.depth = kDeepest});
  if (!read)
    return refuse(kParseError, "The message is not JSON that is taken here: " + read.error().message);
  const Value& body = *read;
  if (body.is_array()) return refuse(kInvalidRequest, "Send one message at a time, not a list of them.");
  if (!body.is_object()) return refuse(kInvalidRequest, "A message is a JSON object.");
  McpMessage message;
  const Value& id = body["id"];
  if (names(body, "id")) {
    if (id.is_string())
      message.id = id.text();
    else if (is_whole(id) && !has_huge_number(id))
      message.id = id.integer().value_or(0);
    else
      return refuse(kInvalidRequest, "id is a text or a whole number.");
  }
  if (!body["jsonrpc"].is_string() || body["jsonrpc"].text() != "2.0")
    return refuse(kInvalidRequest, "jsonrpc must be \"2.0\".", message.id);
  if (has_huge_number(body)) return refuse(kInvalidRequest, "A number is beyond 2^53.", message.id);
  if (!names(body, "method") && (names(body, "result") || names(body, "error"))) {
    message.kind = McpMessage::Kind::Response;
    return message;
  }
  if (!body["method"].is_string() || body["method"].text().empty())
    return refuse(kInvalidRequest, "method must be a text.", message.id);
  message.kind = names(body, "id") ? McpMessage::Kind::Request : McpMessage::Kind::Notification;
  message.method = body["method"].text();
  message.params = body["params"];
  if (names(body, "params") && !message.params.is_object())
    return refuse(kInvalidRequest, "params must be an object.", message.id);
  return message;
}

Json mcp_result(const Json& id, Json result) {
  Json json;
  json["jsonrpc"] = "2.0";
  json["id"] = id;
  json["result"] = std::move(result);
  return json;
}

Json mcp_failure(const Json& id, const McpError& error) {
  Json json;
  json["jsonrpc"] = "2.0";
  if (!id.is_null()) json["id"] = id;
  json["error"]["code"] = error.code;
  json["error"]["message"] = error.message;
  if (!error.data.is_null()) json["error"]["data"] = error.data;
  return json;
}

}  // namespace waymark
