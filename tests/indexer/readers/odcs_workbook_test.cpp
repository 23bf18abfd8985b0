// The Excel template of a contract gives the contract that its YAML gives.
#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "waymark/base/strings.h"

#include "golden_dump.h"
#include "tests/indexer/parse/workbook_parts.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

class OdcsWorkbook : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  static std::vector<std::string> dump(const fs::path& path) {
    Export file;
    file.path = path;
    file.name = "contract";
    file.source = "contracts";
    return dump_file(file);
  }
  std::vector<std::string> dump(const TestWorkbook& parts) {
    std::ofstream(folder_ / "contract.xlsx", std::ios::binary) << parts.bytes();
    return dump(folder_ / "contract.xlsx");
  }

  const fs::path folder_ =
      fs::temp_directory_path() / ("waymark_odcs_workbook_" + std::to_string(::getpid()));
};

TestWorkbook filled_in() {
  return {{{"Instructions", text_rows({{"Open Data Contract Standard"}, {"Name", "not this one"}})},
           {"Fundamentals", text_rows({{"Fundamentals"},
                                       {"Kind", "", "DataContract"},
                                       {"apiVersion", "", "v3.0.2"},
                                       {"ID", "", "orders-1"},
                                       {"Name", "", "Orders"},
                                       {"Version", "", "1.0.0"},
                                       {"Status", "", "active"},
                                       {"Owner", "", "Order team"},
                                       {"Domain", "", "Sales"},
                                       {"Tags", "", "gold, eu"}})},
           {"Schema orders ",
            text_rows({{"Schema"},
                       {"Name", "orders"},
                       {"Physical Name", "ORDERS_V1"},
                       {},
                       {"Property", "Logical Type", "Required", "Classification", "Primary Key"},
                       {"id", "string", "true", "internal", "TRUE"},
                       {"lines", "array"},
                       {"lines.sku", "string", "false", "confidential"}})},
           {"Schema &lt;table_name>", text_rows({{"Name", "<table_name>"}, {"Property", "Required"}})},
           {"Team", text_rows({{"Username", "Role", "Date Out"},
                               {"ana@example.com", "owner"},
                               {"bo", "owner", "2020-01-01"}})},
           {"SLA", text_rows({{"Property", "Value", "Unit"}, {"latency", "4", "h"}})},
           {"Servers", text_rows({{"Server", "", "prod"},
                                  {"Type", "", "snowflake"},
                                  {"PostgreSQL"},
                                  {"", "Database", "wrong"},
                                  {"Snowflake"},
                                  {"", "Account", "acme"},
                                  {"", "Database", "PROD"},
                                  {"", "Schema", "SALES"}})},
           {"Quality", text_rows({{"Schema", "Property", "Quality Type", "Description"},
                                  {"orders", "id", "text", "never repeated"}})}}};
}

TEST_F(OdcsWorkbook, ReadsByLabelsWhereCellsHaveNoNames) {
  const std::vector<std::string> lines = dump(filled_in());
  ASSERT_GE(lines.size(), 2u);
  EXPECT_THAT(lines[0], HasSubstr("\"reader\":\"odcs_workbook\""));
  const std::string& contract = lines.back();
  EXPECT_THAT(contract,
              AllOf(HasSubstr("odcs:orders-1"), HasSubstr("\"domain\":\"Sales\""), HasSubstr("Order team"),
                    HasSubstr("ana@example.com"), HasSubstr("lines.sku"), HasSubstr("never repeated")));
  EXPECT_THAT(contract,
              AllOf(HasSubstr("PROD"), HasSubstr("SALES"), HasSubstr("ORDERS_V1"), HasSubstr("acme")));
  EXPECT_THAT(contract, testing::Not(HasSubstr("wrong")));
  EXPECT_THAT(contract, testing::Not(HasSubstr("\"bo\"")));
}

TEST_F(OdcsWorkbook, NamedCellsCountBeforeLabels) {
  TestWorkbook parts = filled_in();
  parts.sheets[1].rows += "<row r='30'><c r='F30' t='str'><v>Named</v></c></row>";
  parts.names = "<definedName name='domain'>Fundamentals!$F$30</definedName>";
  EXPECT_THAT(dump(parts).back(), HasSubstr("\"domain\":\"Named\""));
}

TEST_F(OdcsWorkbook, AnEmptyTemplateIsSaidToBeOne) {
  TestWorkbook parts{
      {{"Fundamentals", text_rows({{"Kind", "", "DataContract"}, {"ID"}, {"Name"}})},
       {"Schema &lt;table_name>", text_rows({{"Name", "<table_name>"}, {"Property", "Required"}})}}};
  const std::vector<std::string> lines = dump(parts);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_THAT(lines[1], HasSubstr("nobody has filled in"));
}

// A filled-in template of the contract tool and the YAML it was made from.
TEST_F(OdcsWorkbook, ARealTemplateGivesTheContractOfItsYaml) {
  const char* shared = std::getenv("WAYMARK_SHARED");
  const fs::path real =
      (shared != nullptr ? fs::path(shared) : fs::path(WAYMARK_SOURCE_DIR) / "../shared") / "real/odcs-excel";
  if (!fs::exists(real)) GTEST_SKIP() << "no real contracts at " << real << ": set WAYMARK_SHARED";
  const std::vector<std::string> sheet = dump(real / "shipments-odcs.xlsx");
  const std::vector<std::string> yaml = dump(real / "shipments-odcs.yaml");
  ASSERT_FALSE(sheet.empty());
  // Up to the original text; after it only the order of further members differs.
  const auto comparable = [](const std::string& line) { return line.substr(0, line.find("\"original\":")); };
  EXPECT_EQ(comparable(sheet.back()), comparable(yaml.back()));
  for (const char* further :
       {"[\"usage\",\"Use this to analyze shipments\"]", "[\"tenant\",\"company-A\"]",
        "[\"price.priceUnit\",\"Per 1000 requests\"]", "[\"support[0].tool\",\"slack\"]",
        "[\"additionalField\",\"We added an addition field - b\"]"}) {
    EXPECT_THAT(sheet.back(), HasSubstr(further));
    EXPECT_THAT(yaml.back(), HasSubstr(further));
  }
}

}  // namespace
}  // namespace waymark
