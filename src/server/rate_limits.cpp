#include "rate_limits.h"

#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

constexpr std::chrono::seconds kBetweenSweeps(1);

std::chrono::seconds seconds_up(double seconds) {
  return std::chrono::seconds(static_cast<std::int64_t>(std::ceil(std::max(0.0, seconds))));
}

}  // namespace

RateLimits::RateLimits(RateLimit limit, std::size_t most_callers) : limit_(limit), most_callers_(most_callers) {}

double RateLimits::tokens_of(const Bucket& bucket, Clock::time_point now) const {
  const double passed = std::chrono::duration<double>(std::max(now, bucket.at) - bucket.at).count();
  return std::min(limit_.burst, bucket.tokens + passed * limit_.per_second);
}

// A full bucket says no more than none. Where all are in use somebody starts anew, to his own advantage.
void RateLimits::make_room(Clock::time_point now) {
  if (buckets_.size() < most_callers_) return;
  if (now - swept_ >= kBetweenSweeps) {
    swept_ = now;
    std::erase_if(buckets_, [&](const auto& entry) { return tokens_of(entry.second, now) >= limit_.burst; });
  }
  if (buckets_.size() >= most_callers_) buckets_.erase(buckets_.begin());
}

Allowance RateLimits::take(const std::string& caller, double cost, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  auto found = buckets_.find(caller);
  if (found == buckets_.end()) {
    make_room(now);
    found = buckets_.emplace(caller, Bucket{limit_.burst, now}).first;
  }
  Bucket& bucket = found->second;
  bucket = {tokens_of(bucket, now), now};
  // What costs more than a bucket ever holds may be had from a full one.
  const double needed = std::min(cost, limit_.burst);
  Allowance allowance{.granted = bucket.tokens >= needed, .limit = static_cast<int>(limit_.burst)};
  if (allowance.granted)
    bucket.tokens -= needed;
  else
    allowance.retry_after = std::max(std::chrono::seconds(1), seconds_up((needed - bucket.tokens) / limit_.per_second));
  allowance.remaining = static_cast<int>(bucket.tokens);
  allowance.reset = seconds_up((limit_.burst - bucket.tokens) / limit_.per_second);
  return allowance;
}

std::size_t RateLimits::callers() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

}  // namespace waymark
