#include "waymark/base/hmac.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

// RFC 4231, test case 2.
TEST(Hmac, IsThatOfTheStandard) {
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Hmac, ComparingSeesEveryByte) {
  EXPECT_TRUE(same_secret("abc", "abc"));
  for (const char* other : {"abd", "bbc", "ab", "abcd", ""}) EXPECT_FALSE(same_secret("abc", other)) << other;
}

TEST(Base64, ReadsWhatItWrites) {
  for (const std::string& bytes :
       {std::string(), std::string("f"), std::string("fo"), std::string("foo"), std::string("\0\xFF\x10", 3)})
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
  EXPECT_EQ(to_base64("fooba"), "Zm9vYmE=");
}

TEST(Base64, TakesOneSpellingOnly) {
  for (const char* text : {"Zm9vYmE", "Zm9v YmE=", " Zm9v", "Zm9vYmF=", "Zm9vYm!=", "====", "Zg=a"})
    EXPECT_FALSE(from_base64(text)) << text;
}

}  // namespace
}  // namespace waymark
