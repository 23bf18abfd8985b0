// hostile_exports_test.cpp - exports made to harm: every limit is passed, and what it costs is that record or
// that file, is told in the report, and takes nothing else with it.
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>

#include "waymark/base/strings.h"
#include "waymark/index/generation.h"
#include "waymark/ingest/ingest.h"
#include "waymark/model/asset_json.h"

#include "index_fixture.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing_support::TemporaryFolder;

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string glue_table(const std::string& name, const std::string& more = {},
                       const std::string& columns = "[]") {
  return R"({"Name":")" + name + R"(","DatabaseName":"d","StorageDescriptor":{"Columns":)" + columns + "}" +
         (more.empty() ? "" : "," + more) + "}";
}

class HostileExports : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(exports()); }
  fs::path exports() const { return folder_.path() / "exports"; }

  void write(const std::string& name, std::string_view bytes) {
    std::ofstream(exports() / name, std::ios::binary) << bytes;
  }
  IngestReport run() {
    IngestOptions options;
    options.exports = {exports()};
    options.index = folder_.path() / "index";
    options.tool = "test";
    Result<IngestReport> report = ingest(options);
    EXPECT_TRUE(report) << (report ? "" : report.error().message);
    return report ? std::move(*report) : IngestReport{};
  }
  // The published assets, whole.
  std::vector<Asset> assets() {
    std::vector<Asset> all;
    const auto generation = Generation::open_current(folder_.path() / "index");
    EXPECT_TRUE(generation) << (generation ? "" : generation.error().message);
    if (!generation) return all;
    for (const Shard& shard : (*generation)->shards())
      for (std::uint32_t d = 0; d < shard.columns.size(); ++d)
        if (Result<Asset> asset = asset_from_json(shard.documents[d])) all.push_back(std::move(*asset));
    return all;
  }

  TemporaryFolder folder_;
};

const FileReport& file_named(const IngestReport& report, const std::string& name) {
  static const FileReport kNone;
  for (const FileReport& file : report.files)
    if (file.name == name) return file;
  ADD_FAILURE() << name << " is not in the report";
  return kNone;
}

std::string said_of(const FileReport& file) {
  std::string said = file.reason;
  for (const Problem& problem : file.problems) said += "\n" + problem.message;
  return said;
}

// How many records a note of the report is about.
std::size_t examples_of(const IngestReport& report, std::string_view kind) {
  for (const MergeNote& note : report.notes)
    if (note.kind == kind) return std::set<std::string>(note.examples.begin(), note.examples.end()).size();
  return 0;
}

const Asset* asset_with(const std::vector<Asset>& assets, std::string_view beginning) {
  for (const Asset& asset : assets)
    if (asset.name.starts_with(beginning)) return &asset;
  return nullptr;
}

