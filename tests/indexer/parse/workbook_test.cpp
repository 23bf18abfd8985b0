// Workbooks: every way a cell may be written is read as what a person sees, and nothing harmful is.
#include "waymark/parse/workbook.h"

#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "tests/indexer/parse/workbook_parts.h"

namespace waymark {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// "A1=x": every filled cell of a sheet.
std::vector<std::string> cells_of(const Workbook& workbook, std::size_t sheet = 0) {
  std::vector<std::string> out;
  const Status read = workbook.read(sheet, [&](const SheetRow& row) {
    for (const SheetCell& cell : row.cells)
      out.push_back(column_letters(cell.column) + std::to_string(row.number) + "=" + cell.text);
    return true;
  });
  if (!read) out.push_back("error: " + read.error().message);
  return out;
}

std::vector<std::string> cells_of(const TestWorkbook& parts) {
  const auto workbook = Workbook::from_bytes(parts.bytes());
  return workbook ? cells_of(*workbook) : std::vector<std::string>{"error: " + workbook.error().message};
}

std::vector<std::string> cells_of_rows(const std::string& rows) {
  return cells_of(TestWorkbook{{{"Sheet", rows}}});
}

TEST(Workbook, TextsAreInlineSharedOrRich) {
  TestWorkbook parts{
      {{"Sheet",
        "<row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1' t='inlineStr'><is><t>in line</t></is></c>"
        "<c r='C1' t='inlineStr'><is><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r></is></c>"
        "<c r='D1' t='s'><v>0</v></c><c r='E1' t='s'><v>99</v></c></row>"}}};
  parts.strings =
      "<si><r><t xml:space='preserve'>two </t></r><r><t>runs</t></r><rPh sb='0' "
      "eb='1'><t>spoken</t></rPh></si>"
      "<si><t>shared</t></si>";
  EXPECT_THAT(cells_of(parts), ElementsAre("A1=shared", "B1=in line", "C1=rich text", "D1=two runs"));
}

TEST(Workbook, CellsStandWhereTheirReferenceSays) {
  EXPECT_THAT(
      cells_of_rows("<row r='3'><c r='C3'><v>3</v></c><c r='A3'><v>1</v></c><c r='AB3'><v>28</v></c></row>"
                    "<row r='9'><c r='B9'><v>9</v></c></row>"),
      ElementsAre("A3=1", "C3=3", "AB3=28", "B9=9"));
  EXPECT_THAT(cells_of_rows("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>"),
              ElementsAre("A1=1", "C1=3", "A2=4"));
}

TEST(Workbook, DatesFollowTheirFormatInBothCalendars) {
  TestWorkbook parts{
      {{"Sheet",
        "<row><c s='1'><v>45717</v></c><c s='2'><v>45717.34375</v></c><c s='0'><v>45717</v></c>"
        "<c s='3'><v>45717</v></c><c s='1'><v>59</v></c><c s='1'><v>61</v></c><c s='1'><v>0.5</v></c>"
        "<c s='4'><v>2</v></c></row>"}}};
  parts.formats =
      "<numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd hh:mm'/><numFmt numFmtId='165' "
      "formatCode='[Red]0.00\"d\"'/>"
      "<numFmt numFmtId='166' formatCode='General'/>";
  parts.cell_formats =
      "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/>";
  EXPECT_THAT(cells_of(parts), ElementsAre("A1=2025-03-01", "B1=2025-03-01T08:15:00", "C1=45717", "D1=45717",
                                           "E1=1900-02-28", "F1=1900-03-01", "G1=12:00:00", "H1=2"));
  parts.properties = "date1904='1'";
  parts.sheets[0].rows = "<row><c s='1'><v>0</v></c><c s='1'><v>44255</v></c></row>";
  EXPECT_THAT(cells_of(parts), ElementsAre("A1=1904-01-01", "B1=2025-03-01"));
}

TEST(Workbook, OtherKindsAreWhatPeopleSee) {
  EXPECT_THAT(cells_of_rows(
                  "<row><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#REF!</v></c>"
                  "<c t='str'><f>A1&amp;\"x\"</f><v>cached</v></c><c><f>1/3</f><v>0.30000000000000004</v></c>"
                  "<c><v>123.45</v></c><c t='d'><v>2026-03-01</v></c><c><v>not a number</v></c></row>"),
              ElementsAre("A1=true", "B1=false", "D1=cached", "E1=0.3", "F1=123.45", "G1=2026-03-01",
                          "H1=not a number"));
  const auto workbook =
      Workbook::from_bytes(TestWorkbook{{{"S", "<row><c t='e'><v>#N/A</v></c></row>"}}}.bytes()).value();
  EXPECT_THAT(cells_of(workbook), IsEmpty());
  EXPECT_THAT(workbook.notes(), ElementsAre(HasSubstr("1 cells show an error")));
}

TEST(Workbook, EscapesAndBlanksAreKeptAsWritten) {
  EXPECT_THAT(cells_of_rows(text_rows(
                  {{"a_x000D_\nb", "_x005F_x000D_", " two ", "_x00e9_", "_xD800_", "_x12_", "_x0000_"}})),
              ElementsAre("A1=a\r\nb", "B1=_x000D_", "C1= two ", "D1=é", "E1=_xD800_", "F1=_x12_"));
}

TEST(Workbook, FormattedRowsWithoutTextAreNotRows) {
  EXPECT_THAT(
      cells_of_rows("<row><c><v>1</v></c></row><row r='2'><c s='3'/><c r='B2' t='inlineStr'><is><t> </t></is>"
                    "</c></row><row r='1048576'><c r='XFD1048576' s='1'/></row>"),
      ElementsAre("A1=1"));
}

TEST(Workbook, SheetsKeepTheOrderOfTheirTabsAndNames) {
  TestWorkbook parts{{{"First ", text_rows({{"one"}})},
                      {"Second &amp; last", text_rows({{"two"}}), "hidden"},
                      {"Third", text_rows({{"three"}}), "veryHidden"}}};
  parts.names =
      "<definedName name='id'>'First '!$B$7</definedName><definedName name='team' "
      "localSheetId='2'>Third!$A$4:$G$1000"
      "</definedName><definedName name='gone'>#REF!</definedName><definedName name='sum'>SUM(Third!A1:B2)"
      "</definedName>";
  const auto workbook = Workbook::from_bytes(parts.bytes()).value();
  ASSERT_EQ(workbook.sheets().size(), 3u);
  EXPECT_EQ(workbook.sheets()[0].name, "First ");
  EXPECT_EQ(workbook.sheets()[1].name, "Second & last");
  EXPECT_FALSE(workbook.sheets()[0].hidden);
  EXPECT_TRUE(workbook.sheets()[1].hidden && !workbook.sheets()[1].very_hidden);
  EXPECT_TRUE(workbook.sheets()[2].very_hidden);
  EXPECT_THAT(cells_of(workbook, 0), ElementsAre("A1=one"));
  EXPECT_THAT(cells_of(workbook, 2), ElementsAre("A1=three"));
  ASSERT_EQ(workbook.names().size(), 2u);
  EXPECT_EQ(workbook.find_name("id")->first_row, 7u);
  EXPECT_EQ(workbook.find_name("id")->first_column, 1u);
  EXPECT_EQ(workbook.find_name("team", 2)->last_row, 1000u);
  EXPECT_EQ(workbook.find_name("team", 0), nullptr);
}

TEST(Workbook, ReadingStopsWhenToldTo) {
  const auto workbook =
      Workbook::from_bytes(TestWorkbook{{{"S", text_rows({{"1"}, {"2"}, {"3"}})}}}.bytes()).value();
  std::size_t rows = 0;
  EXPECT_TRUE(workbook.read(0, [&rows](const SheetRow&) { return ++rows < 2; }));
  EXPECT_EQ(rows, 2u);
}

// What markup can be made to do: each is refused, and says why.
TEST(Workbook, HarmfulMarkupIsRefused) {
  const auto refusal = [](const std::string& sheet) {
    const std::vector<ZipEntry> entries{
        {"[Content_Types].xml", "<Types/>"},
        {"xl/workbook.xml", "<workbook><sheets><sheet name='S' r:id='rId1'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id='rId1' Type='x/worksheet' "
         "Target='worksheets/sheet1.xml'/></Relationships>"},
        {"xl/worksheets/sheet1.xml", sheet}};
    const auto workbook = Workbook::from_bytes(zipped(entries));
    if (!workbook) return workbook.error().message;
    const Status read = workbook->read(0, [](const SheetRow&) { return true; });
    return read ? std::string("read") : read.error().message;
  };
  EXPECT_EQ(refusal("<worksheet><sheetData/></worksheet>"), "read");
  EXPECT_THAT(refusal("<!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;&lol;'>]><worksheet>&lol2;"
                      "</worksheet>"),
              HasSubstr("document type declaration"));
  EXPECT_THAT(
      refusal(
          "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><worksheet><sheetData><row><c t='str'><v>"
          "&x;</v></c></row></sheetData></worksheet>"),
      HasSubstr("document type declaration"));
  EXPECT_THAT(refusal("<worksheet>&unknown;</worksheet>"), HasSubstr("malformed XML"));
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  EXPECT_THAT(refusal(deep), HasSubstr("64 levels"));
  EXPECT_THAT(refusal("<worksheet a='" + std::string(6 << 20, 'x') + std::string(6 << 20, 'y')),
              HasSubstr("sheet \"S\""));
  EXPECT_THAT(refusal("<worksheet><sheetData><row><c r='XFE1'><v>1</v></c></row></sheetData></worksheet>"),
              HasSubstr("16,384 columns"));
  EXPECT_THAT(refusal("<worksheet><sheetData><row r='1048577'/></sheetData></worksheet>"),
              HasSubstr("row 1048577"));
  EXPECT_THAT(refusal("<worksheet><sheetData><row><c r='1A'><v>1</v></c></row></sheetData></worksheet>"),
              HasSubstr("cell \"1A\""));
  EXPECT_THAT(refusal("<worksheet><sheetData><row>"), HasSubstr("malformed XML"));
}

TEST(Workbook, MoreThanFourMillionCellsAreRefused) {
  std::string rows;
  std::string row = "<row>";
  for (int i = 0; i < 1000; ++i) row += "<c s='1'/>";
  row += "</row>";
  for (int i = 0; i < 4100; ++i) rows += row;
  EXPECT_THAT(cells_of(TestWorkbook{{{"S", rows}}}), ElementsAre(HasSubstr("error: ")));
}

TEST(Workbook, PartsOutsideTheWorkbookAreNeverOpened) {
  const std::vector<ZipEntry> entries{
      {"xl/workbook.xml",
       "<workbook><sheets><sheet name='A' r:id='r1'/><sheet name='B' r:id='r2'/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='../../etc/passwd.xml'/><Relationship "
       "Id='r2' "
       "Type='x/worksheet' TargetMode='External' Target='https://example.com/sheet.xml'/></Relationships>"}};
  const auto workbook = Workbook::from_bytes(zipped(entries));
  ASSERT_TRUE(workbook) << workbook.error().message;
  EXPECT_TRUE(workbook->sheets().empty());
}

}  // namespace
}  // namespace waymark
