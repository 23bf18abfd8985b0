// Scenario 4.9: facts that people edit in a workbook, S63 and S64.
#include "waymark/catalog/workbook.h"

#include <gmock/gmock.h>

#include "waymark/api/export.h"
#include "waymark/ingest/ingest.h"
#include "waymark/model/conflicts.h"
#include "waymark/parse/csv.h"

#include "edited_workbook.h"
#include "index_fixture.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using namespace testing_support;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class WorkbookScenario : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(exports()); }
  fs::path exports() const { return folder_.path() / "exports"; }
  fs::path index() const { return folder_.path() / "index"; }
  fs::path edits() const { return exports() / "edits.xlsx"; }

  void upstream(const std::string& lines) {
    std::ofstream(exports() / "catalog.jsonl", std::ios::binary | std::ios::trunc) << lines;
  }

  IngestReport run() {
    IngestOptions options;
    options.exports = {exports()};
    options.index = index();
    options.tool = "test";
    options.allow_every_shrink = true;
    auto report = ingest(options);
    EXPECT_TRUE(report) << report.error().message;
    return report ? *report : IngestReport{};
  }

  ExportReport write(const fs::path& output, ExportFormat format = ExportFormat::Workbook,
                     const std::string& query = "") {
    SearchIndex opened(index());
    const auto viewer = opened.view(Access::all());
    EXPECT_TRUE(viewer) << viewer.error().message;
    if (!viewer) return {};
    ExportRequest request;
    request.format = format;
    request.search.text = query;
    request.search.now = viewer->now();
    request.output = output;
    request.written_at = now_utc();
    auto report = export_assets(*viewer, request);
    EXPECT_TRUE(report) << report.error().message;
    return report ? *report : ExportReport{};
  }

  Asset asset(const std::string& ref) {
    SearchIndex opened(index());
    const auto viewer = opened.view(Access::all());
    const auto key = viewer->resolve(ref);
    const auto found = viewer->asset(key ? *key : "");
    if (!found || !*found) {
      ADD_FAILURE() << "no asset " << ref;
      return {};
    }
    return **found;
  }

  static std::vector<std::string> notes_of(const IngestReport& report, const std::string& kind) {
    for (const MergeNote& note : report.notes)
      if (note.kind == kind) return note.examples;
    return {};
  }
  static std::vector<std::string> problems_of(const IngestReport& report) {
    std::vector<std::string> out;
    for (const FileReport& file : report.files)
      for (const Problem& problem : file.problems) out.push_back(problem.place + ": " + problem.message);
    return out;
  }

  TemporaryFolder folder_;
};

constexpr std::string_view kOrders = "snowflake:prod.sales.orders";

std::string catalog(const std::string& description, const std::string& owner, const std::string& tag) {
  return R"({"id": "1", "type": "table", "platform": "snowflake", "qualified_name": "prod.sales.orders", "description": ")" +
         description + R"(", "owners": [")" + owner + R"("], "tags": [")" + tag +
         R"(", "eu"], "criticality": "low", "products": ["Customer Orders"], "columns": [{"name": "id", "type": "int"}, {"name": "total"}]})"
         "\n"
         R"({"id": "2", "type": "table", "platform": "snowflake", "qualified_name": "prod.sales.returns", "description": "Returns", "owners": ["bo@example.com"]})"
         "\n"
         R"({"id": "3", "type": "data_product", "name": "Customer Orders", "description": "All orders", "owners": ["ana@example.com"], "criticality": "low"})"
         "\n";
}

