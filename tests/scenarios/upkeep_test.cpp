// Scenarios S71 and S84: what is missing from a record, and one table of 100,000 columns.
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mesh_server.h"

namespace waymark {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::Not;

TEST(Upkeep, S71_WhatIsMissingCanBeAskedFor) {
  MeshServer mesh;
  mesh.load(scenario_folder("mesh/waymark.yaml"));
  const auto missing = [&](const std::string& part) {
    return MeshServer::names(mesh.search({{"missing", part}, {"type", "table"}, {"size", "100"}}));
  };
  EXPECT_THAT(missing("owner"), Contains("dim_product"));
  EXPECT_THAT(missing("description"), Contains("dim_product"));
  const json terms = mesh.search({{"missing", "term"}});
  const json having = mesh.search({{"has", "term"}});
  EXPECT_GT(terms["total"], 0);
  for (const std::string& name : MeshServer::names(having))
    EXPECT_THAT(MeshServer::names(terms), Not(Contains(name))) << "it has a term and lacks one";
}

constexpr std::size_t kColumns = 100'000;
constexpr std::size_t kInFull = 20'000;

std::string column(std::size_t number) {
  std::string digits = std::to_string(number);
  return "wide_" + std::string(6 - digits.size(), '0') + digits;
}

void write_wide_table(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  std::ofstream out(folder / "glue.json");
  out << R"({"TableList":[{"Name":"wide_events","DatabaseName":"lake","CatalogId":"1","StorageDescriptor":{"Columns":[)";
  for (std::size_t i = 1; i <= kColumns; ++i)
    out << (i > 1 ? "," : "") << R"({"Name":")" << column(i) << R"(","Type":"string","Comment":"note )"
        << (i == kInFull       ? "lastinfull"
            : i == kInFull + 1 ? "firstcut"
                               : "of a column")
        << R"("})";
  out << "]}}]}";
  std::ofstream(folder / "waymark.yaml") << "sources: [{name: lake, path: glue.json}]\n";
}

// Indexes in a process of its own; the peak of its memory and of its workers', in bytes.
std::size_t peak_of_indexing(const std::filesystem::path& yaml, const std::filesystem::path& index) {
  const pid_t child = ::fork();
  if (child == 0) {
    index_config(yaml, index);
    ::_exit(testing::Test::HasFailure() ? 1 : 0);
  }
  int status = 0;
  rusage used{};
  EXPECT_EQ(::wait4(child, &status, 0, &used), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  rusage children{};
  ::getrusage(RUSAGE_CHILDREN, &children);  // The most that any of them and of theirs had.
  return static_cast<std::size_t>(std::max(used.ru_maxrss, children.ru_maxrss)) * 1024;
}

TEST(Upkeep, S84_ATableOfAHundredThousandColumnsIsIndexedInBoundedMemory) {
  const TemporaryFolder folder;
  write_wide_table(folder.path() / "exports");
  const std::size_t peak = peak_of_indexing(folder.path() / "exports/waymark.yaml", folder.path() / "index");
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LT(peak, std::size_t{1} << 30);
#endif
  MeshServer mesh;
  std::filesystem::copy(folder.path() / "index", mesh.index(), std::filesystem::copy_options::recursive);
  for (int i = 0; i < 400 && (!mesh.raw("/api/v1/status") || mesh.raw("/api/v1/status")->status != 200); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  for (const std::size_t number : {std::size_t{1}, kInFull, kInFull + 1, kColumns / 2, kColumns})
    EXPECT_THAT(MeshServer::names(mesh.search(column(number))), Contains("wide_events")) << column(number);
  EXPECT_EQ(mesh.search("lastinfull")["total"], 1);
  EXPECT_EQ(mesh.search({{"q", "firstcut"}})["total"], 0) << "past 20,000 columns the names are kept";
  std::ifstream report(folder.path() / "index/report.json");
  const json notes = json::parse(report)["notes"];
  EXPECT_TRUE(std::any_of(notes.begin(), notes.end(), [](const json& note) {
    return note["kind"] == "cut_columns";
  })) << notes.dump(1);
}

}  // namespace
}  // namespace waymark
