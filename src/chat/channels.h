// channels.h - the chat services: each takes a signed request and answers it. To add one, add a file and a
// row in chat.cpp.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/chat/chat.h"

#include "client.h"

namespace waymark {

class Channel {
 public:
  virtual ~Channel() = default;
  virtual bool answers(std::string_view path) const = 0;
  virtual ApiResponse answer(const ChatRequest& request, SearchIndex& index) = 0;
};

using Clock = std::function<Time()>;
Result<std::unique_ptr<Channel>> open_slack(const SlackConfig& config, const ChatOptions& options);
Result<std::unique_ptr<Channel>> open_teams(const TeamsConfig& config, const ChatOptions& options);

// An answer to a chat service; without a body where there is nothing to say.
ApiResponse channel_answer(int status, const Json* json = nullptr);
// Refuses a request without telling which check it failed.
inline ApiResponse unsigned_answer() { return channel_answer(401); }

// What a person with this clearance sees.
Caller channel_caller(std::string via, std::string person, std::string clearance);

}  // namespace waymark
