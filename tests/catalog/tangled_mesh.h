// tangled_mesh.h - small random meshes in which much of what sources say meets, and files of their fragments.
#pragma once

#include <filesystem>
#include <map>
#include <random>

#include <unistd.h>

#include "waymark/base/strings.h"
#include "waymark/model/asset_json.h"
#include "waymark/model/fragment_bytes.h"

#include "catalog/catalog_fixture.h"

namespace waymark {

// A mesh in which every way of joining, linking and inheriting occurs.
struct Pieces {
  std::vector<std::pair<Fragment, SourceInfo>> fragments;
  std::vector<std::pair<Edge, SourceInfo>> edges;
};

inline Pieces tangled_mesh(unsigned seed) {
  std::mt19937 random(seed);
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const SourceInfo sources[] = {kGlue,    kSnowflake, kDbt,
                                kDataHub, kOdcs,      source("glue", SourceKind::Technical, "other.json")};
  const SourceInfo workbook = source("workbook", SourceKind::Workbook), feed = source("feed");
  const std::string instances[] = {"", "", "111", "222"};
  const std::string tables[] = {"glue:lake.a",     "athena:LAKE.A",   "glue:lake.b",
                                "snowflake:P.S.T", "snowflake:p.s.t", "kafka:topic"};
  Pieces pieces;
  for (int i = 0; i < 60; ++i) {
    Fragment f =
        table(tables[pick(6)], instances[pick(4)], pick(2) == 0 ? "id:" + std::to_string(pick(12)) : "");
    f.place = pick(3) == 0 ? "" : "record " + std::to_string(pick(20));
    f.facts.description = std::string(1 + pick(5), static_cast<char>('a' + pick(4)));
    f.facts.title = std::string(1, static_cast<char>('A' + pick(5)));
    f.facts.tags = {"tag" + std::to_string(pick(4)), "TAG" + std::to_string(pick(4))};
    f.facts.owners = {{.name = "owner" + std::to_string(pick(4)),
                       .mail = pick(2) == 0 ? "o" + std::to_string(pick(3)) + "@x.com" : ""}};
    f.facts.columns = {{.path = "c" + std::to_string(pick(3)), .type = "t" + std::to_string(pick(3))},
                       {.path = "C1", .description = std::string(pick(4), 'x')}};
    f.facts.usage.queries_30d = static_cast<std::int64_t>(pick(100));
    if (pick(3) == 0) f.domain_id = "d:" + std::to_string(pick(6));
    if (pick(4) == 0) f.facts.domain = pick(2) == 0 ? "Sales/Orders" : "sales/ORDERS";
    if (pick(4) == 0) f.product_ids = {"p:" + std::to_string(pick(3))};
    f.deleted = pick(12) == 0;
    pieces.fragments.emplace_back(f, sources[pick(6)]);
  }
  for (int i = 0; i < 10; ++i) {
    Fragment edited = table(tables[pick(6)], instances[pick(4)]);
    edited.facts.criticality = pick(2) == 0 ? "high" : "low";
    pieces.fragments.emplace_back(edited, workbook);
    Fragment fed = table(tables[pick(6)], instances[pick(4)]);
    fed.events = {{.kind = pick(2) == 0 ? EventKind::Use : EventKind::Refresh,
                   .day = static_cast<std::int64_t>(20'000 + pick(5)),
                   .events = {pick(9), pick(9)},
                   .users = {pick(3)}}};
    pieces.fragments.emplace_back(fed, feed);
  }
  for (int i = 0; i < 12; ++i) {
    Fragment f = named(AssetType::Domain, "D" + std::to_string(pick(5)), "d:" + std::to_string(pick(6)));
    if (pick(2) == 0) f.parent_id = "d:" + std::to_string(pick(6));
    pieces.fragments.emplace_back(f, sources[pick(6)]);
    Fragment p = named(AssetType::DataProduct, "Product " + std::to_string(pick(3)),
                       pick(2) == 0 ? "p:" + std::to_string(pick(3)) : "");
    p.facts.members = {{.asset = physical_ref(tables[pick(6)], instances[pick(4)])}};
    p.facts.domain = "Finance";
    pieces.fragments.emplace_back(p, sources[pick(6)]);
    Fragment who = named(AssetType::Person, "owner" + std::to_string(pick(4)),
                         pick(2) == 0 ? "u:" + std::to_string(pick(4)) : "");
    if (pick(2) == 0) who.facts.owners = {{.mail = "o" + std::to_string(pick(3)) + "@x.com"}};
    pieces.fragments.emplace_back(who, sources[pick(6)]);
  }
  for (int i = 0; i < 40; ++i) {
    const auto end = [&] {
      return pick(3) == 0 ? id_ref("id:" + std::to_string(pick(20)))
                          : physical_ref(tables[pick(6)], instances[pick(4)]);
    };
    pieces.edges.emplace_back(edge(end(), end(), pick(2) == 0 ? "data" : "job"), sources[pick(6)]);
  }
  return pieces;
}

constexpr std::string_view kTangledRules =
    "rules: [{match: {tag: tag1}, set: {domain: Ruled}}, {match: {name: a}, access: {level: restricted, "
    "groups: [x]}}]";

inline std::string written(const Catalog& catalog) {
  std::string text;
  for (const Asset& asset : catalog.assets) text += asset_to_json(asset) + "\n";
  for (const MergeNote& note : catalog.notes)
    text += note.kind + " " + std::to_string(note.count) + " " + join(note.examples, ",") + "\n";
  return text;
}

// One file of fragments for each source, in the order of a shuffle.
class FilesOfFragments {
 public:
  explicit FilesOfFragments(const Pieces& pieces) {
    std::filesystem::create_directories(folder_);
    std::map<std::string, FragmentWriter> writers;
    const auto writer = [&](const SourceInfo& from) -> FragmentWriter& {
      const auto known = writers.find(from.file);
      if (known != writers.end()) return known->second;
      sources_.push_back(from);
      return writers.emplace(from.file, *FragmentWriter::create(path_of(from))).first->second;
    };
    for (const auto& [fragment, from] : pieces.fragments) writer(from).add(fragment);
    for (const auto& [one, from] : pieces.edges) writer(from).add(one);
    for (auto& [file, one] : writers) EXPECT_TRUE(one.finish("").has_value());
  }
  ~FilesOfFragments() { std::filesystem::remove_all(folder_); }

  std::string merged(unsigned shuffle, MergeOptions options, std::string_view rules = kTangledRules) {
    std::mt19937 random(shuffle);
    std::shuffle(sources_.begin(), sources_.end(), random);
    Mesh mesh(rules, std::move(options));
    add_to(mesh);
    return written(mesh.build());
  }
  Catalog catalog(MergeOptions options) {  // Light assets.
    Mesh mesh(kTangledRules, std::move(options));
    add_to(mesh);
    return mesh.build_light();
  }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  void add_to(Mesh& mesh) const {
    for (const SourceInfo& from : sources_) {
      auto file = FragmentFile::open(path_of(from), FragmentCheck::Everything);
      mesh.add(std::make_shared<const FragmentFile>(std::move(*file)), from);
    }
  }
  std::filesystem::path path_of(const SourceInfo& from) const {
    return folder_ / (replace_all(from.file, "/", "_") + ".fragments");
  }
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("waymark_merge_" + std::to_string(::getpid()));
  std::vector<SourceInfo> sources_;
};

}  // namespace waymark
