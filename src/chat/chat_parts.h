// chat_parts.h - what a Chat is made of.
#pragma once

#include <memory>
#include <vector>

#include "waymark/chat/chat.h"

#include "channels.h"
#include "mcp.h"

namespace waymark {

struct Chat::Parts {
  Parts(ApiSettings settings, Mcp protocol) : api(std::move(settings)), mcp(std::move(protocol)) {}

  const ApiSettings api;
  const Mcp mcp;
  std::vector<std::unique_ptr<Channel>> channels;
};

}  // namespace waymark
