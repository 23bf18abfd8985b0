// Exports nobody wrote a reader for, read by a few lines of waymark.yaml.
#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "waymark/catalog/config.h"

#include "golden_dump.h"
#include "tests/indexer/parse/workbook_parts.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class Mapping : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  // What the first source of this configuration gives for a file of these bytes.
  std::vector<std::string> read(const std::string& yaml, const std::string& bytes,
                                const std::string& name = "export") {
    const Result<Config> config = parse_config(yaml, "waymark.yaml");
    if (!config) return {config.error().message};
    Export file;
    file.path = folder_ / name;
    std::ofstream(file.path, std::ios::binary | std::ios::trunc) << bytes;
    file.name = name;
    file.source = config->sources.front().name;
    file.mapping = config->sources.front().mapping;
    const Result<Shape> shape = look_at(file.path);
    if (!shape) return {shape.error().message};
    file.shape = *shape;
    DumpingSink sink;
    const Status status = find_reader("mapping")->read(file, sink);
    if (!status) sink.lines.push_back(status.error().message);
    counts = sink.counts;
    return sink.lines;
  }
  std::map<std::string, std::size_t> counts;

  const fs::path folder_ = fs::temp_directory_path() / ("waymark_mapping_test_" + std::to_string(::getpid()));
};

constexpr std::string_view kUnheardOf = R"({"exported": "2026-10-01", "assets": [
  {"db": "shop", "schema": "sales", "table": "orders", "notes": "One row per order.", "steward": "Ana Lima <ana@example.com>",
   "labels": "gold, eu", "fields": [{"field": "id", "kind": "int", "text": "Order number"}, {"field": "total", "kind": "numeric"}]},
  {"db": "shop", "schema": "sales", "table": "returns", "steward": "team-returns"}]})";

TEST_F(Mapping, TenLinesReadAnUnheardOfExport) {
  const std::string yaml = R"(sources:
  - name: inventory
    path: inventory.json
    mapping:
      records: /assets
      type: table
      platform: postgres
      parts: [db, schema, table]
      owner: steward
      columns: {from: fields, name: field, type: kind, description: text}
)";
  EXPECT_LE(std::count(yaml.begin(), yaml.end(), '\n'), 10);
  const std::vector<std::string> lines = read(yaml, std::string(kUnheardOf));
  ASSERT_EQ(lines.size(), 2u) << testing::PrintToString(lines);
  EXPECT_THAT(lines[0],
              AllOf(HasSubstr(R"("parts":["shop","sales","orders"])"), HasSubstr(R"("platform":"postgres")"),
                    HasSubstr(R"("name":"Ana Lima","mail":"ana@example.com")"),
                    HasSubstr(R"({"path":"id","type":"int","description":"Order number"})"),
                    HasSubstr(R"("place":"assets[0]")")));
  EXPECT_THAT(lines[1], AllOf(HasSubstr("returns"), HasSubstr(R"("name":"team-returns")")));
  EXPECT_EQ(counts["table"], 2u);
  EXPECT_EQ(counts["column"], 2u);
}

TEST_F(Mapping, FieldsMayBeConstantSplitOrTranslated) {
  const std::string yaml = R"(sources:
  - name: inventory
    path: inventory.json
    mapping:
      records: assets[]
      type: {from: nowhere, value: view}
      id: table
      name: [title, table]
      description: /notes
      domain: {value: Sales}
      tags: {from: labels, split: ","}
      lifecycle: {from: schema, map: {Sales: production}}
      extra: {database: db}
)";
  const std::vector<std::string> lines = read(yaml, std::string(kUnheardOf));
  ASSERT_EQ(lines.size(), 2u) << testing::PrintToString(lines);
  EXPECT_THAT(lines[0],
              AllOf(HasSubstr(R"("id":"waymark:inventory/orders")"), HasSubstr(R"("type":"view")"),
                    HasSubstr(R"("name":"orders")"), HasSubstr(R"("description":"One row per order.")"),
                    HasSubstr(R"("domain":"Sales")"), HasSubstr(R"("tags":["gold","eu"])"),
                    HasSubstr(R"("lifecycle":"production")"), HasSubstr(R"(["database","shop"])")));
}

TEST_F(Mapping, LinesListsAndMapsOfRecordsAreFound) {
  const std::string start =
      "sources:\n  - name: s\n    path: x\n    mapping:\n      type: dashboard\n      name: t\n";
  EXPECT_THAT(read(start, "{\"t\": \"one\"}\n{\"t\": \"two\"}\n"),
              ElementsAre(HasSubstr("one"), HasSubstr("two")));
  EXPECT_THAT(read(start, "[{\"t\": \"one\"}, {\"t\": \"two\"}]"),
              ElementsAre(HasSubstr("one"), HasSubstr("two")));
  const std::string map =
      "sources:\n  - name: s\n    path: x\n    mapping:\n      records: data.boards\n      type: report\n";
  EXPECT_THAT(
      read(map, R"({"data": {"boards": {"one": {"description": "d"}, "two": {"description": "e"}}}})"),
      ElementsAre(HasSubstr("\"name\":\"one\""), HasSubstr("\"name\":\"two\"")));
  EXPECT_THAT(read(map, "{\"other\": 1}"), ElementsAre(HasSubstr("found no record at \\\"data.boards\\\"")));
}

