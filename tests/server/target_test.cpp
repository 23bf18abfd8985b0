#include "src/server/target.h"

#include <gmock/gmock.h>

namespace waymark {
namespace {

TEST(Target, IsDecodedOnce) {
  const auto target = read_target("/a%20b/%2561?q=c%2Bd+e&empty&x=%zz");
  ASSERT_TRUE(target) << target.error().message;
  EXPECT_EQ(target->path, "/a b/%61");
  EXPECT_EQ(target->query, (NameValues{{"q", "c+d e"}, {"empty", ""}, {"x", "%zz"}}));
}

TEST(Target, PathsThatCouldMeanTwoThingsAreRefused) {
  for (const char* path : {"/a/../b",   "/%2e%2e/etc/passwd",
                           "/a/./b",    "//api",
                           "/a//b",     "/a/",
                           "/..%2fetc", "/a%2Fb",
                           "/a%00b",    "/a;b",
                           "/a%3bb",    "/a\\b",
                           "/a%5c..",   "/%",
                           "/%4",       "/%zz",
                           "/a%0d%0ab", "/%ff",
                           "x",         "",
                           "/a%23b"})
    EXPECT_FALSE(read_target(path)) << path;
}

TEST(Target, OrdinaryPathsAreTaken) {
  for (const char* path : {"/", "/search", "/asset/t_2k4q", "/a...b/..c", "/%C3%A4", "/?", "/?a=../b"})
    EXPECT_TRUE(read_target(path)) << path;
}

}  // namespace
}  // namespace waymark
