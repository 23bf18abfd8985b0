// Changes worked into copies of the old shards give what writing everything anew gives.
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <xapian.h>

#include "random_catalog.h"

namespace waymark {
namespace {

using namespace testing_support;
namespace fs = std::filesystem;

using Lines = std::multiset<std::string>;

void describe_columns(const Shard& shard, Lines& lines) {
  const Columns& c = shard.columns;
  for (std::uint32_t d = 0; d < c.size(); ++d) {
    std::string line = "columns " + std::string(c.keys[d]) + " " + std::string(c.sort_names[d]);
    for (const std::int64_t number :
         {c.updated[d], c.changed[d], c.accessed[d], c.fresh_within[d], c.queries[d], c.users[d],
          std::int64_t{c.length[d]}, std::int64_t{c.flags[d]}})
      line += " " + std::to_string(number);
    line += " " + std::to_string(c.importance[d]) + " " + to_hex(c.digests[d]);
    for (std::size_t row = 0; row < fields().size(); ++row)
      for (const std::uint32_t ordinal : c.field(row).of(d))
        line += " " + std::to_string(row) + "=" + std::string(c.field(row).dictionary[ordinal]);
    lines.insert(line);
    lines.insert("asset " + std::string(shard.documents[d]));
    lines.insert("forward " + std::string(c.keys[d]) + " " + std::string(shard.forward[d]));
  }
  for (std::size_t i = 0; i < shard.names.size(); ++i)
    lines.insert("name " + std::string(shard.names.text(i)) + " " +
                 std::string(c.keys[shard.names.entry(i).document]) + " " +
                 std::to_string(shard.names.entry(i).start));
}

// Terms with the keys of the documents that have them, counts and positions included.
void describe_terms(const Shard& shard, Lines& lines) {
  const Xapian::Database database(shard.database.string());
  ASSERT_EQ(database.get_doccount(), shard.columns.size());
  ASSERT_LE(database.get_lastdocid(), shard.columns.size());
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term)
    for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at) {
      std::string line = "term " + *term + " " + std::string(shard.columns.keys[*at - 1]) + " " +
                         std::to_string(at.get_wdf());
      for (auto p = database.positionlist_begin(*at, *term); p != database.positionlist_end(*at, *term); ++p)
        line += " " + std::to_string(*p);
      lines.insert(line);
    }
  for (Xapian::docid d = 1; d <= database.get_lastdocid(); ++d) {
    const Xapian::Document document = database.get_document(d);
    for (auto value = document.values_begin(); value != document.values_end(); ++value)
      lines.insert("value " + std::string(shard.columns.keys[d - 1]) + " " +
                   std::to_string(value.get_valueno()) + " " + *value);
  }
}

struct Description {
  std::string content;
  std::vector<std::string> classes;
  Lines lines;
  std::map<std::string, std::uint64_t> spellings;       // Of class and word.
  std::map<std::string, std::set<std::string>> values;  // Dictionaries by class and field.
};

Description describe(const fs::path& index) {
  Description all;
  const auto generation = Generation::open_current(index, Verify::Hashes);
  EXPECT_TRUE(generation) << generation.error().message;
  if (!generation) return all;
  EXPECT_EQ((*generation)->problem(), "");
  all.content = (*generation)->manifest().content;
  const auto class_of = [](const AccessClass& access) {
    return std::to_string(access.level) + " " + testing::PrintToString(access.groups);
  };
  for (const ClassInfo& one : (*generation)->manifest().classes)
    all.classes.push_back(class_of(one.access) + " " + std::to_string(one.documents) + " " + one.content);
  for (const Shard& shard : (*generation)->shards()) {
    describe_columns(shard, all.lines);
    describe_terms(shard, all.lines);
    const std::string access = class_of(shard.info.access);
    for (std::size_t i = 0; i < shard.words.size(); ++i)
      all.spellings[access + " " + std::string(shard.words.text(i))] += shard.words.documents(i);
    for (std::size_t row = 0; row < fields().size(); ++row)
      for (std::size_t i = 0; i < shard.columns.field(row).dictionary.size(); ++i)
        all.values[access + " " + std::to_string(row)].insert(
            std::string(shard.columns.field(row).dictionary[i]));
  }
  return all;
}

