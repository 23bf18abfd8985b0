#include "waymark/model/fragment_bytes.h"

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "waymark/model/asset_json.h"

#include "random_fragments.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSeed = 20'260'301;

std::string shown(const Ref& ref) {
  std::string text =
      ref.id + "\x1f" + ref.name + "\x1f" + ref.physical.platform + "\x1f" + ref.physical.instance;
  for (const std::string& part : ref.physical.parts) text += "\x1e" + part;
  return text;
}

// Everything a fragment says, by another way than its bytes.
std::string shown(const Fragment& fragment) {
  Asset asset;
  static_cast<Facts&>(asset) = fragment.facts;
  std::string text = shown(fragment.self) + asset_to_json(asset);
  for (const auto* list :
       {&fragment.other_ids, &fragment.product_ids, &fragment.term_ids, &fragment.cleared}) {
    text += "\n[" + std::to_string(list->size());
    for (const std::string& item : *list) text += "\x1f" + item;
  }
  for (const std::string* item :
       {&fragment.domain_id, &fragment.parent_id, &fragment.domain_guess, &fragment.place})
    text += "\n" + *item;
  for (const Events& events : fragment.events) {
    text += "\n" + std::to_string(static_cast<int>(events.kind)) + " " + std::to_string(events.day);
    for (const auto* list : {&events.events, &events.users}) {
      text += " [";
      for (const std::uint64_t hash : *list) text += std::to_string(hash) + " ";
    }
  }
  if (fragment.at) text += "\nat " + std::to_string(fragment.at->time_since_epoch().count());
  return text + (fragment.deleted ? "\ndeleted" : "");
}

std::string shown(const Edge& edge) {
  std::string text = shown(edge.from) + "->" + shown(edge.to) + edge.kind + "\x1f" + edge.place;
  for (const Edge::ColumnPair& pair : edge.columns) text += "\x1e" + pair.from + "\x1f" + pair.to;
  return text;
}

class FragmentBytes : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_ = fs::temp_directory_path() / ("waymark_fragments_" + std::to_string(::getpid()));
  fs::path path_ = folder_ / "x.fragments";
};

TEST_F(FragmentBytes, RandomFragmentsComeBackAsTheyWere) {
  RandomFragments random(kSeed);
  for (int i = 0; i < 2000; ++i) {
    const Fragment before = random.fragment();
    const auto after = fragment_from_bytes(fragment_to_bytes(before));
    ASSERT_TRUE(after) << after.error().message;
    ASSERT_EQ(shown(*after), shown(before)) << "fragment " << i << " of seed " << kSeed;
    const Edge edge = random.edge();
    const auto same = edge_from_bytes(edge_to_bytes(edge));
    ASSERT_TRUE(same) << same.error().message;
    ASSERT_EQ(shown(*same), shown(edge)) << "edge " << i << " of seed " << kSeed;
  }
}

TEST_F(FragmentBytes, HeadTellsWhoIsMeantWithoutTheBody) {
  RandomFragments random(kSeed + 1);
  auto out = FragmentWriter::create(path_);
  ASSERT_TRUE(out);
  std::vector<Fragment> written;
  for (int i = 0; i < 300; ++i) out->add(written.emplace_back(random.fragment())), out->add(random.edge());
  ASSERT_TRUE(out->finish("about"));
  const auto file = FragmentFile::open(path_, FragmentCheck::Everything);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->about(), "about");
  EXPECT_EQ(file->records(), 600u);
  std::size_t fragments = 0, edges = 0;
  const auto on_fragment = [&](FragmentAt at) {
    const Fragment& before = written[fragments++];
    const auto head = file->head(at);
    ASSERT_TRUE(head) << head.error().message;
    EXPECT_EQ(head->id, before.self.id);
    EXPECT_EQ(head->facts_name, before.facts.name);
    EXPECT_EQ(head->type, before.facts.type);
    EXPECT_EQ(head->deleted, before.deleted);
    EXPECT_EQ(head->at, before.at);
    EXPECT_EQ(head->has_events, !before.events.empty());
    EXPECT_TRUE(std::equal(head->physical.parts.begin(), head->physical.parts.end(),
                           before.self.physical.parts.begin(), before.self.physical.parts.end()));
    const auto whole = file->fragment(at);
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(shown(*whole), shown(before));
    EXPECT_FALSE(file->edge(at)) << "a fragment is no edge";
  };
  ASSERT_TRUE(file->each(on_fragment, [&](FragmentAt at) { edges += file->edge(at).has_value(); }));
  EXPECT_EQ(fragments, 300u);
  EXPECT_EQ(edges, 300u);
}

TEST_F(FragmentBytes, HeadOfAPersonHoldsTheFirstMail) {
  Fragment person;
  person.facts.type = AssetType::Person;
  person.facts.owners = {{.id = "x"}, {.mail = "Ana@shop.example"}, {.mail = "other@shop.example"}};
  auto out = FragmentWriter::create(path_);
  ASSERT_TRUE(out);
  out->add(person);
  ASSERT_TRUE(out->finish(""));
  const auto file = FragmentFile::open(path_, FragmentCheck::Everything);
  ASSERT_TRUE(file);
  std::string mail;
  ASSERT_TRUE(file->each([&](FragmentAt at) { mail = file->head(at)->mail; }, [](FragmentAt) {}));
  EXPECT_EQ(mail, "Ana@shop.example");
}

TEST_F(FragmentBytes, CutOrFlippedBytesAreNoticed) {
  RandomFragments random(kSeed + 2);
  auto out = FragmentWriter::create(path_);
  ASSERT_TRUE(out);
  for (int i = 0; i < 20; ++i) out->add(random.fragment()), out->add(random.edge());
  ASSERT_TRUE(out->finish("about"));
  const std::string whole = *read_file(path_);
  for (int i = 0; i < 300; ++i) {
    std::string broken = whole;
    if (i % 2 == 0)
      broken.resize(random.below(whole.size()));
    else
      broken[random.below(whole.size())] ^= static_cast<char>(1 << random.below(8));
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << broken;
    EXPECT_FALSE(FragmentFile::open(path_, FragmentCheck::Everything))
        << "case " << i << " of seed " << kSeed + 2;
  }
}

TEST_F(FragmentBytes, NoBytesMakeTheDecoderReadPastTheirEnd) {
  RandomFragments random(kSeed + 3);
  for (int i = 0; i < 3000; ++i) {
    std::string bytes = fragment_to_bytes(random.fragment());
    for (std::size_t flips = random.below(4); flips > 0 && !bytes.empty(); --flips)
      bytes[random.below(bytes.size())] ^= static_cast<char>(1 << random.below(8));
    if (random.below(2) == 0) bytes.resize(random.below(bytes.size() + 1));
    // Whether it is refused or not: the sanitizers watch.
    if (const auto read = fragment_from_bytes(bytes)) {
      EXPECT_LE(read->facts.columns.size(), bytes.size());
    }
  }
}

}  // namespace
}  // namespace waymark
