#include "waymark/parse/csv.h"

#include <gmock/gmock.h>

#include "waymark/parse/json.h"

#include "cut_anywhere.h"

namespace waymark {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct CsvReading {
  std::vector<std::string> header;
  std::vector<std::string> rows;  // "cell|cell @line"
  std::vector<std::string> problems;
  Status status;
};

CsvReading read_csv_of(Input input) {
  CsvReading reading;
  reading.status = read_csv(
      input,
      [&](const CsvRow& row) {
        reading.header = row.header();
        std::string cells;
        for (const std::string& cell : row.cells()) cells += (cells.empty() ? "" : "|") + cell;
        reading.rows.push_back(cells + " @" + std::to_string(row.line));
        return true;
      },
      [&](CsvProblem&& problem) { reading.problems.push_back(problem.place + ": " + problem.message); });
  return reading;
}

CsvReading read_csv_of(const std::string& text) { return read_csv_of(Input::from_text(text)); }

std::string cell_of(const std::string& text, std::string_view column) {
  Input input = Input::from_text(text);
  std::string cell;
  EXPECT_TRUE(read_csv(
      input,
      [&](const CsvRow& row) {
        cell = row[column];
        return true;
      },
      [](CsvProblem&&) {}));
  return cell;
}

TEST(Csv, FindsCellsByHeaderWithoutCase) {
  const std::string text = "TABLE_NAME, Comment \nORDERS,x\n";
  EXPECT_EQ(cell_of(text, "table_name"), "ORDERS");
  EXPECT_EQ(cell_of(text, "comment"), "x");
  EXPECT_EQ(cell_of(text, "none"), "");
}

TEST(Csv, AByteOrderMarkIsNoPartOfTheFirstHeader) {
  EXPECT_EQ(cell_of("\xEF\xBB\xBFname,b\nx,y\n", "name"), "x");
  EXPECT_EQ(cell_of(std::string("\xFF\xFEn\0,\0b\0\n\0x\0,\0y\0", 16), "n"), "x");
}

TEST(Csv, QuotedCellsHoldSeparatorsQuotesAndLines) {
  const CsvReading read = read_csv_of("a,b\r\n\"1,\"\"x\"\"\",\"one\r\ntwo\nthree\"\r\n2,\r\n");
  EXPECT_THAT(read.rows, ElementsAre("1,\"x\"|one\ntwo\nthree @2", "2| @5"));
  EXPECT_THAT(read.problems, IsEmpty());
}

TEST(Csv, ACellOfFortyLinesIsOneRecord) {
  std::string lines;
  for (int i = 0; i < 40; ++i) lines += "line\r\n";
  const CsvReading read = read_csv_of("a,b\n\"" + lines + "\",x\n3,4\n");
  ASSERT_EQ(read.rows.size(), 2u);
  EXPECT_THAT(read.rows.back(), "3|4 @43");
}

TEST(Csv, FindsTheSeparatorInTheHeader) {
  for (const std::string separator : {",", ";", "\t", "|"})
    EXPECT_EQ(
        cell_of("a" + separator + "\"b,;c\"" + separator + "d\n1" + separator + "2" + separator + "3\n", "d"),
        "3")
        << separator;
  EXPECT_EQ(cell_of("sep=;\na,b;c\n1;2\n", "c"), "2");
  EXPECT_EQ(cell_of("only\nx\n", "only"), "x");
  EXPECT_EQ(cell_of("sep=\xFF\na,b\n1,2\n", "b"), "2");
}

TEST(Csv, AllLineEndsMayBeMixed) {
  EXPECT_THAT(read_csv_of("a,b\r1,2\n3,4\r\n\r\n\n5,6").rows, ElementsAre("1|2 @2", "3|4 @3", "5|6 @6"));
}

TEST(Csv, ShortRowsAreFilledAndLongOnesReported) {
  const CsvReading read = read_csv_of("a,b\n1\n1,2,3\n1,2,\n");
  EXPECT_THAT(read.rows, ElementsAre("1 @2", "1|2|3 @3", "1|2| @4"));
  EXPECT_THAT(read.problems, ElementsAre(AllOf(HasSubstr("row 2 (line 3)"), HasSubstr("3 cells"))));
  EXPECT_EQ(cell_of("a,b\n1\n", "b"), "");
}

TEST(Csv, AnUnclosedQuoteCostsTheRestFromItsRowOn) {
  const CsvReading read = read_csv_of("a,b\n1,2\n3,\"open\n5,6\n");
  EXPECT_THAT(read.rows, ElementsAre("1|2 @2"));
  EXPECT_THAT(read.problems, ElementsAre(AllOf(HasSubstr("row 2 (line 3)"), HasSubstr("never closed"))));
}

TEST(Csv, TextAfterAClosingQuoteIsKeptAndReported) {
  const CsvReading read = read_csv_of("a,b\n\"x\" y,5\" disk\n");
  EXPECT_THAT(read.rows, ElementsAre("x y|5\" disk @2"));
  EXPECT_THAT(read.problems, ElementsAre(HasSubstr("closing quote")));
}

TEST(Csv, ACellPastOneMegabyteIsCutAtACharacterAndTheRowStays) {
  std::string big = "x";
  while (big.size() <= (1u << 20)) big += "é";
  for (const std::string quote : {"", "\""}) {
    const CsvReading read = read_csv_of("a,b\n" + quote + big + quote + ",2\n3,4\n");
    ASSERT_EQ(read.rows.size(), 2u);
    EXPECT_EQ(read.rows.front().size(), (1u << 20) - 1 + std::string("|2 @2").size());
    EXPECT_THAT(read.problems, ElementsAre(HasSubstr("cut")));
  }
}

TEST(Csv, ACellOfExactlyOneMegabyteIsWhole) {
  const CsvReading read = read_csv_of("a,b\n" + std::string(1 << 20, 'x') + ",2\n");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(read.rows.front().size(), (1u << 20) + std::string("|2 @2").size());
}

TEST(Csv, ARowWithANulByteIsLeftOut) {
  const CsvReading read = read_csv_of(std::string("a,b\n1,2\nx\0y,3\n\"q\0\",3\n4,5\n", 25));
  EXPECT_THAT(read.rows, ElementsAre("1|2 @2", "4|5 @5"));
  EXPECT_THAT(read.problems, ElementsAre(HasSubstr("NUL"), HasSubstr("NUL")));
}

TEST(Csv, AMillionColumnsAreCutTo4096) {
  const std::string wide(1'000'000, ',');
  const CsvReading read = read_csv_of("a" + wide + "\n1" + wide + "\n");
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_EQ(read.header.size(), 4096u);
  EXPECT_THAT(read.problems,
              ElementsAre(HasSubstr("header: more than 4096"), HasSubstr("row 1 (line 2): more than 4096")));
}

TEST(Csv, ARowOfManyLargeCellsIsCut) {
  std::string row;
  for (int i = 0; i < 100; ++i) row += std::string(1 << 20, 'x') + ",";
  const CsvReading read = read_csv_of("a" + std::string(100, ',') + "\n" + row + "end\n1,2\n");
  ASSERT_EQ(read.rows.size(), 2u);
  EXPECT_LT(read.rows.front().size(), 65u << 20);
  EXPECT_THAT(read.problems, ElementsAre(HasSubstr("37 cell(s) were cut")));
}

TEST(Csv, ReadsWindows1252) {
  EXPECT_EQ(cell_of("name,b\nGr\xF6\xDF"
                    "e,\x80\n",
                    "name"),
            "Größe");
  EXPECT_EQ(cell_of("name,b\nGr\xF6\xDF"
                    "e,\x80\n",
                    "b"),
            "€");
}

TEST(Csv, CellsMayHoldJson) {
  EXPECT_EQ(parse_json(cell_of("a,tags\n1,\"{\"\"k\"\": [\"\"v,1\"\"]}\"\n", "tags"))
                .value()["k"]
                .items()
                .front()
                .text(),
            "v,1");
}

TEST(Csv, NothingIsNoProblem) {
  for (const char* text : {"", "\n\n", "a,b", "a,b\r\n"}) {
    const CsvReading read = read_csv_of(text);
    EXPECT_THAT(read.rows, IsEmpty());
    EXPECT_THAT(read.problems, IsEmpty());
    EXPECT_TRUE(read.status.has_value());
  }
}

TEST(Csv, PiecesMayBeCutAnywhere) {
  const std::string text = "\xEF\xBB\xBFname;b\r\n\"a;\"\"é\"\"\r\nz\";1\r\r\n\"x\"y;\xFC\n;\n\"open";
  const CsvReading whole = read_csv_of(text);
  EXPECT_EQ(whole.rows.size(), 3u);
  for (unsigned seed = 0; seed < 300; ++seed) {
    const CsvReading cut = read_csv_of(Input::from_pieces(cut_anywhere(text, seed, 1 + seed % 4)));
    ASSERT_EQ(cut.rows, whole.rows) << seed;
    ASSERT_EQ(cut.problems, whole.problems) << seed;
    ASSERT_EQ(cut.header, whole.header) << seed;
  }
}

TEST(CsvHeader, IsNamesAndNothingElse) {
  EXPECT_THAT(csv_header("TABLE_NAME,\"Comment, long\"\nx,y"), ElementsAre("TABLE_NAME", "Comment, long"));
  EXPECT_THAT(csv_header("sep=;\na;b\n"), ElementsAre("a", "b"));
  EXPECT_THAT(csv_header("no separator here\n"), IsEmpty());
  EXPECT_THAT(csv_header("a,a\n"), IsEmpty());
  EXPECT_THAT(csv_header("a,1\n"), IsEmpty());
  EXPECT_THAT(csv_header("a,\n"), IsEmpty());
  EXPECT_THAT(csv_header("a,\"open\nb,c\n"), IsEmpty());
  EXPECT_THAT(csv_header(""), IsEmpty());
}

}  // namespace
}  // namespace waymark
