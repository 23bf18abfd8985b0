// `waymark contract` as a CI job runs it: exit codes, annotations on the right line, revisions of git.
#include <cstdlib>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"

#include "program.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using namespace testing_support;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const fs::path kMesh = fs::path(WAYMARK_SOURCE_DIR) / "examples/sample-mesh";
constexpr const char* kContract = "contracts/customer-orders.odcs.yaml";

std::size_t line_with(const std::string& text, const std::string& part) {
  const std::string before = text.substr(0, text.find(part));
  return static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
}

// A checkout with the warehouse's exports and one contract of the sample mesh.
class ContractCommand : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(checkout() / "contracts");
    fs::copy(kMesh / "snowflake", checkout() / "exports", fs::copy_options::recursive);
    fs::copy_file(kMesh / kContract, checkout() / kContract);
  }
  fs::path checkout() const { return folder_.path(); }
  std::string read(const std::string& file) const { return read_file(checkout() / file).value_or(""); }
  void write(const std::string& file, const std::string& text) const {
    fs::create_directories((checkout() / file).parent_path());
    std::ofstream(checkout() / file, std::ios::binary | std::ios::trunc) << text;
  }
  // Lines without one that holds both words.
  void drop_line(const std::string& file, const std::string& a, const std::string& b) const {
    std::string kept;
    std::size_t dropped = 0;
    for (const std::string& line : split(read(file), '\n'))
      if (contains(line, a) && contains(line, b))
        ++dropped;
      else
        kept += line + "\n";
    ASSERT_EQ(dropped, 1u) << file;
    write(file, kept);
  }

  struct Ran {
    int code;
    std::string out, err;
  };
  Ran run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "contract");
    Program program(std::move(arguments), checkout());
    const int code = program.wait();
    return {code, program.out(), program.err()};
  }
  Ran check(const std::string& format) const {
    return run({"check", "contracts", "--exports", "exports", "--format", format, "--now",
                "2026-11-02T09:00:00Z", "--quiet"});
  }
  void git(const std::string& command) const {
    const std::string all = "cd '" + checkout().string() +
                            "' && git -c user.name=t -c user.email=t@x.example -c init.defaultBranch=main " +
                            command + " >/dev/null 2>&1";
    ASSERT_EQ(std::system(all.c_str()), 0) << command;
  }

  const TemporaryFolder folder_;
};

TEST_F(ContractCommand, PassesWhileTheWarehouseKeepsThePromise) {
  const Ran passed = check("text");
  EXPECT_EQ(passed.code, 0) << passed.out << passed.err;
  EXPECT_THAT(passed.out, HasSubstr("1 file: 0 failed"));
}

// The pull request that this is all for.
TEST_F(ContractCommand, S79_APullRequestThatDropsAPromisedColumnFailsOnTheLineThatPromisesIt) {
  drop_line("exports/COLUMNS.csv", "FCT_CUSTOMER_ORDERS", "COUPON_CODE");
  const Ran failed = check("github");
  EXPECT_EQ(failed.code, 1);
  const std::string line = std::to_string(line_with(read(kContract), "- name: coupon_code"));
  EXPECT_THAT(
      failed.out,
      HasSubstr(
          "::error file=contracts/customer-orders.odcs.yaml,line=" + line +
          ",title=Contract%3A missing column::fct_customer_orders: column \"coupon_code\" is promised and "
          "is not there (expected coupon_code, found none)\n"));
}

TEST_F(ContractCommand, TellsTheSameInEveryFormat) {
  drop_line("exports/COLUMNS.csv", "FCT_CUSTOMER_ORDERS", "COUPON_CODE");
  const Ran text = check("text"), as_json = check("json"), junit = check("junit"), sarif = check("sarif");
  for (const Ran* one : {&text, &as_json, &junit, &sarif}) EXPECT_EQ(one->code, 1);
  const std::size_t line = line_with(read(kContract), "- name: coupon_code");
  EXPECT_THAT(text.out, HasSubstr("contracts/customer-orders.odcs.yaml:" + std::to_string(line) +
                                  "  error  missing_column  "));
  const json verdict = json::parse(as_json.out);
  EXPECT_EQ(verdict["verdict"], "fail");
  EXPECT_EQ(verdict["files"][0]["file"], kContract);
  EXPECT_THAT(junit.out, HasSubstr("<failure type=\"missing_column\""));
  const json log = json::parse(sarif.out);
  bool found = false;
  for (const json& result : log["runs"][0]["results"])
    found |= result["ruleId"] == "missing_column" &&
             result["locations"][0]["physicalLocation"]["region"]["startLine"] == line;
  EXPECT_TRUE(found) << sarif.out;
}

TEST_F(ContractCommand, ChecksAgainstAnIndexAsWell) {
  EXPECT_EQ(Program({"index", "exports", "--index", "index", "--quiet"}, checkout()).wait(), 0);
  EXPECT_EQ(run({"check", kContract, "--index", "index"}).code, 0);
  EXPECT_EQ(run({"check", kContract, "--index", "nowhere"}).code, 4);
}

TEST_F(ContractCommand, ExitCodesSayWhatCameOfIt) {
  EXPECT_EQ(run({"check"}).code, 2);
  EXPECT_EQ(run({"check", "exports", "--exports", "exports"}).code, 2) << "no contract among them";
  EXPECT_EQ(run({"check", kContract, "gone.yaml", "--exports", "exports", "--quiet"}).code, 3);
  write("contracts/broken.odcs.yaml", "kind: DataContract\nid: [a\nname: b\n");
  const Ran broken = check("text");
  EXPECT_EQ(broken.code, 1) << "a contract that cannot be read is no contract";
  EXPECT_THAT(broken.out, HasSubstr("contracts/broken.odcs.yaml:"));
  EXPECT_THAT(broken.out, HasSubstr("parse_error"));
}

TEST_F(ContractCommand, ComparesWithARevisionOfGit) {
  git("init");
  git("add -A");
  git("commit -m start");
  const std::string was = std::string("main:") + kContract;
  EXPECT_EQ(run({"diff", was, kContract}).code, 0);
  const std::string before = read(kContract);
  write(kContract, replace_all(before, "name: coupon_code", "name: voucher_code"));
  const Ran breaking = run({"diff", was, kContract, "--format", "github"});
  EXPECT_EQ(breaking.code, 1);
  EXPECT_THAT(breaking.out, HasSubstr("::error file=contracts/customer-orders.odcs.yaml,line="));
  EXPECT_THAT(breaking.out, HasSubstr("column \"coupon_code\" is no longer promised"));
  EXPECT_THAT(breaking.out, HasSubstr("::notice file=contracts/customer-orders.odcs.yaml,line=" +
                                      std::to_string(line_with(before, "- name: coupon_code"))));
  EXPECT_EQ(run({"diff", "main:contracts/none.yaml", kContract}).code, 2);
  EXPECT_EQ(run({"diff", "--output=/tmp/x:y", kContract}).code, 2) << "no option of git";
}

}  // namespace
}  // namespace waymark
