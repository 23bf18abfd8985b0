#include "waymark/parse/input.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cut_anywhere.h"
#include "packed.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string read_whole(Input input) { return input.read_all(1 << 30).value(); }
std::string read_whole(const std::string& bytes) { return read_whole(Input::from_text(bytes)); }

// "Größe 😀" in UTF-16, either way round.
std::string utf16(const std::u16string& text, bool little) {
  std::string bytes;
  for (const char16_t unit : u"\xFEFF" + text) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}

class InputFile : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }
  const fs::path folder_ = fs::temp_directory_path() / ("waymark_input_test_" + std::to_string(::getpid()));
};

TEST(Input, StripsAByteOrderMarkAndNothingElse) {
  EXPECT_EQ(read_whole("\xEF\xBB\xBFName: x\r\n"), "Name: x\r\n");
  EXPECT_EQ(read_whole("\xEF\xBB"), "ï»");
  EXPECT_EQ(read_whole(""), "");
}

TEST(Input, ReadsUtf16BothWaysRound) {
  EXPECT_EQ(read_whole(utf16(u"Größe 😀", true)), "Größe 😀");
  EXPECT_EQ(read_whole(utf16(u"Größe 😀", false)), "Größe 😀");
}

TEST(Input, HalfASurrogatePairBecomesTheReplacementCharacter) {
  Input input =
      Input::from_text(utf16(u"a", true) + std::string("\x3D\xD8", 2) + std::string("b\0", 2) + "\x3D");
  EXPECT_EQ(input.read_all(100).value(), "a\uFFFDb\uFFFD");
  EXPECT_THAT(input.notes(), ElementsAre(HasSubstr("UTF-16")));
}

TEST(Input, ReadsBytesThatAreNoUtf8AsWindows1252AndSaysSoOnce) {
  Input input = Input::from_text(
      "Gr\xF6\xDF"
      "e \x80 5\x96"
      "7, Größe, \x93quoted\x94");
  EXPECT_EQ(input.read_all(1000).value(), "Größe € 5–7, Größe, “quoted”");
  EXPECT_THAT(input.notes(), ElementsAre(HasSubstr("Windows-1252")));
}

TEST(Input, ValidTextHasNoNotes) {
  Input input = Input::from_text("Größe 😀");
  EXPECT_EQ(input.read_all(100).value(), "Größe 😀");
  EXPECT_THAT(input.notes(), IsEmpty());
}

TEST(Input, UnpacksGzipAlsoNestedOnceAndInMembers) {
  EXPECT_EQ(read_whole(gzip("hello")), "hello");
  EXPECT_EQ(read_whole(gzip(gzip("hello"))), "hello");
  EXPECT_EQ(read_whole(gzip("hel") + gzip("lo")), "hello");
  EXPECT_EQ(read_whole(gzip("hello") + std::string(512, '\0')), "hello");
  EXPECT_EQ(read_whole(gzip("\xEF\xBB\xBFhello")), "hello");
  EXPECT_EQ(read_whole(gzip(utf16(u"Größe", true))), "Größe");
}

TEST(Input, SaysWhenSomethingElseFollowsTheGzipData) {
  Input input = Input::from_text(gzip("hello") + "junk");
  EXPECT_EQ(input.read_all(100).value(), "hello");
  EXPECT_THAT(input.notes(), ElementsAre(HasSubstr("passed over")));
}

TEST(Input, GivesWhatCameBeforeATruncationAndThenTheError) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i * 7919) + "\n";
  const std::string packed = gzip(text);
  Input input = Input::from_text(packed.substr(0, packed.size() / 2));
  std::string got;
  Result<std::string_view> piece = input.read();
  for (; piece && !piece->empty(); piece = input.read()) got += *piece;
  ASSERT_FALSE(piece.has_value());
  EXPECT_THAT(piece.error().message, HasSubstr("cut off"));
  EXPECT_GT(got.size(), text.size() / 4);
  EXPECT_EQ(got, text.substr(0, got.size()));
}

TEST(Input, DamagedGzipIsAnError) {
  std::string packed = gzip("hello hello hello");
  packed[packed.size() / 2] ^= 0x55;
  EXPECT_FALSE(Input::from_text(packed).read_all(100).has_value());
}

TEST(Input, PiecesAreWholeCharactersWhereverTheBytesAreCut) {
  const std::string text = "a ö € 😀 \xFF z";
  const std::vector<std::string> encoded = {text, "\xEF\xBB\xBF" + text, utf16(u"a ö € 😀 ÿ z", true),
                                            gzip(text)};
  for (const std::string& bytes : encoded)
    for (unsigned seed = 0; seed < 50; ++seed) {
      Input input = Input::from_pieces(cut_anywhere(bytes, seed, 3));
      std::string got;
      for (;;) {
        const std::string piece(input.read().value());
        if (piece.empty()) break;
        ASSERT_NE(static_cast<unsigned char>(piece.front()) & 0xC0, 0x80)
            << "a piece begins inside a character";
        got += piece;
      }
      ASSERT_EQ(got, "a ö € 😀 ÿ z") << "seed " << seed;
    }
}

TEST(Input, PeekConsumesNothing) {
  Input input = Input::from_pieces({"ab", "cd", "ef"});
  EXPECT_EQ(input.peek(3).value(), "abc");
  EXPECT_EQ(input.peek(100).value(), "abcdef");
  EXPECT_EQ(input.read_all(100).value(), "abcdef");
  EXPECT_EQ(input.peek(1).value(), "");
}

TEST(Input, ReadAllHoldsItsLimit) {
  EXPECT_TRUE(Input::from_text(std::string(1 << 20, 'x')).read_all(1 << 20).has_value());
  const Result<std::string> more = Input::from_text(std::string((1 << 20) + 1, 'x')).read_all(1 << 20);
  ASSERT_FALSE(more.has_value());
  EXPECT_THAT(more.error().message, HasSubstr("more than 1 MB"));
}

TEST_F(InputFile, ReadsARegularFile) {
  EXPECT_EQ(read_whole(Input::open(write("a.txt", "hello")).value()), "hello");
}

TEST_F(InputFile, RefusesWhatIsNoRegularFileWithoutWaiting) {
  const fs::path pipe = folder_ / "pipe", link = folder_ / "link";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  fs::create_symlink(write("a.txt", "hello"), link);
  EXPECT_THAT(Input::open(pipe).error().message, HasSubstr("named pipe"));
  EXPECT_THAT(Input::open(link).error().message, HasSubstr("symbolic link"));
  EXPECT_THAT(Input::open(folder_).error().message, HasSubstr("a folder"));
  EXPECT_THAT(Input::open("/dev/null").error().message, HasSubstr("device"));
  EXPECT_EQ(Input::open(folder_ / "none").error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace waymark