TEST_F(WorkbookScenario, S63_EditsSurviveEveryLaterExportAndUntouchedCellsFreezeNothing) {
  upstream(catalog("Orders", "ana@example.com", "gold"));
  run();
  EXPECT_EQ(write(edits()).products, 1u);
  EXPECT_EQ(notes_of(run(), "workbook_row_unmatched"), std::vector<std::string>());
  EXPECT_EQ(asset(std::string(kOrders)).sources.size(), 1u) << "a workbook that nobody edited says nothing";

  EditedWorkbook workbook(edits());
  workbook.cell("Assets", "orders", "Owner") = "Cy Young <cy@example.com> (business)\nteam:Orders";
  workbook.cell("Assets", "orders", "Description") = "One row per order, \"net\" of returns";
  workbook.cell("Products", "Customer Orders", "Criticality") = "Critical";
  workbook.save(edits());
  const IngestReport edited = run();
  EXPECT_THAT(problems_of(edited), IsEmpty());
  const auto check = [&] {
    const Asset orders = asset(std::string(kOrders));
    ASSERT_EQ(orders.owners.size(), 2u);
    EXPECT_EQ(orders.owners[0].mail, "cy@example.com");
    EXPECT_EQ(orders.owners[0].kind, OwnerKind::Business);
    EXPECT_TRUE(orders.owners[1].team);
    EXPECT_EQ(orders.description, "One row per order, \"net\" of returns");
    EXPECT_EQ(asset("waymark:3").criticality, "critical");
    EXPECT_EQ(orders.columns.size(), 2u) << "what the workbook does not show is not wiped";
    EXPECT_EQ(orders.products, (std::vector<std::string>{"Customer Orders"}));
  };
  check();

  // The next export of the catalog: other words where the workbook was edited, and where it was not.
  upstream(catalog("Orders, renewed", "di@example.com", "silver"));
  const IngestReport renewed = run();
  check();
  EXPECT_THAT(asset(std::string(kOrders)).tags, UnorderedElementsAre("silver", "eu"));
  EXPECT_THAT(notes_of(renewed, "workbook_conflict"),
              UnorderedElementsAre(AllOf(HasSubstr("orders, Description"), HasSubstr("edits.xlsx Assets row"),
                                         HasSubstr("changed from \"Orders\" to \"Orders, renewed\"")),
                                   AllOf(HasSubstr("orders, Owner"), HasSubstr("\"di@example.com\""))));

  // A new workbook in place of the old one, with nothing edited in it: the edits are in it already.
  write(edits());
  EXPECT_THAT(notes_of(run(), "workbook_conflict"), IsEmpty())
      << "who writes the workbook anew has seen what changed";
  check();
  write(edits());
  run();
  check();
  upstream(catalog("Orders, renewed twice", "di@example.com", "bronze"));
  EXPECT_THAT(notes_of(run(), "workbook_conflict"),
              ElementsAre(HasSubstr("changed from \"Orders, renewed\" to \"Orders, renewed twice\"")));
  check();
  EXPECT_THAT(asset(std::string(kOrders)).tags, UnorderedElementsAre("bronze", "eu"));
}

TEST_F(WorkbookScenario, EmptyLeavesAsItIsAndClearClears) {
  upstream(catalog("Orders", "ana@example.com", "gold"));
  run();
  write(edits());
  EditedWorkbook workbook(edits());
  workbook.cell("Assets", "orders", "Description") = "";
  workbook.cell("Assets", "orders", "Tags") = "(Clear)";
  workbook.cell("Assets", "orders", "Criticality") = "(clear)";
  workbook.cell("Assets", "returns", "Tags") = "a; b";
  workbook.save(edits());
  run();
  const Asset orders = asset(std::string(kOrders));
  EXPECT_EQ(orders.description, "Orders");
  EXPECT_THAT(orders.tags, IsEmpty());
  EXPECT_EQ(orders.criticality, "");
  EXPECT_THAT(asset("snowflake:prod.sales.returns").tags, ElementsAre("a", "b"));
  write(edits());
  EXPECT_EQ(EditedWorkbook(edits()).cell("Assets", "orders", "Tags"), "(clear)");
  run();
  EXPECT_THAT(asset(std::string(kOrders)).tags, IsEmpty()) << "cleared is an edit that stays";
}

