// Real contracts of other projects, and what is said of each: real_contracts.tsv beside this file has the
// table. WAYMARK_UPDATE=1 writes it anew.
//
// The files stay outside the tree (WAYMARK_SHARED, else ../shared beside it); without them the tests are
// skipped.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"
#include "waymark/catalog/contract_check.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolders[] = {"datacontract", "datacontract-cli", "odcs", "odcs-cli"};

fs::path real_exports() {
  const char* shared = std::getenv("WAYMARK_SHARED");
  return (shared != nullptr ? fs::path(shared) : fs::path(WAYMARK_SOURCE_DIR) / "../shared") / "real";
}

std::string row_of(const std::string& name, const std::string& text) {
  CheckCatalog nothing;
  nothing.now = Time(Seconds(1'772'323'200));
  nothing.find = [](const Ref&) { return std::optional<Asset>(); };
  const ContractCheck check = check_contract_text(text, {name, "", "", nothing.now}, nothing);
  const CheckFinding* worst = nullptr;
  std::size_t remarks = 0;
  for (const CheckFinding& finding : check.findings) {
    if (finding.code != "parse_error") continue;
    remarks += finding.severity != Severity::Error;
    if (finding.severity == Severity::Error && worst == nullptr) worst = &finding;
  }
  const std::string verdict = worst == nullptr ? "valid" : check.format == "unknown" ? "refused" : "invalid";
  return join({name, check.format, std::to_string(check.contracts), std::to_string(check.checks), verdict,
               worst == nullptr ? "" : "line " + std::to_string(worst->line) + ": " + worst->text,
               remarks == 0 ? "" : std::to_string(remarks) + " remarks"},
              "\t");
}

TEST(RealContracts, AreSaidToBeValidOrInvalidAsTheTableHasIt) {
  if (!fs::is_directory(real_exports() / "odcs"))
    GTEST_SKIP() << "no real contracts in " << real_exports() << "; set WAYMARK_SHARED to where they are";
  std::vector<fs::path> files;
  for (const char* folder : kFolders)
    for (const auto& entry : fs::directory_iterator(real_exports() / folder))
      if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::string table = "file\tformat\tcontracts\tchecks\tverdict\tfirst error\tremarks\n";
  for (const fs::path& path : files) {
    const auto text = read_file(path);
    ASSERT_TRUE(text) << text.error().message;
    table += row_of(fs::relative(path, real_exports()).generic_string(), *text) + "\n";
  }
  const fs::path golden = fs::path(WAYMARK_SOURCE_DIR) / "tests/catalog/real_contracts.tsv";
  if (std::getenv("WAYMARK_UPDATE") != nullptr) std::ofstream(golden, std::ios::trunc) << table;
  const std::vector<std::string> expected = split(read_file(golden).value_or(""), '\n'),
                                 found = split(table, '\n');
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i], expected[i]);
}

}  // namespace
}  // namespace waymark
