// references.h - the second half of the merge: keys, and who is meant by
// domains, products, members and lineage.
#pragma once

#include "identity.h"
#include "readable_name.h"
#include "spoken.h"

namespace waymark {

// One fragment of a group that is being merged.
struct Told {
  std::uint32_t position = 0;  // In Heard::fragments.
  Spoken spoken;
};
using Group = std::vector<Told>;  // The living ones, strongest first.

// A product or term named by id; whether it is one is known when everything is
// merged.
struct NamedById {
  std::uint32_t asset = 0;
  AssetType type = AssetType::DataProduct;
  std::uint32_t other = Identity::kNobody;  // As Draft::at.
  std::string id;
};

// Assets under construction: in no order yet, so indices into `assets` are
// stable.
struct Draft {
  static constexpr std::uint32_t kDeleted = Identity::kNobody - 1;

  std::vector<Asset> assets;
  std::vector<AssetLinks> links;
  std::vector<std::uint32_t> asset_of_group;  // By position of a group's first
                                              // fragment; kNobody or kDeleted.

  // The asset of a group, kNobody when there is none, kDeleted when all its
  // sources say it is gone.
  std::uint32_t at(std::uint32_t group) const {
    return group == Identity::kNobody ? Identity::kNobody : asset_of_group[group];
  }
  static bool found(std::uint32_t asset) { return asset < kDeleted; }
};

// Key, match key and aliases of the asset that `said` was merged into.
void set_key(Asset& asset, const Group& said, const Heard& heard, const Identity& identity);

// What a fragment refers to. The views last as long as what it was made from.
struct Mention {
  AssetType type = AssetType::Table;
  PhysicalName physical;
  std::string_view parent_id;
  std::vector<std::string_view> product_ids, term_ids;
  std::uint32_t file = 0;  // In Heard::files.
};
Mention mention_of(const Spoken& spoken);
Mention mention_of(const SpokenHead& spoken, std::uint32_t file);

// Which container a physical name led to last: fragments of one schema mostly follow each other.
struct LastContainer {
  PhysicalName name;
  std::uint32_t asset = Identity::kNobody;
};

// Container, parts and files of one asset, by the references of its fragments, and its owners; products and
// terms go to `named`. Reads nothing of the draft but which group is which asset.
void link_mention(std::uint32_t asset, const Mention& mention, const Identity& identity, Draft& draft,
                  std::vector<NamedById>& named, LastContainer& last);
// Once all its fragments are linked. The first `unknown` owners are nobody's.
void complete_links(std::uint32_t asset, std::size_t unknown, const Identity& identity, Draft& draft);
void link_named(const std::vector<NamedById>& named, Draft& draft, NoteBook& notes);

// Members of products and targets of contracts: found ones hold the key as id.
// Things that only a contract names become stubs; members that nobody describes
// are left out.
class StubMaker;
void link_members(Draft& draft, const Identity& identity, NoteBook& notes);
void link_contracts(Draft& draft, const Identity& identity, StubMaker& stubs, NoteBook& notes);

// Ports of products that are contracts become what those are about, and
// products that read from one another neighbours (ports.cpp).
void link_ports(Draft& draft);

// Neighbours in both directions (lineage.cpp).
Status link_lineage(const Heard& heard, const Identity& identity, StubMaker& stubs, Draft& draft,
                    NoteBook& notes);

// Assets for things that are named and described by nobody.
class StubMaker {
 public:
  StubMaker(Draft& draft, const Platforms& platforms) : draft_(draft), platforms_(platforms) {}
  // Index of the stub for the thing, made when it is named for the first time;
  // kNobody when neither a physical name nor a readable id tells what it is.
  // `type` is a guess from how it is named.
  std::uint32_t make(const Ref& ref, AssetType type, const SourceNote& named_by);

 private:
  Draft& draft_;
  const Platforms& platforms_;
  std::unordered_map<std::string, std::uint32_t> made_;  // By key.
};

}  // namespace waymark