void expect_same(const Description& a, const Description& b, const std::string& where) {
  EXPECT_EQ(a.content, b.content) << where;
  EXPECT_EQ(a.classes, b.classes) << where;
  EXPECT_EQ(a.spellings, b.spellings) << where;
  EXPECT_EQ(a.values, b.values) << where;
  EXPECT_TRUE(a.lines == b.lines) << where;
  if (a.lines == b.lines) return;
  std::vector<std::string> only_a, only_b;
  std::set_difference(a.lines.begin(), a.lines.end(), b.lines.begin(), b.lines.end(),
                      std::back_inserter(only_a));
  std::set_difference(b.lines.begin(), b.lines.end(), a.lines.begin(), a.lines.end(),
                      std::back_inserter(only_b));
  for (std::size_t i = 0; i < std::min<std::size_t>(only_a.size(), 5); ++i)
    ADD_FAILURE() << "only there: " << only_a[i];
  for (std::size_t i = 0; i < std::min<std::size_t>(only_b.size(), 5); ++i)
    ADD_FAILURE() << "only here: " << only_b[i];
}

TEST(Incremental, AnyEditsGiveWhatAFreshIndexGives) {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    RandomCatalog catalog(seed, 60);
    const TemporaryFolder edited;
    publish_assets(catalog.assets(), edited.path(), small_shards());
    for (unsigned step = 0; step < 5; ++step) {
      catalog.edit(1 + seed * step % 13);
      const PublishReport report = publish_assets(catalog.assets(), edited.path(), small_shards());
      EXPECT_FALSE(report.rebuilt);
      EXPECT_TRUE(report.warnings.empty()) << testing::PrintToString(report.warnings);
      const TemporaryFolder fresh;
      publish_assets(catalog.assets(), fresh.path(), small_shards());
      expect_same(describe(edited.path()), describe(fresh.path()),
                  "seed " + std::to_string(seed) + " step " + std::to_string(step));
    }
  }
}

TEST(Incremental, ClassesComeAndGo) {
  RandomCatalog catalog(7, 40);
  const TemporaryFolder edited;
  publish_assets(catalog.assets(), edited.path(), small_shards(2));
  for (const std::size_t kept : {std::size_t{20}, std::size_t{3}, std::size_t{0}}) {
    catalog.remove(catalog.size() - kept);
    publish_assets(catalog.assets(), edited.path(), small_shards(2));
    const TemporaryFolder fresh;
    publish_assets(catalog.assets(), fresh.path(), small_shards());
    expect_same(describe(edited.path()), describe(fresh.path()), std::to_string(kept) + " kept");
  }
  for (int i = 0; i < 30; ++i) catalog.add();
  publish_assets(catalog.assets(), edited.path(), small_shards(2));
  const TemporaryFolder fresh;
  publish_assets(catalog.assets(), fresh.path(), small_shards());
  expect_same(describe(edited.path()), describe(fresh.path()), "all new");
}

TEST(Incremental, HowAssetsAreCutIntoPartsAndShardsSaysNothing) {
  const RandomCatalog catalog(8, 120);
  const TemporaryFolder one, many;
  publish_assets(catalog.assets(), one.path());
  PublishOptions options = small_shards();
  options.tuning.threads = 3;
  publish_assets(catalog.assets(), many.path(), options);
  EXPECT_GT((*Generation::open_current(many.path()))->shards().size(),
            (*Generation::open_current(one.path()))->shards().size());
  expect_same(describe(one.path()), describe(many.path()), "");
}

TEST(Incremental, PastTheShareEverythingIsWrittenAnew) {
  RandomCatalog catalog(9, 40);
  const TemporaryFolder folder;
  EXPECT_TRUE(publish_assets(catalog.assets(), folder.path(), small_shards(0.1)).rebuilt);
  std::vector<Asset> assets = catalog.assets();
  assets[0].description = "Other words.";
  EXPECT_FALSE(publish_assets(assets, folder.path(), small_shards(0.1)).rebuilt);
  for (int i = 0; i < 10; ++i) assets[static_cast<std::size_t>(i)].description = "Further words.";
  EXPECT_TRUE(publish_assets(assets, folder.path(), small_shards(0.1)).rebuilt);
  PublishOptions full = small_shards();
  full.even_if_unchanged = true;
  EXPECT_TRUE(publish_assets(assets, folder.path(), full).rebuilt);
}

