#include "waymark/base/strings.h"

#include <random>

#include <gmock/gmock.h>

namespace waymark {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Strings, LowerTouchesAsciiLettersOnly) {
  EXPECT_EQ(lower("AbZ_9"), "abz_9");
  EXPECT_EQ(lower("GRÖSSE"), "grÖsse");
}

TEST(Strings, TrimTakesBlanksAndLineEndsOffBothSides) {
  EXPECT_EQ(trim(" \t\r\n a b \n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Strings, CompareWithoutCase) {
  EXPECT_TRUE(same_ignoring_case("Table_Name", "TABLE_NAME"));
  EXPECT_FALSE(same_ignoring_case("a", "ab"));
  EXPECT_FALSE(same_ignoring_case("[", "{"));  // 0x5B and 0x7B differ by the bit of case but are no letters.
}

TEST(Strings, SplitKeepsEmptyPartsAndSplitWordsDoesNot) {
  EXPECT_THAT(split("a//b/", '/'), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(split("", '/'), IsEmpty());
  EXPECT_THAT(split_words(" a, ,b ,", ','), ElementsAre("a", "b"));
}

TEST(Strings, JoinUndoesSplit) {
  for (const std::string text : {"a", "a//b", "/", "a/b/"}) EXPECT_EQ(join(split(text, '/'), "/"), text);
}

TEST(Strings, ReplaceAllNeverLooksAtWhatItWrote) {
  EXPECT_EQ(replace_all("aaa", "a", "aa"), "aaaaaa");
  EXPECT_EQ(replace_all("abc", "", "x"), "abc");
  EXPECT_EQ(replace_all("abab", "ab", ""), "");
}

TEST(GlobMatch, StarIsAnyRunAndQuestionMarkOneCharacter) {
  EXPECT_TRUE(glob_match("sales.*", "SALES.orders"));
  EXPECT_TRUE(glob_match("*", ""));
  EXPECT_TRUE(glob_match("a*b*c", "a1b2b3c"));
  EXPECT_TRUE(glob_match("or?ers", "orders"));
  EXPECT_TRUE(glob_match("gr?n", "grün"));
  EXPECT_TRUE(glob_match("*?n", "grün"));
  EXPECT_FALSE(glob_match("gr??n", "grün"));
  EXPECT_FALSE(glob_match("*gr??n", "grün"));
  EXPECT_FALSE(glob_match("orders", "orders_old"));
  EXPECT_FALSE(glob_match("a*b", "a1c"));
  EXPECT_FALSE(glob_match("", "a"));
}

TEST(GlobMatch, ManyStarsDoNotExplode) {
  std::string pattern;
  for (int i = 0; i < 30; ++i) pattern += "a*";
  EXPECT_FALSE(glob_match(pattern + "b", std::string(2000, 'a')));
}

TEST(Utf8, CutNeverSplitsACharacter) {
  const std::string text = "aé€😀";
  for (std::size_t bytes = 0; bytes <= text.size() + 2; ++bytes) {
    const std::string_view cut = cut_utf8(text, bytes);
    EXPECT_LE(cut.size(), bytes);
    EXPECT_TRUE(valid_utf8(cut)) << bytes;
    EXPECT_GT(cut.size() + 4, std::min(bytes, text.size())) << bytes;
  }
}

TEST(Utf8, RefusesWhatIsNotWellFormed) {
  for (const char* good :
       {"", "a", "é", "€", "😀", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF", "12345678é", "1234567é"})
    EXPECT_TRUE(valid_utf8(good)) << good;
  for (const char* bad :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "12345678\xFF"})
    EXPECT_FALSE(valid_utf8(bad)) << bad;
}

TEST(Utf8, ThePrefixEndsWhereTheTextGoesWrong) {
  EXPECT_EQ(valid_utf8_prefix("é\xFFx"), 2u);
  EXPECT_EQ(valid_utf8_prefix("123456789\xE2\x82"), 9u);
  EXPECT_EQ(valid_utf8_prefix("12345678"), 8u);
}

// The plain recurrence, without limit or rows thrown away.
std::size_t slow_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

TEST(EditDistance, CountsSwapsAsOne) {
  EXPECT_EQ(edit_distance("custmer", "customer", 2), 1u);
  EXPECT_EQ(edit_distance("ordres", "orders", 2), 1u);
  EXPECT_EQ(edit_distance("abc", "xyz", 2), 3u);
  EXPECT_EQ(edit_distance("", "ab", 2), 2u);
}

TEST(EditDistance, AgreesWithThePlainRecurrence) {
  std::mt19937 random(1);
  const auto word = [&] {
    std::string text(random() % 7, 'a');
    for (char& c : text) c = static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::string a = word(), b = word();
    const std::size_t limit = random() % 4;
    ASSERT_EQ(edit_distance(a, b, limit), std::min(slow_distance(a, b), limit + 1))
        << a << " " << b << " " << limit;
  }
}

TEST(Nearest, IsTheClosestWithinTwoEditsOrNothing) {
  EXPECT_EQ(nearest("Snowfalke", {"glue", "snowflake", "snowflakes"}), "snowflake");
  EXPECT_EQ(nearest("kafka", {"glue", "dbt"}), "");
}

}  // namespace
}  // namespace waymark
