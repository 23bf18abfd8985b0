// chat.h - the catalog in other clothes: the Model Context Protocol for assistants, Slack and Microsoft Teams
// for people.
//
//   Result<std::unique_ptr<Chat>> chat = Chat::open({.slack = config.slack, .folder = folder, .api =
//   settings}); if (is_chat_path(path)) return (*chat)->answer({method, path, fields, body}, index, caller);
//
// Every answer is made of what the JSON API says to the same caller, and given in the response to the request
// that asked for it: nothing here opens a connection.
//
// Threads: answer() may be called from any number of threads.
// Errors:  InvalidInput when a secret or a list of people cannot be read, or nobody could open the links of
// answers.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string_view>

#include "waymark/api/api.h"
#include "waymark/base/result.h"
#include "waymark/catalog/chat_config.h"

namespace waymark {

struct McpOffers;  // mcp_offers.h

struct ChatOptions {
  std::optional<SlackConfig> slack;
  std::optional<TeamsConfig> teams;
  std::filesystem::path folder;  // What relative paths of the two start from.
  ApiSettings api;
  std::function<Time()> clock = now_utc;    // For the age of signed requests.
  // How long an answer may take before people get a link to the page instead. Slack gives up after 3 s, Teams
  // after 5.
  std::chrono::milliseconds slack_patience{1500};
  std::chrono::milliseconds teams_patience{2000};
  std::shared_ptr<const McpOffers> offers;  // Null: those of this program. Test programs bring their own.
};

struct ChatRequest {
  std::string_view method, path;
  const NameValues& fields;
  std::string_view body;
};

class Chat {
 public:
  static Result<std::unique_ptr<Chat>> open(ChatOptions options);
  ~Chat();

  // `caller` is who asks by MCP; people in Slack and Teams are told apart by what those services sign.
  ApiResponse answer(const ChatRequest& request, SearchIndex& index, const Caller& caller) const;
  // What a request to `path` gets that may not be answered at all.
  static ApiResponse refusal(int status, std::string_view detail);

  // Messages of MCP, one a line, from a file descriptor until it ends. A request that is cancelled while it
  // waits gets no answer.
  void serve_lines(int input, std::ostream& output, SearchIndex& index, const Caller& caller) const;

 private:
  struct Parts;
  explicit Chat(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

bool is_mcp_path(std::string_view path);
bool is_hook_path(std::string_view path);            // Requests that a chat service signs.
bool is_action_path(std::string_view path);          // The tools as plain HTTP, and their description.
std::size_t chat_body_limit(std::string_view path);  // Most bytes of a body; 0 for other addresses.

}  // namespace waymark
