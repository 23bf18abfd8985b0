#include "src/server/rate_limits.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class RateLimitsTest : public testing::Test {
 protected:
  RateLimits limits{{.per_second = 2, .burst = 4}, 3};
  RateLimits::Clock::time_point now{seconds(1000)};

  Allowance take(const std::string& caller = "a", double cost = 1) { return limits.take(caller, cost, now); }
};

TEST_F(RateLimitsTest, ABurstIsGrantedAndNoMore) {
  for (int left = 3; left >= 0; --left) {
    const Allowance allowance = take();
    EXPECT_TRUE(allowance.granted);
    EXPECT_EQ(allowance.limit, 4);
    EXPECT_EQ(allowance.remaining, left);
  }
  const Allowance refused = take();
  EXPECT_FALSE(refused.granted);
  EXPECT_EQ(refused.retry_after, seconds(1));
  EXPECT_EQ(refused.reset, seconds(2));
}

TEST_F(RateLimitsTest, TokensComeBackOverTime) {
  for (int i = 0; i < 4; ++i) take();
  now += milliseconds(499);
  EXPECT_FALSE(take().granted);
  now += milliseconds(2);
  EXPECT_TRUE(take().granted);
  EXPECT_FALSE(take().granted);
  now += seconds(3600);
  EXPECT_EQ(take().remaining, 3);
}

// What was refused took nothing, so who keeps asking is not shut out for longer.
TEST_F(RateLimitsTest, ARefusalCostsNothing) {
  for (int i = 0; i < 100; ++i) take();
  now += milliseconds(500);
  EXPECT_TRUE(take().granted);
}

TEST_F(RateLimitsTest, CostsDiffer) {
  EXPECT_EQ(take("a", 0.25).remaining, 3);
  EXPECT_EQ(take("a", 0.75).remaining, 3);
  EXPECT_FALSE(take("a", 4).granted);
  EXPECT_EQ(take("a", 4).retry_after, seconds(1));
  EXPECT_TRUE(take("b", 100).granted);  // From a full bucket, else it could never be had.
  EXPECT_FALSE(take("b").granted);
  EXPECT_TRUE(take("b", 0).granted);
}

TEST_F(RateLimitsTest, CallersDoNotTakeFromOneAnother) {
  for (int i = 0; i < 5; ++i) take("a");
  EXPECT_TRUE(take("b").granted);
}

TEST_F(RateLimitsTest, TheTableIsBounded) {
  for (int i = 0; i < 1000; ++i) take("caller " + std::to_string(i));
  EXPECT_LE(limits.callers(), 3u);
}

TEST_F(RateLimitsTest, WhoIsBackToFullIsForgottenBeforeWhoIsNot) {
  take("idle");
  now += seconds(10);
  for (int i = 0; i < 4; ++i) take("busy");
  take("other");
  take("new");  // Makes room.
  EXPECT_FALSE(take("busy").granted);
}

}  // namespace
}  // namespace waymark
