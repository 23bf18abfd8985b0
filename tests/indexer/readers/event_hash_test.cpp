// event_hash_test.cpp - the numbers that old and new exports of a feed are united by.
#include "indexer/readers/shared/event_hash.h"

#include "gtest/gtest.h"

namespace waymark {
namespace {

// Pinned: a run of yesterday's index must be the same run tomorrow and on another machine.
TEST(EventHash, IsTheSameOnEveryMachine) { EXPECT_EQ(event_hash({"run", "run-42"}), 0xeffa7071c672a2e4u); }

TEST(EventHash, WordsDoNotRunIntoEachOther) {
  EXPECT_NE(event_hash({"ab", "c"}), event_hash({"a", "bc"}));
  EXPECT_NE(event_hash({"a", ""}), event_hash({"a"}));
  EXPECT_NE(event_hash({"user", "ana"}), event_hash({"run", "ana"}));
}

}  // namespace
}  // namespace waymark