TEST(Incremental, ShardsWithoutAChangeAreTheSameFiles) {
  std::vector<Asset> assets = {table("A.B.C"), table("A.B.D")};
  assets[1].access = {3, {"finance"}, ""};
  const TemporaryFolder folder;
  publish_assets(assets, folder.path(), small_shards());
  assets[0].description = "Other words.";
  publish_assets(assets, folder.path(), small_shards());
  EXPECT_TRUE(fs::equivalent(folder.path() / "gen-000001/shard-001.documents",
                             folder.path() / "gen-000002/shard-001.documents"));
  EXPECT_FALSE(fs::equivalent(folder.path() / "gen-000001/shard-000/postlist.glass",
                              folder.path() / "gen-000002/shard-000/postlist.glass"));
  EXPECT_TRUE(Generation::open(folder.path() / "gen-000001", Verify::Hashes));
  EXPECT_TRUE(Generation::open(folder.path() / "gen-000002", Verify::Hashes));
}

TEST(Incremental, ADamagedGenerationIsNotBuiltOn) {
  std::vector<Asset> assets = {table("A.B.C"), table("A.B.D"), table("A.B.E")};
  const TemporaryFolder folder;
  publish_assets(assets, folder.path(), small_shards());
  const fs::path file = folder.path() / "gen-000001/shard-000/position.glass";
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(static_cast<std::streamoff>(fs::file_size(file) / 2));
  bytes.put('\x55');
  bytes.close();
  assets[0].description = "Other words.";
  const PublishReport report = publish_assets(assets, folder.path(), small_shards());
  EXPECT_TRUE(report.rebuilt);
  ASSERT_EQ(report.warnings.size(), 1u);
  EXPECT_THAT(report.warnings[0], testing::HasSubstr("does not match its checksum"));
  EXPECT_TRUE(Generation::open(folder.path() / "gen-000002", Verify::Hashes));
}

TEST(Incremental, AChangeWithinOneDomainCopiesTheShardOfItsNeighboursAlone) {
  std::vector<Asset> assets;
  for (int i = 0; i < 400; ++i) {
    assets.push_back(table("A.B.T" + std::to_string(i)));
    assets.back().domain = "Domain " + std::to_string(i % 4);
  }
  const TemporaryFolder folder;
  PublishOptions options;
  options.tuning = {.threads = 1, .part_documents = 50, .shard_documents = 100, .large_shard = 100};
  publish_assets(assets, folder.path(), options);
  for (std::size_t i = 0; i < assets.size(); i += 40) assets[i].description = "Other words.";
  EXPECT_EQ(publish_assets(assets, folder.path(), options).changed, 10u);
  std::size_t shards = 0, linked = 0;
  for (const auto& entry : fs::directory_iterator(folder.path() / "gen-000002"))
    if (entry.path().extension() == ".documents") ++shards, linked += entry.hard_link_count() == 2;
  EXPECT_EQ(shards, 4u);
  EXPECT_EQ(linked, 3u);
}

TEST(Incremental, ChangesThatMakeAShardGrowEndInACompactOne) {
  std::vector<Asset> assets;
  for (int i = 0; i < 400; ++i) assets.push_back(table("A.B.T" + std::to_string(i)));
  const TemporaryFolder folder;
  PublishOptions options;
  options.tuning = {.threads = 1, .part_documents = 100, .shard_documents = 10'000, .rebuild_above = 1};
  publish_assets(assets, folder.path(), options);
  for (int round = 0; round < 4; ++round) {
    for (std::size_t i = static_cast<std::size_t>(round); i < assets.size(); i += 7)
      assets[i].description +=
          " Words of round " + std::to_string(round) + " for number " + std::to_string(i) + ".";
    publish_assets(assets, folder.path(), options);
    const auto generation = Generation::open_current(folder.path());
    const ShardInfo& shard = (*generation)->manifest().shards.front();
    std::uint64_t bytes = 0;
    for (const FileInfo& file : (*generation)->manifest().files)
      if (file.path.starts_with("shard-000/")) bytes += file.size;
    EXPECT_LE(bytes, shard.compact_bytes + shard.compact_bytes / 2);
  }
  const TemporaryFolder fresh;
  publish_assets(assets, fresh.path(), options);
  expect_same(describe(folder.path()), describe(fresh.path()), "");
}

}  // namespace
}  // namespace waymark
