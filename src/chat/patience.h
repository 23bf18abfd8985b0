// patience.h - an answer in time or none: people in a chat wait for seconds only, and the service gives up before them.
#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <vector>

#include "command.h"

namespace waymark {

// Threads: any. What takes too long ends by itself; the destructor waits for it.
class Patience {
 public:
  explicit Patience(std::chrono::milliseconds limit) : limit_(limit) {}

  // Nothing when `work` is not done in time. `work` must not hold on to anything of the request.
  std::optional<ChatReply> answer(std::function<ChatReply()> work);

 private:
  const std::chrono::milliseconds limit_;
  std::mutex mutex_;                           // Guards `late_`.
  std::vector<std::future<ChatReply>> late_;  // Still at work though nobody waits any more.
};

}  // namespace waymark
