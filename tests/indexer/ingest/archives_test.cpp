// Exports inside archives, and archives that mean harm (A46): read or refused, each named in the report, and
// nothing is written anywhere but into the index.
#include <fstream>
#include <set>

#include <gmock/gmock.h>

#include "waymark/ingest/ingest.h"

#include "index_fixture.h"
#include "tests/indexer/parse/workbook_parts.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

class Archives : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(exports()); }
  fs::path exports() const { return folder_.path() / "in/exports"; }
  void put(const std::string& name, const std::string& bytes) {
    std::ofstream(exports() / name, std::ios::binary) << bytes;
  }

  IngestReport run() {
    IngestOptions options;
    options.exports = {exports()};
    options.index = folder_.path() / "index";
    options.tool = "test";
    auto report = ingest(options);
    EXPECT_TRUE(report) << report.error().message;
    return report ? *report : IngestReport{};
  }

  static const FileReport& file(const IngestReport& report, const std::string& name) {
    for (const FileReport& one : report.files)
      if (one.name == name) return one;
    ADD_FAILURE() << "no file " << name << " in the report";
    static const FileReport none;
    return none;
  }
  std::set<std::string> everything_outside_the_index() const {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path()))
      if (const std::string name = fs::relative(entry.path(), folder_.path()).generic_string();
          !name.starts_with("index"))
        names.insert(name);
    return names;
  }

  testing_support::TemporaryFolder folder_;
};

std::string line(const std::string& name) {
  return "{\"id\": \"" + name + "\", \"type\": \"report\", \"name\": \"" + name + "\"}\n";
}

TEST_F(Archives, MembersAreReadAsFilesOfAFolder) {
  put("pack.zip", zipped({{"top.jsonl", line("top")},
                          {"inner/", ""},
                          {"inner/deep.jsonl", line("deep")},
                          {"../../x.jsonl", line("outside")},
                          {".hidden.jsonl", line("hidden")},
                          {"__MACOSX/inner/deep.jsonl", line("mac")}}));
  const auto before = everything_outside_the_index();
  const IngestReport report = run();
  EXPECT_EQ(report.total, 3u);
  EXPECT_EQ(file(report, "pack.zip/top.jsonl").format, "waymark_lines");
  EXPECT_EQ(file(report, "pack.zip/inner/deep.jsonl").fragments, 1u);
  EXPECT_EQ(file(report, "pack.zip/../../x.jsonl").fragments, 1u) << "a name is only a name";
  EXPECT_EQ(everything_outside_the_index(), before);
  EXPECT_FALSE(report.partial());
}

// An Atlas export holds definitions of types and a report beside its entities: they are counted and cost
// nothing.
TEST_F(Archives, AtlasExportsAreReadWithTheirSideFiles) {
  put("atlas.zip",
      zipped({{"e2d30fc3-026e-4597-b6a4-c706066bd480.json",
               R"({"entity":{"typeName":"hive_table","guid":"e2d30fc3-026e-4597-b6a4-c706066bd480",)"
               R"("status":"ACTIVE","attributes":{"qualifiedName":"sales.orders@prod","name":"orders"}},)"
               R"("referredEntities":{}})"},
              {"atlas-typesdef.json", R"({"entityDefs":[],"classificationDefs":[]})"},
              {"atlas-export-order.json", R"(["e2d30fc3-026e-4597-b6a4-c706066bd480"])"},
              {"atlas-export-info.json", R"({"operationStatus":"SUCCESS","metrics":{},"request":{}})"}}));
  const IngestReport report = run();
  EXPECT_EQ(report.total, 1u);
  EXPECT_FALSE(report.partial());
  for (const FileReport& one : report.files) EXPECT_EQ(one.format, "atlas") << one.name;
}

TEST_F(Archives, A46_HarmfulArchivesAreRefusedAndNamed) {
  const std::string body(300'000, 'x');
  std::vector<ZipEntry> sheet_bomb{
      {"xl/workbook.xml", "<workbook><sheets><sheet name='S' r:id='r'/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<R><Relationship Id='r' Type='x/worksheet' Target='worksheets/sheet1.xml'/></R>"},
      {"xl/worksheets/sheet1.xml", "<worksheet>" + std::string(80u << 20, ' ')}};
  put("sheet_bomb.xlsx", zipped(sheet_bomb));
  sheet_bomb[2].data =
      "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;'>]><worksheet>&c;</worksheet>";
  put("laughs.xlsx", zipped(sheet_bomb));
  sheet_bomb[2].data = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><worksheet/>";
  put("external.xlsx", zipped(sheet_bomb));
  sheet_bomb[2] = {"xl/worksheets/sheet1.xml", "<worksheet/>", false, false, 3'900'000'000u};
  put("claims_gigabytes.xlsx", zipped(sheet_bomb));
  put("nested.zip", zipped({{"again.zip", zipped({{"a.jsonl", line("a")}}), true}}));
  put("overlapping.zip", nested_zip(400, body));
  put("member_bomb.zip", zipped({{"bomb.jsonl", std::string(60u << 20, ' ')}, {"good.jsonl", line("good")}}));
  put("encrypted.zip", zipped({{"secret.jsonl", "sealed", true, true}}));
  const auto before = everything_outside_the_index();
  const IngestReport report = run();
  EXPECT_EQ(report.total, 1u) << "the one good member";
  EXPECT_TRUE(report.partial());
  const std::vector<std::pair<std::string, std::string>> refused = {
      {"sheet_bomb.xlsx", "200 times its size"},
      {"laughs.xlsx", "document type declaration"},
      {"external.xlsx", "document type declaration"},
      {"claims_gigabytes.xlsx", "512 MB"},
      {"nested.zip/again.zip", "a zip archive inside a zip archive"},
      {"overlapping.zip", "overlap"},
      {"member_bomb.zip/bomb.jsonl", "200 times its size"},
      {"encrypted.zip/secret.jsonl", "encrypted"}};
  for (const auto& [name, why] : refused) {
    EXPECT_NE(file(report, name).outcome, FileOutcome::Read) << name;
    EXPECT_THAT(file(report, name).reason, HasSubstr(why)) << name;
  }
  EXPECT_EQ(everything_outside_the_index(), before);
}

TEST_F(Archives, AWorkbookInsideAnArchiveIsRead) {
  TestWorkbook list{
      {{"Assets", text_rows({{"Name", "Asset Type", "Status"}, {"Revenue", "Report", "Accepted"}})}}};
  put("pack.zip", zipped({{"lists/assets.xlsx", list.bytes()}}));
  put("data.xlsx", TestWorkbook{{{"Loans", text_rows({{"Loan", "Rate"}, {"1", "0.5"}})}}}.bytes());
  const IngestReport report = run();
  EXPECT_EQ(file(report, "pack.zip/lists/assets.xlsx").format, "catalog_sheet");
  EXPECT_THAT(file(report, "data.xlsx").reason,
              AllOf(HasSubstr("a workbook of data, not of a catalog"), HasSubstr("loan, rate")));
}

}  // namespace
}  // namespace waymark