TEST_F(WorkbookScenario, WhatIsWrongInItIsReported) {
  upstream(catalog("Orders", "ana@example.com", "gold"));
  run();
  write(edits());
  EditedWorkbook workbook(edits());
  workbook.cell("Assets", "orders", "Criticality") = "hihg";
  workbook.cell("Assets", "orders", "Sensitivity") = "PII";
  workbook.cell("Assets", "returns", "Domain") = "Sales/Returns";
  workbook.save(edits());
  upstream(R"({"id": "1", "type": "table", "platform": "snowflake", "qualified_name": "prod.sales.orders"})");
  const IngestReport report = run();
  EXPECT_THAT(problems_of(report),
              ElementsAre(AllOf(HasSubstr("Assets row"), HasSubstr("Criticality"), HasSubstr("\"hihg\""),
                                HasSubstr("did you mean \"high\""))));
  EXPECT_TRUE(report.partial());
  EXPECT_EQ(asset(std::string(kOrders)).sensitivity, "confidential");
  EXPECT_THAT(notes_of(report, "workbook_row_unmatched"), ElementsAre(HasSubstr("returns")));
}

TEST_F(WorkbookScenario, ASheetOfTheirOwnWithOurHeadersIsAllEdits) {
  upstream(catalog("Orders", "ana@example.com", "gold"));
  run();
  TestWorkbook own{{{"My list", text_rows({{"Owners of the sales tables"},
                                           {"Platform", "Qualified name", "Owner", "Description"},
                                           {"snowflake", "PROD.SALES.ORDERS", "Cy", ""},
                                           {"snowflake", "prod.sales.none", "Cy", ""},
                                           {"", "prod.sales.returns", "Cy", ""}})}}};
  std::ofstream(edits(), std::ios::binary) << own.bytes();
  const IngestReport report = run();
  EXPECT_EQ(asset(std::string(kOrders)).owners.at(0).name, "Cy");
  EXPECT_EQ(asset(std::string(kOrders)).description, "Orders");
  EXPECT_THAT(notes_of(report, "workbook_row_unmatched"), ElementsAre(HasSubstr("My list row 4")));
  EXPECT_THAT(problems_of(report), ElementsAre(HasSubstr("My list row 5")));
}

// Names and texts that other programs take for something else.
TEST_F(WorkbookScenario, S64_EveryTextComesBackByteByByteAndNoneIsAFormula) {
  const std::vector<std::string> names = {"=1+1", "+cmd",    "-2",     "@SUM(A1)",     "a\"b",
                                          "c,d",  "e%20f;",  "'quote", "_x000D_ text", "ünïcode \u6771",
                                          "0012", "<b>&amp;"};
  std::string lines;
  for (std::size_t i = 0; i < names.size(); ++i) {
    Value line{Value::Members()};
    line.set("id", Value(std::to_string(i)));
    line.set("type", Value(std::string("report")));
    line.set("name", Value(names[i]));
    line.set("description", Value(names[i] + "\nsecond line"));
    line.set("tags", Value(Value::Items{Value(names[i]), Value(std::string("x;y"))}));
    lines += to_json(line) + "\n";
  }
  upstream(lines);
  run();
  write(edits());
  EditedWorkbook workbook(edits());
  EXPECT_THAT(workbook.names("Assets"), testing::UnorderedElementsAreArray(names));
  for (const std::string& name : names) {
    EXPECT_EQ(workbook.cell("Assets", name, "Description"), name + "\nsecond line");
    workbook.cell("Assets", name, "Owner") = name;
  }
  ASSERT_NE(workbook.info("_waymark"), nullptr);
  EXPECT_TRUE(workbook.info("_waymark")->very_hidden);
  for (const char* part : {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml"}) {
    const std::string xml = Input::open(edits(), part).value().read_all(1 << 20).value();
    EXPECT_THAT(xml, Not(HasSubstr("<f>")));
    EXPECT_THAT(xml, Not(HasSubstr("<f ")));
  }
  workbook.save(edits());
  EXPECT_THAT(problems_of(run()), IsEmpty());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Asset back = asset("waymark:" + std::to_string(i));
    EXPECT_EQ(back.name, names[i]);
    EXPECT_EQ(back.description, names[i] + "\nsecond line");
    EXPECT_THAT(back.tags, UnorderedElementsAre(names[i], "x;y"));
    ASSERT_EQ(back.owners.size(), 1u) << names[i];
    EXPECT_EQ(back.owners[0].name.empty() ? back.owners[0].mail : back.owners[0].name,
              names[i].substr(0, names[i].find(';')));
  }
}

