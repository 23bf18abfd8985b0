#include "waymark/base/hash.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

// FIPS 180-2, appendix B.
TEST(Sha256, AgreesWithThePublishedVectors) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, PiecesGiveTheSameAsTheWhole) {
  const std::string text(1000, 'x');
  for (std::size_t cut = 0; cut <= text.size(); cut += 37) {
    Sha256 hash;
    hash.update(text.substr(0, cut));
    hash.update(text.substr(cut));
    ASSERT_EQ(hash.finish(), sha256(text)) << cut;
  }
}

// RFC 4648: "foobar" is MZXW6YTBOI; a digest begins with the same bits as these bytes.
TEST(Base32, IsThatOfRfc4648InLowerCase) {
  Digest digest{};
  const std::string text = "foobar";
  std::copy(text.begin(), text.end(), digest.begin());
  EXPECT_EQ(base32_prefix(digest, 9), "mzxw6ytbo");
  EXPECT_EQ(base32_prefix(digest, 1), "m");
  EXPECT_EQ(base32_prefix(digest, 51), "mzxw6ytboi" + std::string(41, 'a'));
}

TEST(Base32, ALongerPrefixBeginsWithTheShorterOne) {
  const Digest digest = sha256("waymark");
  const std::string longest = base32_prefix(digest, 51);
  EXPECT_EQ(longest.size(), 51u);
  for (std::size_t characters = 1; characters <= 51; ++characters)
    EXPECT_EQ(base32_prefix(digest, characters), longest.substr(0, characters));
}

}  // namespace
}  // namespace waymark
