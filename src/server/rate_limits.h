// rate_limits.h - how much each caller may still ask: one bucket of tokens each, which fills up over time.
//
//   const Allowance allowance = limits.take(caller, 1, std::chrono::steady_clock::now());
//   if (!allowance.granted) …  // again in allowance.retry_after
//
// Threads: any.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

#include "waymark/catalog/traffic_config.h"

namespace waymark {

struct Allowance {
  bool granted = true;
  int limit = 0, remaining = 0;           // Requests at once, and of those how many are left.
  std::chrono::seconds reset{0};          // Until all are there again.
  std::chrono::seconds retry_after{0};    // When not granted.
};

class RateLimits {
 public:
  using Clock = std::chrono::steady_clock;
  explicit RateLimits(RateLimit limit, std::size_t most_callers = 10'000);

  // Takes `cost` requests from `caller`'s bucket if they are in it. A caller never seen has a full one.
  Allowance take(const std::string& caller, double cost, Clock::time_point now);
  std::size_t callers() const;  // Remembered at present.

 private:
  struct Bucket {
    double tokens;
    Clock::time_point at;
  };
  double tokens_of(const Bucket& bucket, Clock::time_point now) const;
  void make_room(Clock::time_point now);

  const RateLimit limit_;
  const std::size_t most_callers_;
  mutable std::mutex mutex_;  // Guards everything below.
  std::unordered_map<std::string, Bucket> buckets_;
  Clock::time_point swept_{};
};

}  // namespace waymark