TEST_F(Mapping, YamlGivesRecordsWithTheirLines) {
  const std::string yaml =
      "sources:\n  - name: s\n    path: x\n    mapping:\n      records: reports[]\n      type: report\n      "
      "owner: by.mail\n";
  const std::vector<std::string> lines =
      read(yaml, "reports:\n  - name: Revenue\n    by: {mail: ana@example.com}\n  - name: Costs\n");
  EXPECT_THAT(lines,
              ElementsAre(AllOf(HasSubstr("Revenue"), HasSubstr("ana@example.com"), HasSubstr("line 2")),
                          AllOf(HasSubstr("Costs"), HasSubstr("line 4"))));
}

TEST_F(Mapping, OneRowForEachColumnMakesOneTable) {
  const std::string yaml = R"(sources:
  - name: dictionary
    path: x.csv
    mapping:
      type: table
      platform: oracle
      parts: [Schema, Table]
      columns: {name: Column, type: Data type, description: Meaning, key: Key}
)";
  const std::vector<std::string> lines =
      read(yaml, "Schema;Table;Column;Data type;Meaning;Key\nHR;EMP;ID;NUMBER;who;PK\nHR;EMP;PAY;NUMBER;;\n");
  ASSERT_EQ(lines.size(), 2u) << testing::PrintToString(lines);
  EXPECT_THAT(lines[0], AllOf(HasSubstr(R"("parts":["HR","EMP"])"), HasSubstr(R"("path":"ID")"),
                              HasSubstr(R"("key_role":"primary")")));
  EXPECT_THAT(lines[1], AllOf(HasSubstr(R"("parts":["HR","EMP"])"), HasSubstr(R"("path":"PAY")")));
}

TEST_F(Mapping, SheetsAreReadBelowTheirTitlesAndNotes) {
  const std::string yaml = R"(sources:
  - name: list
    path: x.xlsx
    mapping: {type: report, name: Report name, owner: Contact, updated: Last run}
)";
  TestWorkbook parts{
      {{"Read me", text_rows({{"This is a list of reports"}})},
       {"Reports ", text_rows({{"All reports of 2026"}, {}, {"No", "Report name", "Contact", "Last run"}}) +
                        "<row r='4'><c><v>1</v></c><c t='str'><v>Revenue</v></c><c t='str'><v>Bo</v></c>"
                        "<c s='1'><v>45717</v></c></row>"}}};
  parts.cell_formats = "<xf numFmtId='0'/><xf numFmtId='14'/>";
  const std::vector<std::string> lines = read(yaml, parts.bytes());
  ASSERT_EQ(lines.size(), 1u) << testing::PrintToString(lines);
  EXPECT_THAT(lines[0], AllOf(HasSubstr("Revenue"), HasSubstr("Bo"), HasSubstr("2025-03-01T00:00:00Z"),
                              HasSubstr("Reports row 4")));
  EXPECT_THAT(
      read("sources:\n  - name: l\n    path: x\n    mapping: {records: Nowhere, type: report, name: A}\n",
           parts.bytes()),
      ElementsAre(HasSubstr("no sheet has the columns of the mapping at \"Nowhere\"")));
}

TEST_F(Mapping, ARecordWithoutANameIsReportedWithItsPlace) {
  const std::string yaml = "sources:\n  - name: s\n    path: x\n    mapping: {type: report, name: title}\n";
  EXPECT_THAT(
      read(yaml, "[{\"title\": \"a\"}, {\"other\": 1}, 7]"),
      ElementsAre(HasSubstr("fragment"), HasSubstr("neither name nor id"), HasSubstr("must be an object")));
}

TEST_F(Mapping, IdsOfTwoSourcesAreNotMixedUp) {
  const auto one = [this](const std::string& source) {
    return read("sources:\n  - name: " + source +
                    "\n    path: x\n    mapping: {type: pipeline, id: nr, name: n, upstream: needs}\n",
                R"([{"nr": 1, "n": "a"}, {"nr": 2, "n": "b", "needs": [1]}])");
  };
  const std::vector<std::string> lines = one("left");
  ASSERT_EQ(lines.size(), 3u) << testing::PrintToString(lines);
  EXPECT_THAT(lines[1], AllOf(HasSubstr("edge"), HasSubstr("waymark:left/1"), HasSubstr("waymark:left/2")));
  EXPECT_THAT(one("right")[0], HasSubstr("waymark:right/1"));
}

}  // namespace
}  // namespace waymark