TEST_F(HostileExports, A45_OversizedRecordsAreCutEachAloneAndTold) {
  std::string columns;
  for (int i = 0; i < 50'000; ++i)
    columns += (i > 0 ? "," : "[") + (R"({"Name":"c)" + std::to_string(i) + R"(","Type":"int"})");
  columns += "]";
  write("tables.json",
        R"({"TableList":[)" + glue_table("plain", R"("Description":"short")") + "," +
            glue_table("talkative", R"("Description":")" + std::string(300 * 1024, 'x') + "\"") + "," +
            glue_table("wide", {}, columns) + "," + glue_table("named_" + std::string(5 << 20, 'n')) + "]}");
  std::string tags;
  for (int i = 0; i < 10'000; ++i)
    tags += (i > 0 ? "," : "") + (R"({"name":"tag)" + std::to_string(i) + "\"}");
  write("package.json",
        R"({"id":"1","name":"tagged","title":"T","notes":"n","resources":[],"tags":[)" + tags + "]}");

  const IngestReport report = run();
  for (const char* kind : {"cut_description", "cut_columns", "cut_list", "cut_name"})
    EXPECT_EQ(examples_of(report, kind), 1u) << kind;
  const std::vector<Asset> published = assets();
  const Asset* plain = asset_with(published, "plain");
  const Asset* wide = asset_with(published, "wide");
  const Asset* talkative = asset_with(published, "talkative");
  const Asset* named = asset_with(published, "named_");
  const Asset* tagged = asset_with(published, "tagged");
  ASSERT_TRUE(plain && wide && talkative && named && tagged);
  EXPECT_EQ(plain->description, "short");
  EXPECT_LE(talkative->description.size(), 32u * 1024);
  EXPECT_EQ(wide->columns.size(), 50'000u);  // All names stay; past the limit nothing but the name.
  EXPECT_EQ(wide->columns[19'999].type, "int");
  EXPECT_EQ(wide->columns[20'000].type, "");
  EXPECT_LE(named->name.size(), 1024u);
  EXPECT_EQ(tagged->tags.size(), 256u);
}

TEST_F(HostileExports, A47_YamlBombsAreRefusedAndTheOthersAreRead) {
  std::string aliases = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'j'; ++c)
    aliases += std::string(1, c) + ": &" + c + " [" +
               repeat("*" + std::string(1, static_cast<char>(c - 1)) + ", ", 8) + "*" +
               std::string(1, static_cast<char>(c - 1)) + "]\n";
  write("aliases.yaml", aliases);
  write("itself.yaml", "a: &a [1, *a]\n");
  write("brackets.yaml", "a: " + repeat("[", 100'000));
  write("twice.yaml", "kind: DataContract\napiVersion: v3.0.2\nid: a\nid: b\n");
  write("python.yaml",
        "a: !!python/object/apply:os.system [\"touch " + (folder_.path() / "made").string() + "\"]\n");
  write("good.yaml", "Name: Good\nManagedBy: Us\nLicense: x\nResources: []\n");

  const IngestReport report = run();
  EXPECT_THAT(said_of(file_named(report, "aliases.yaml")), HasSubstr("more than 200000"));
  EXPECT_THAT(said_of(file_named(report, "itself.yaml")), HasSubstr("inside the value"));
  EXPECT_THAT(said_of(file_named(report, "brackets.yaml")), HasSubstr("malformed YAML"));
  EXPECT_THAT(said_of(file_named(report, "twice.yaml")), HasSubstr("twice"));
  // A tag is only a word here: nothing is made from it.
  EXPECT_FALSE(said_of(file_named(report, "python.yaml")).empty());
  EXPECT_FALSE(fs::exists(folder_.path() / "made"));
  EXPECT_EQ(file_named(report, "good.yaml").outcome, FileOutcome::Read);
  EXPECT_TRUE(report.partial());
  EXPECT_NE(asset_with(assets(), "good"), nullptr);
}

TEST_F(HostileExports, A48_JsonOfAllKindsIsReadByRuleOrRefused) {
  write("deep.json", repeat(R"({"a":)", 1'000'000));
  write("brackets.json", repeat("[", 1'000'000));
  write("inside.json", glue_table("before") + "\n" + glue_table("inside", "\"x\":" + repeat("[", 1'000'000)) +
                           "\n" + glue_table("after"));
  write("text.json", glue_table("text", R"("Description":")" + std::string(20 << 20, 'x') + "\""));
  write("cut.json", R"({"TableList":[)" + glue_table("whole") + R"(,{"Name":"half)");
  write("many.json", glue_table("one") + glue_table("two") + "\n\n" + glue_table("three"));
  write("mark.json", "\xEF\xBB\xBF" + glue_table("marked"));
  std::string wide = "\xFF\xFE";
  for (const char c : glue_table("sixteen")) (wide += c) += '\0';
  write("sixteen.json", wide);

  const IngestReport report = run();
  for (const char* name : {"deep.json", "brackets.json", "inside.json", "cut.json", "text.json"})
    EXPECT_FALSE(said_of(file_named(report, name)).empty()) << name;
  const std::vector<Asset> published = assets();
  for (const char* name : {"before", "whole", "one", "two", "three", "marked", "sixteen", "text"})
    EXPECT_NE(asset_with(published, name), nullptr) << name;
  EXPECT_EQ(asset_with(published, "half"), nullptr);
  EXPECT_TRUE(report.partial());
}

TEST_F(HostileExports, A49_CsvOfAllKindsIsReadByRuleOrToldRowByRow) {
  const std::string header = "TABLE_CATALOG,TABLE_SCHEMA,TABLE_NAME,COMMENT\n";
  write("field.csv", header + "DB,S,BIG,\"" + std::string(2 << 20, 'x') + "\"\nDB,S,BESIDE_BIG,fine\n");
  write("quote.csv", header + "DB,S,BEFORE_QUOTE,fine\nDB,S,OPEN,\"never closed\nDB,S,SWALLOWED,x\n");
  std::string columns = "TABLE_CATALOG,TABLE_SCHEMA,TABLE_NAME";
  for (int i = 0; i < 1'000'000; ++i) columns += ",c" + std::to_string(i);
  write("columns.csv", columns + "\nDB,S,OF_A_MILLION\n");
  std::string nul = header + "DB,S,BEFORE_NUL,fine\nDB,S,NUL,a";
  nul += '\0';
  write("nul.csv", nul + "b\nDB,S,AFTER_NUL,fine\n");
  write("ends.csv",
        "TABLE_CATALOG,TABLE_SCHEMA,TABLE_NAME,COMMENT\r\nDB,S,WINDOWS,a\r\nDB,S,UNIX,b\nDB,S,LAST,c");

  const IngestReport report = run();
  for (const char* name : {"field.csv", "quote.csv", "columns.csv", "nul.csv"})
    EXPECT_FALSE(said_of(file_named(report, name)).empty()) << name;
  EXPECT_EQ(said_of(file_named(report, "ends.csv")), "");
  const std::vector<Asset> published = assets();
  for (const char* name : {"BIG", "BESIDE_BIG", "BEFORE_QUOTE", "OF_A_MILLION", "WINDOWS", "UNIX", "LAST"})
    EXPECT_NE(asset_with(published, name), nullptr) << name;
  EXPECT_EQ(asset_with(published, "SWALLOWED"), nullptr);
}

TEST_F(HostileExports, A50_WhatIsNoRegularFileIsSkippedToldAndNeverWaitedFor) {
  write("good.json", glue_table("good"));
  fs::create_symlink("/etc/shadow", exports() / "shadow.json");
  fs::create_symlink("/dev/zero", exports() / "zero.json");
  fs::create_directory_symlink(exports(), exports() / "loop");
  fs::create_directories(exports() / "below");
  fs::create_directory_symlink("..", exports() / "below" / "up");
  ASSERT_EQ(::mkfifo((exports() / "pipe.json").c_str(), 0600), 0);
  const bool may_make_devices =
      ::mknod((exports() / "device.json").c_str(), S_IFCHR | 0600, makedev(1, 5)) == 0;
  const int listening = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  (exports() / "socket.json").string().copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);

  const IngestReport report = run();
  ::close(listening);
  std::map<std::string, std::string> skipped;
  for (const Skipped& one : report.skipped) skipped[one.name] = one.reason;
  for (const char* name : {"shadow.json", "zero.json", "loop", "below/up"})
    EXPECT_THAT(skipped[name], HasSubstr("symbolic link")) << name;
  for (const char* name : {"pipe.json", "socket.json"})
    EXPECT_THAT(skipped[name], HasSubstr("not a regular file")) << name;
  if (may_make_devices) {
    EXPECT_THAT(skipped["device.json"], HasSubstr("not a regular file"));
  }
  EXPECT_EQ(report.files.size(), 1u);
  const std::vector<Asset> published = assets();
  ASSERT_NE(asset_with(published, "good"), nullptr);
}

TEST_F(HostileExports, A50_AnExportGivenByNameIsNoExceptionFromThat) {
  const fs::path link = folder_.path() / "shadow.json";
  fs::create_symlink("/etc/shadow", link);
  write("good.json", glue_table("good"));
  IngestOptions options;
  options.exports = {link, exports()};
  options.index = folder_.path() / "index";
  options.tool = "test";
  const Result<IngestReport> report = ingest(options);
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->skipped.size(), 1u);
  EXPECT_THAT(report->skipped[0].reason, HasSubstr("symbolic link"));
}

}  // namespace
}  // namespace waymark
