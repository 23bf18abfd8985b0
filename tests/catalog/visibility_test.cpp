// What a caller sees of a mesh equals a mesh of what the caller may see: nothing of hidden things shows in
// visible ones.
#include <map>
#include <random>
#include <set>

#include "waymark/base/strings.h"
#include "waymark/model/asset_json.h"

#include "catalog/catalog_fixture.h"

namespace waymark {
namespace {

constexpr std::string_view kLevels = R"(
rules:
  - {match: {tag: level0}, access: {level: public}}
  - {match: {tag: level1}, access: {level: internal}}
  - {match: {tag: level2}, access: {level: confidential}}
  - {match: {tag: level3}, access: {level: restricted}}
  - {match: {schema: s1}, set: {domain: "Ruled/{schema}"}}
)";

struct LevelledMesh {
  std::map<std::string, Fragment> fragments;  // By id; each is an asset of its own.
  std::vector<Edge> edges;                    // Between ids.
};

LevelledMesh levelled_mesh(unsigned seed) {
  std::mt19937 random(seed);
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  LevelledMesh mesh;
  // People are open and described domains labelled: a record kept from those who see its name in other
  // records is missing for them, where without it one would be made from the name.
  const auto add = [&](Fragment fragment, std::string id) {
    fragment.self.id = id;
    const AssetType type = fragment.facts.type;
    if (type == AssetType::Person || type == AssetType::Domain || pick(4) != 0)
      fragment.facts.tags.push_back("level" + std::to_string(type == AssetType::Person ? 0 : pick(4)));
    mesh.fragments.emplace(std::move(id), std::move(fragment));
  };
  for (int i = 0; i < 30; ++i) {
    Fragment t = table("snowflake:db.s" + std::to_string(pick(3)) + ".t" + std::to_string(i));
    const std::string domain = std::to_string(pick(4));
    if (pick(2) == 0)
      t.facts.domain = (pick(2) == 0 ? "Area" : "AREA") + domain + "/Part" + std::to_string(pick(2));
    if (pick(2) == 0) t.term_ids = {"term" + std::to_string(pick(4))};
    if (pick(2) == 0) t.facts.owners = {{.id = "user" + std::to_string(pick(4))}};
    if (pick(2) == 0)
      t.facts.owners.push_back(
          {.name = "Who" + std::to_string(pick(3)), .mail = "m" + std::to_string(pick(3)) + "@x.com"});
    t.facts.columns = {{.path = "c", .sensitivity = pick(2) == 0 ? "restricted" : "internal"}};
    add(std::move(t), "table" + std::to_string(i));
  }
  for (int i = 0; i < 4; ++i) {
    const std::string n = std::to_string(i);
    Fragment p = named(AssetType::DataProduct, "Product" + n);
    for (int m = 0; m < 5; ++m)
      p.facts.members.push_back({.asset = id_ref("table" + std::to_string(pick(30)))});
    p.facts.domain = "Area" + std::to_string(pick(4));
    p.facts.owners = {{.id = "user" + std::to_string(pick(4))}};
    add(std::move(p), "product" + n);
    add(named(AssetType::GlossaryTerm, "Term" + n), "term" + n);
    add(named(AssetType::Person, "User" + n), "user" + n);
    if (pick(2) == 0) add(named(AssetType::Domain, "Area" + n), "domain" + n);
  }
  for (int i = 0; i < 30; ++i)
    mesh.edges.push_back(
        edge(id_ref("table" + std::to_string(pick(30))), id_ref("table" + std::to_string(pick(30)))));
  return mesh;
}

Catalog build(const LevelledMesh& mesh, const std::set<std::string>& ids) {
  Mesh built(kLevels);
  for (const auto& [id, fragment] : mesh.fragments)
    if (ids.contains(id)) built.add(fragment, kDataHub);
  for (const Edge& one : mesh.edges)
    if (ids.contains(one.from.id) && ids.contains(one.to.id)) built.add(one, kDbt);
  return built.build();
}

// What a caller of this clearance is shown: keys of what is not there are left out by whoever answers.
std::map<std::string, std::string> seen(const Catalog& catalog, int clearance) {
  std::set<std::string> keys;
  for (const Asset& asset : catalog.assets)
    if (asset.access.level <= clearance) keys.insert(asset.key);
  std::map<std::string, std::string> texts;
  for (Asset asset : catalog.assets) {
    if (!keys.contains(asset.key)) continue;
    for (std::vector<Neighbour>* list : {&asset.upstream, &asset.downstream})
      std::erase_if(*list, [&](const Neighbour& one) { return !keys.contains(one.key); });
    std::erase_if(asset.members, [&](const Member& member) { return !keys.contains(member.asset.id); });
    asset.access.rule.clear();
    texts.emplace(asset.key, asset_to_json(asset));
  }
  return texts;
}

TEST(Visibility, WhatACallerSeesIsWhatThereWouldBeWithoutTheRest) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    const LevelledMesh mesh = levelled_mesh(seed);
    std::set<std::string> all_ids;
    for (const auto& [id, fragment] : mesh.fragments) all_ids.insert(id);
    const Catalog whole = build(mesh, all_ids);
    for (int clearance = 0; clearance < 4; ++clearance) {
      std::set<std::string> visible;
      for (const Asset& asset : whole.assets)
        for (const SourceNote& note : asset.sources)
          if (asset.access.level <= clearance) visible.insert(note.ref);
      const auto expected = seen(build(mesh, visible), clearance), found = seen(whole, clearance);
      for (const auto& [key, text] : found) {
        ASSERT_TRUE(expected.contains(key)) << "seed " << seed << ", clearance " << clearance << ": " << text;
        ASSERT_EQ(text, expected.at(key)) << "seed " << seed << ", clearance " << clearance;
      }
      ASSERT_EQ(found.size(), expected.size()) << "seed " << seed << ", clearance " << clearance;
    }
  }
}

}  // namespace
}  // namespace waymark