TEST_F(WorkbookScenario, S64_CsvIsQuotedAndGuarded) {
  upstream(R"json({"id": "1", "type": "report", "name": "=HYPERLINK(\"x\")", "description": "a,\"b\"\nc"}
{"id": "2", "type": "report", "name": "\uff1dSUM(A1)"})json");
  run();
  const fs::path csv = folder_.path() / "out.csv";
  write(csv, ExportFormat::Csv);
  Input input = Input::open(csv).value();
  std::vector<std::string> names, descriptions;
  const Status read = read_csv(
      input,
      [&](const CsvRow& row) {
        names.emplace_back(row["name"]);
        descriptions.emplace_back(row["description"]);
        return true;
      },
      [](CsvProblem&& problem) { ADD_FAILURE() << problem.place << problem.message; });
  ASSERT_TRUE(read);
  EXPECT_THAT(names, UnorderedElementsAre("'=HYPERLINK(\"x\")", "'\uff1dSUM(A1)"));
  EXPECT_THAT(descriptions, Contains("a,\"b\"\nc"));
  const std::string raw = Input::open(csv).value().read_all(1 << 20).value();
  EXPECT_TRUE(raw.starts_with("\"key\",\"type\",\"name\"")) << raw;
  EXPECT_TRUE(raw.ends_with("\"\r\n"));
}

TEST_F(WorkbookScenario, MoreRowsThanAWorkbookHoldsAreRefusedWithAWayOut) {
  upstream(catalog("Orders", "ana@example.com", "gold"));
  run();
  SearchIndex opened(index());
  const auto viewer = opened.view(Access::all());
  ExportRequest request{.format = ExportFormat::Workbook, .output = edits(), .most_rows = 2};
  request.search.now = viewer->now();
  const auto refused = export_assets(*viewer, request);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
  EXPECT_THAT(refused.error().message, AllOf(HasSubstr("more than the 2 rows"), HasSubstr("--filter")));
  EXPECT_FALSE(fs::exists(edits()));
  request.most_rows = 100;
  request.output = folder_.path() / "none/edits.xlsx";
  EXPECT_THAT(export_assets(*viewer, request).error().message, HasSubstr("No such file"));
}

// A person has settled it, so sources that differ below an edit are no contradiction any more.
TEST_F(WorkbookScenario, AnEditSettlesAConflict) {
  upstream(catalog("Orders", "ana@example.com", "gold"));
  std::ofstream(exports() / "other.jsonl")
      << R"({"id": "x", "type": "table", "platform": "snowflake", "qualified_name": "prod.sales.orders", "criticality": "high"})";
  run();
  write(edits());
  EditedWorkbook workbook(edits());
  workbook.cell("Assets", "orders", "Criticality") = "medium";
  workbook.save(edits());
  run();
  const Asset orders = asset(std::string(kOrders));
  EXPECT_EQ(orders.criticality, "medium");
  EXPECT_THAT(conflicts_of(orders), IsEmpty());
  ASSERT_TRUE(is_edited(orders, *find_editable("criticality")));
}

TEST_F(WorkbookScenario, LinesEndWithTheirNumber) {
  upstream(catalog("Orders", "ana@example.com", "gold"));
  run();
  const fs::path lines = folder_.path() / "out.ndjson";
  const ExportReport report = write(lines, ExportFormat::Lines);
  const std::string raw = Input::open(lines).value().read_all(1 << 20).value();
  EXPECT_EQ(static_cast<std::uint64_t>(std::count(raw.begin(), raw.end(), '\n')), report.assets + 1);
  EXPECT_THAT(
      raw, HasSubstr("{\"_end\":true,\"count\":" + std::to_string(report.assets) + ",\"generation\":\"gen-"));
  EXPECT_EQ(write(lines, ExportFormat::Lines, "returns").assets, 1u);
}

}  // namespace
}  // namespace waymark
