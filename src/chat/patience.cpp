#include "patience.h"

namespace waymark {
namespace {

constexpr std::size_t kMostLate = 16;  // More at work for nobody would only make everything later.

bool is_done(const std::future<ChatReply>& work) {
  return work.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace

std::optional<ChatReply> Patience::answer(std::function<ChatReply()> work) {
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(late_, is_done);
    if (late_.size() >= kMostLate) return std::nullopt;
  }
  std::future<ChatReply> reply = std::async(std::launch::async, std::move(work));
  // Of no patience at all nothing comes in time, however quick it is.
  const bool waits = limit_ > std::chrono::milliseconds(0);
  if (waits && reply.wait_for(limit_) == std::future_status::ready) return reply.get();
  const std::lock_guard lock(mutex_);
  late_.push_back(std::move(reply));
  return std::nullopt;
}

}  // namespace waymark
