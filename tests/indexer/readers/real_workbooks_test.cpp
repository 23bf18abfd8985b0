// Real workbooks of other projects: as many cells are read as a plain look at their XML finds, and those that
// hold data are refused by name.
#include <cstdlib>

#include <gmock/gmock.h>

#include "waymark/base/strings.h"
#include "waymark/parse/archive.h"
#include "waymark/readers/reader.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

fs::path real_exports() {
  const char* shared = std::getenv("WAYMARK_SHARED");
  return (shared != nullptr ? fs::path(shared) : fs::path(WAYMARK_SOURCE_DIR) / "../shared") / "real";
}

class RealWorkbooks : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(real_exports()))
      GTEST_SKIP() << "no real exports at " << real_exports()
                   << ": set WAYMARK_SHARED to the folder that holds real/";
  }
  static std::vector<fs::path> workbooks(const std::string& folder) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(real_exports() / folder))
      if (entry.path().extension() == ".xlsx") found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
  }
};

std::string part(const fs::path& path, const std::string& name) {
  auto input = Input::open(path, name);
  const auto text = input ? input->read_all(64 << 20) : Result<std::string>(fail(input.error()));
  return text.value_or("");
}

// What stands between tags that begin with `open`, once for each; knows nothing of XML but angle brackets.
std::vector<std::string> between(const std::string& xml, const std::string& open, const std::string& close) {
  std::vector<std::string> found;
  for (std::size_t at = xml.find(open); at != std::string::npos; at = xml.find(open, at + open.size())) {
    const char next = xml[at + open.size()];
    if (next != ' ' && next != '>') continue;
    const std::size_t start = xml.find('>', at) + 1;
    if (xml[start - 2] == '/') continue;
    found.push_back(xml.substr(start, xml.find(close, start) - start));
  }
  return found;
}

std::string text_in(const std::string& xml) {
  std::string out;
  for (const std::string& text : between(xml, "<t", "</t>")) out += text;
  return out;
}

// Cells that show anything, over all sheets.
std::size_t cells_by_hand(const fs::path& path) {
  std::vector<bool> blank;
  for (const std::string& entry : between(part(path, "xl/sharedStrings.xml"), "<si", "</si>"))
    blank.push_back(
        trim(replace_all(text_in(entry), "_x0000_", "")).empty());  // How some programs write nothing.
  std::size_t cells = 0;
  const std::vector<ArchiveMember> members = list_archive(path).value();
  for (const ArchiveMember& member : members) {
    if (!member.name.starts_with("xl/worksheets/sheet")) continue;
    const std::string xml = part(path, member.name);
    for (std::size_t at = xml.find("<c "); at != std::string::npos; at = xml.find("<c ", at + 3)) {
      const std::size_t tag_end = xml.find('>', at);
      if (xml[tag_end - 1] == '/') continue;
      const std::string tag = xml.substr(at, tag_end - at);
      const std::string body = xml.substr(tag_end, xml.find("</c>", tag_end) - tag_end);
      const std::vector<std::string> values = between(body, "<v", "</v>");
      if (contains(tag, "t=\"e\"")) continue;
      if (contains(tag, "t=\"s\""))
        cells += !values.empty() && !blank.at(std::stoul(values[0]));
      else
        cells += !trim(values.empty() ? text_in(body) : values[0]).empty();
    }
  }
  return cells;
}

std::size_t cells_read(const fs::path& path) {
  const auto workbook = Workbook::open(path);
  EXPECT_TRUE(workbook) << path << ": " << workbook.error().message;
  std::size_t cells = 0;
  for (std::size_t i = 0; workbook && i < workbook->sheets().size(); ++i) {
    const Status read =
        workbook->read(i, [&cells](const SheetRow& row) { return cells += row.cells.size(), true; });
    EXPECT_TRUE(read) << path << ": " << read.error().message;
  }
  return cells;
}

TEST_F(RealWorkbooks, EveryCellIsRead) {
  std::size_t files = 0;
  for (const char* folder : {"xlsx", "odcs-excel"})
    for (const fs::path& path : workbooks(folder)) {
      EXPECT_GT(cells_read(path), 50u) << path;
      EXPECT_EQ(cells_read(path), cells_by_hand(path)) << path;
      ++files;
    }
  EXPECT_EQ(files, 5u);
}

TEST_F(RealWorkbooks, DataIsRefusedByName) {
  for (const fs::path& path : workbooks("xlsx")) {
    const auto shape = look_at(path);
    ASSERT_TRUE(shape) << path << ": " << shape.error().message;
    EXPECT_EQ(detect(*shape), nullptr) << path;
    EXPECT_THAT(describe(*shape), HasSubstr("a workbook of data, not of a catalog: sheet \"")) << path;
  }
}

TEST_F(RealWorkbooks, ContractsAreRecognised) {
  for (const fs::path& path : workbooks("odcs-excel")) {
    const auto shape = look_at(path);
    ASSERT_TRUE(shape) << path << ": " << shape.error().message;
    const Reader* reader = detect(*shape);
    ASSERT_NE(reader, nullptr) << path;
    EXPECT_EQ(reader->name, "odcs_workbook");
  }
}

}  // namespace
}  // namespace waymark
