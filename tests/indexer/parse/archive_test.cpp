// Zip archives: members read by name, and everything an attacker packs refused within limits.
#include "waymark/parse/archive.h"

#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "waymark/parse/input.h"

#include "tests/indexer/parse/packed.h"
#include "tests/indexer/parse/zip_writer.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class ArchiveTest : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(const std::string& bytes, const std::string& name = "pack.zip") {
    std::ofstream(folder_ / name, std::ios::binary | std::ios::trunc) << bytes;
    return folder_ / name;
  }
  std::string refusal(const std::string& bytes, const ArchiveLimits& limits = {}) {
    const auto members = list_archive(write(bytes), limits);
    return members ? "read" : members.error().message;
  }
  static std::string text_of(const fs::path& path, const std::string& member) {
    auto input = Input::open(path, member);
    if (!input) return "refused: " + input.error().message;
    auto text = input->read_all(64 << 20);
    return text ? *text : "refused: " + text.error().message;
  }

  const fs::path folder_ = fs::temp_directory_path() / ("waymark_archive_test_" + std::to_string(::getpid()));
};

TEST_F(ArchiveTest, MembersAreReadByName) {
  const fs::path path = write(zipped({{"a.json", "{\"a\": 1}"},
                                      {"inner/", ""},
                                      {"inner/b.json", "stored", true},
                                      {"inner/c.json.gz", gzip("packed twice")}}));
  EXPECT_TRUE(is_archive(path));
  const auto members = list_archive(path).value();
  ASSERT_EQ(members.size(), 3u);
  EXPECT_EQ(members[1].name, "inner/b.json");
  EXPECT_EQ(text_of(path, "a.json"), "{\"a\": 1}");
  EXPECT_EQ(text_of(path, "inner/b.json"), "stored");
  EXPECT_EQ(text_of(path, "inner/c.json.gz"), "packed twice");
  EXPECT_THAT(text_of(path, "none.json"), HasSubstr("no member \"none.json\""));
}

TEST_F(ArchiveTest, AChangedFileIsReadAnew) {
  const fs::path path = write(zipped({{"a.json", "old"}}));
  EXPECT_EQ(text_of(path, "a.json"), "old");
  fs::remove(path);
  write(zipped({{"a.json", "newer"}}));
  EXPECT_EQ(text_of(path, "a.json"), "newer");
}

TEST_F(ArchiveTest, ANameIsALabelAndNeverAPath) {
  const fs::path path = write(zipped({{"../../x", "outside"}, {"/etc/y", "root"}}));
  EXPECT_EQ(text_of(path, "../../x"), "outside");
  EXPECT_EQ(text_of(path, "/etc/y"), "root");
  EXPECT_FALSE(fs::exists(folder_ / "../../x"));
}

TEST_F(ArchiveTest, OtherFilesAreNoArchives) {
  EXPECT_FALSE(is_archive(write("PKunzip is a program")));
  EXPECT_FALSE(is_archive(folder_ / "none"));
  EXPECT_FALSE(is_archive(folder_));
  fs::create_symlink(write(zipped({{"a", "b"}})), folder_ / "link.zip");
  EXPECT_FALSE(is_archive(folder_ / "link.zip"));
  EXPECT_THAT(refusal("PK\x03\x04 and nothing more"), HasSubstr("cannot be read"));
}

TEST_F(ArchiveTest, CountsAndSizesAreBoundedBeforeAnythingIsUnpacked) {
  const std::string three = zipped({{"a", "1"}, {"b", "2"}, {"c", "3"}});
  EXPECT_EQ(refusal(three, {.members = 3}), "read");
  EXPECT_THAT(refusal(three, {.members = 2}), HasSubstr("3 members, more than the 2"));
  EXPECT_THAT(refusal(three, {.packed_bytes = 100}), HasSubstr("split it"));
  EXPECT_THAT(refusal(zipped({{"a", "1", false, false, 3u << 20}, {"b", "2", false, false, 3u << 20}}),
                      {.unpacked_bytes = 5u << 20}),
              HasSubstr("unpacks to more than the 5 MB"));
}

TEST_F(ArchiveTest, OverlappingMembersAreRefused) {
  const std::string body(200'000, 'x');
  std::vector<ZipEntry> entries{{"a", body}};
  for (int i = 0; i < 500; ++i) entries.push_back({"a", body, false, false, 0, true});
  for (std::size_t i = 1; i < entries.size(); ++i) entries[i].name = "b" + std::to_string(i);
  EXPECT_NE(refusal(zipped(entries)), "read");
  EXPECT_THAT(refusal(nested_zip(300, body)), HasSubstr("overlap"));
  EXPECT_EQ(refusal(nested_zip(1, body)), "read");
}

TEST_F(ArchiveTest, ABombIsRefusedByItsRatio) {
  const fs::path path = write(zipped({{"bomb.json", std::string(40u << 20, ' ')}, {"good.json", "{}"}}));
  EXPECT_THAT(text_of(path, "bomb.json"), HasSubstr("more than 200 times its size"));
  EXPECT_EQ(text_of(path, "good.json"), "{}");
}

TEST_F(ArchiveTest, AMemberThatClaimsLessThanItHasIsRefused) {
  const fs::path path = write(zipped({{"a.json", std::string(1u << 20, 'a'), false, false, 10}}));
  EXPECT_THAT(text_of(path, "a.json"), HasSubstr("refused"));
}

TEST_F(ArchiveTest, EncryptedMembersAreRefusedByName) {
  const fs::path path = write(zipped({{"a.json", "secret", true, true}, {"b.json", "open"}}));
  EXPECT_THAT(text_of(path, "a.json"), HasSubstr("encrypted"));
  EXPECT_EQ(text_of(path, "b.json"), "open");
}

TEST_F(ArchiveTest, DamagedDataAreAnErrorAndNoCrash) {
  const std::string whole = zipped({{"a.json", std::string(5000, 'a') + "b"}, {"b.json", "{}"}});
  for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
    const std::string said = refusal(whole.substr(0, cut));
    ASSERT_NE(said, "read") << cut;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x55);
    const fs::path path = write(flipped);
    if (const auto members = list_archive(path)) {
      for (const ArchiveMember& member : *members) text_of(path, member.name);
    }
  }
}

TEST_F(ArchiveTest, OfficeFilesAreToldApart) {
  const auto kind = [&](const std::vector<ZipEntry>& entries) {
    return document_in(list_archive(write(zipped(entries))).value());
  };
  EXPECT_EQ(kind({{"[Content_Types].xml", "<a/>"}, {"xl/workbook.xml", "<a/>"}}), "workbook");
  EXPECT_THAT(kind({{"[Content_Types].xml", "<a/>"}, {"word/document.xml", "<a/>"}}), HasSubstr("Office"));
  EXPECT_THAT(kind({{"mimetype", "x"}, {"content.xml", "<a/>"}}), HasSubstr("OpenDocument"));
  EXPECT_EQ(kind({{"tables.json", "{}"}}), "");
}

}  // namespace
}  // namespace waymark
