// What was merged in an earlier run is taken from there, and nobody can tell.
#include "waymark/base/files.h"
#include "waymark/catalog/assets_on_disk.h"
#include "waymark/catalog/workbook.h"

#include "catalog/tangled_mesh.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() { fs::remove_all(path_); }
  ~Folder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }
  std::uintmax_t bytes() const {
    std::uintmax_t all = 0;
    for (const auto& file : fs::directory_iterator(path_))
      if (file.path().extension() == ".kept") all += file.file_size();
    return all;
  }

 private:
  fs::path path_ = fs::temp_directory_path() / ("waymark_kept_" + std::to_string(::getpid()));
};

// A tangled mesh beside things that stand by themselves, and one edit after another.
class ChangingMesh {
 public:
  explicit ChangingMesh(unsigned seed) : seed_(seed), random_(seed), pieces_(tangled_mesh(seed)) {
    for (int i = 0; i < 40; ++i)
      pieces_.fragments.emplace_back(lone("glue:lake.t" + std::to_string(i)), kGlue);
    for (int i = 0; i < 20; ++i)
      pieces_.fragments.emplace_back(lone("glue:lake.t" + std::to_string(i)), kDbt);
  }

  void edit() {
    switch (pick(6)) {
      case 0:
        return pieces_.fragments.push_back(any_other());
      case 1:
        pieces_.fragments.erase(pieces_.fragments.begin() +
                                static_cast<std::ptrdiff_t>(pick(pieces_.fragments.size())));
        return;
      case 2:
        pieces_.fragments.emplace_back(edited(), workbook());
        return;
      case 3:
        rules_ = pick(2) == 0 ? std::string(kTangledRules)
                              : "rules: [{match: {name: \"t1*\"}, set: {owner: Rita, domain: R}}]";
        return;
      default:
        pieces_.fragments[pick(pieces_.fragments.size())] = any_other();
    }
  }

  const Pieces& pieces() const { return pieces_; }
  const std::string& rules() const { return rules_; }

 private:
  static SourceInfo workbook() {
    SourceInfo from = source("edits", SourceKind::Workbook);
    from.format = kWorkbookReader;
    return from;
  }
  std::size_t pick(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  std::pair<Fragment, SourceInfo> any_other() {
    const Pieces others = tangled_mesh(1000 + seed_ * 100 + static_cast<unsigned>(pick(100)));
    return others.fragments[pick(others.fragments.size())];
  }
  Fragment lone(const std::string& name) {
    Fragment made = table(name, "111");
    made.facts.description = std::string(pick(30), 'd');
    made.facts.owners = {{.name = "owner" + std::to_string(pick(4)), .mail = ""}};
    if (pick(3) == 0) made.domain_id = "d:" + std::to_string(pick(6));
    if (pick(3) == 0) made.domain_guess = "guess" + std::to_string(pick(2));
    if (pick(5) == 0) made.facts.name = std::string(2000, 'n');
    return made;
  }
  Fragment edited() {
    Fragment made = table("glue:lake.t" + std::to_string(pick(40)), "111");
    made.facts.criticality = pick(2) == 0 ? "high" : "low";
    return made;
  }

  unsigned seed_;
  std::mt19937 random_;
  Pieces pieces_;
  std::string rules_{kTangledRules};
};

TEST(KeptGroups, GiveWhatMergingAnewGives) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    const Folder kept;
    ChangingMesh mesh(seed);
    for (unsigned step = 0; step < 15; ++step) {
      for (unsigned i = 0; i < step % 3; ++i) mesh.edit();
      FilesOfFragments files(mesh.pieces());
      const std::string expected = files.merged(0, {}, mesh.rules());
      const MergeOptions options{.spill = files.folder(),
                                 .threads = 1 + step % 3,
                                 .kept = kept.path(),
                                 .recipe = mesh.rules(),
                                 .keep = step % 5 != 4};
      ASSERT_EQ(files.merged(step, options, mesh.rules()), expected) << "seed " << seed << ", step " << step;
    }
  }
}

TEST(KeptGroups, AreNotMergedAgain) {
  const Folder kept;
  const ChangingMesh mesh(1);
  FilesOfFragments files(mesh.pieces());
  const MergeOptions options{.spill = files.folder(), .threads = 1, .kept = kept.path(), .recipe = "r"};
  files.merged(0, options);
  const std::uintmax_t first = kept.bytes();
  ASSERT_GT(first, 0u);
  const std::string expected = files.merged(1, options);
  EXPECT_EQ(kept.bytes(), first) << "nothing new is kept, and nothing lost";
  MergeOptions other = options;
  other.recipe = "another";
  EXPECT_EQ(files.merged(1, other), expected);
}

TEST(KeptGroups, DamageCostsMergingAnew) {
  const Folder kept;
  const ChangingMesh mesh(2);
  FilesOfFragments files(mesh.pieces());
  const MergeOptions options{.spill = files.folder(), .threads = 1, .kept = kept.path(), .recipe = "r"};
  const std::string expected = files.merged(0, options);
  for (const auto& file : fs::directory_iterator(kept.path())) {
    std::string bytes = *read_file(file.path());
    bytes[bytes.size() / 3] ^= 1;
    ASSERT_TRUE(write_file_durably(file.path(), bytes).has_value());
    break;
  }
  fs::resize_file(kept.path() / "groups", fs::file_size(kept.path() / "groups") - 1);
  EXPECT_EQ(files.merged(1, options), expected);
  fs::remove(kept.path() / "groups");
  EXPECT_EQ(files.merged(2, options), expected);
}

TEST(KeptGroups, FilesDoNotPileUp) {
  const Folder kept;
  ChangingMesh mesh(3);
  for (unsigned step = 0; step < 60; ++step) {
    mesh.edit();
    FilesOfFragments files(mesh.pieces());
    files.merged(step, {.spill = files.folder(), .threads = 1, .kept = kept.path(), .recipe = "r"});
  }
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& file : fs::directory_iterator(kept.path())) ++count;
  EXPECT_LT(count, 30u);
}

AssetsOnDisk stored(FilesOfFragments& files, const MergeOptions& options) {
  auto assets = AssetsOnDisk::store(files.catalog(options), options);
  EXPECT_TRUE(assets.has_value());
  return std::move(*assets);
}

TEST(KeptPrints, TellWhatIsAsItWasPublished) {
  const Folder kept;
  ChangingMesh mesh(4);
  const fs::path file = kept.path() / "published";
  std::map<std::string, std::string> before;
  for (unsigned step = 0; step < 8; ++step) {
    FilesOfFragments files(mesh.pieces());
    AssetsOnDisk assets =
        stored(files, {.spill = files.folder(), .threads = 1, .kept = kept.path(), .recipe = "r"});
    assets.compare_with(file, "gen-" + std::to_string(step) + " digest");
    std::map<std::string, std::string> now;
    std::size_t same = 0;
    Asset room;
    for (std::size_t i = 0; i < assets.size(); ++i) {
      const std::string key(assets.key(i)), json = asset_to_json(**assets.whole(i, room));
      now[key] = json;
      EXPECT_FALSE(assets.same_as_in("gen-other", i));
      if (!assets.same_as_in("gen-" + std::to_string(step), i)) continue;
      ++same;
      EXPECT_EQ(before[key], json);
    }
    EXPECT_EQ(same > 10, step > 0);
    ASSERT_TRUE(assets.keep_prints(file, "gen-" + std::to_string(step + 1) + " digest").has_value());
    before = now;
    mesh.edit();
  }
}

}  // namespace
}  // namespace waymark
