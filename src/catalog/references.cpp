#include "references.h"

#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "clean_text.h"
#include "domain_tree.h"
#include "names_by_end.h"

namespace waymark {
namespace {

void add_once(std::vector<std::uint32_t>& list, std::uint32_t item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

// What a source calls the container, else the container whose physical name is
// the thing's own without the last part.
std::uint32_t container_of(const Mention& mention, const Identity& identity, const Draft& draft,
                           LastContainer& last) {
  if (mention.type != AssetType::Domain && !mention.parent_id.empty())
    if (const std::uint32_t asset = draft.at(identity.find_id(mention.parent_id)); Draft::found(asset))
      return asset;
  PhysicalName outer = mention.physical;
  if (outer.parts.size() < 2) return AssetLinks::kNone;
  outer.parts.pop_back();
  if (outer.parts == last.name.parts && outer.instance == last.name.instance &&
      outer.platform == last.name.platform)
    return last.asset;
  last = {outer, AssetLinks::kNone};
  for (; !outer.parts.empty() && last.asset == AssetLinks::kNone; outer.parts.pop_back())
    if (const std::uint32_t asset = draft.at(identity.find_physical(outer, true)); Draft::found(asset))
      last.asset = asset;
  return last.asset;
}

// The parts that rules and links speak of: without the catalog that some
// engines put before a Glue database.
std::vector<std::string> parts_of(const PhysicalName& physical) {
  if (platform_family(physical.platform) != "glue") return physical.parts;
  const PhysicalName as_written{.platform = {}, .instance = {}, .parts = physical.parts};
  const bool catalog_in_front = normal_name(physical).size() < normal_name(as_written).size();
  return {physical.parts.begin() + (catalog_in_front ? 1 : 0), physical.parts.end()};
}

std::string shown(const Ref& ref) {
  if (!ref.id.empty()) return visible_text(ref.id);
  return visible_text(ref.physical.empty() ? ref.name : match_key(ref.physical));
}

}  // namespace

Mention mention_of(const Spoken& spoken) {
  const Fragment& fragment = spoken.fragment;
  return {.type = fragment.facts.type,
          .physical = fragment.self.physical,
          .parent_id = fragment.parent_id,
          .product_ids = {fragment.product_ids.begin(), fragment.product_ids.end()},
          .term_ids = {fragment.term_ids.begin(), fragment.term_ids.end()},
          .file = spoken.file};
}

Mention mention_of(const SpokenHead& spoken, std::uint32_t file) {
  return {.type = spoken.head.type,
          .physical = spoken.physical(),
          .parent_id = spoken.head.parent_id,
          .product_ids = spoken.head.product_ids,
          .term_ids = spoken.head.term_ids,
          .file = file};
}

void link_mention(std::uint32_t asset, const Mention& mention, const Identity& identity, Draft& draft,
                  std::vector<NamedById>& named, LastContainer& last) {
  AssetLinks& links = draft.links[asset];
  const auto name = [&](std::string_view id, AssetType type) {
    named.push_back(
        {.asset = asset, .type = type, .other = draft.at(identity.find_id(id)), .id = std::string(id)});
  };
  if (links.parts.empty()) links.parts = parts_of(mention.physical);
  if (links.container == AssetLinks::kNone) links.container = container_of(mention, identity, draft, last);
  for (const std::string_view id : mention.product_ids) name(id, AssetType::DataProduct);
  for (const std::string_view id : mention.term_ids) name(id, AssetType::GlossaryTerm);
  add_once(links.files, mention.file);
}

void complete_links(std::uint32_t asset, std::size_t unknown, const Identity& identity, Draft& draft) {
  AssetLinks& links = draft.links[asset];
  if (links.container == asset) links.container = AssetLinks::kNone;
  for (const Owner& owner : draft.assets[asset].owners) {
    const bool nobody = links.owners.size() < unknown;
    const std::uint32_t person = nobody ? Identity::kNobody : draft.at(identity.find_person(owner));
    links.owners.push_back(Draft::found(person) ? person : AssetLinks::kNone);
  }
}

void link_named(const std::vector<NamedById>& named, Draft& draft, NoteBook& notes) {
  for (const NamedById& one : named) {
    const bool product = one.type == AssetType::DataProduct;
    AssetLinks& links = draft.links[one.asset];
    if (Draft::found(one.other) && draft.assets[one.other].type == one.type)
      add_once(product ? links.products : links.terms, one.other);
    else if (one.other != Draft::kDeleted)
      notes.add(product ? "product_unknown" : "term_unknown", visible_text(one.id));
  }
}

void link_members(Draft& draft, const Identity& identity, NoteBook& notes) {
  for (std::uint32_t product = 0; product < draft.assets.size(); ++product) {
    std::vector<Member> known;
    std::unordered_map<std::uint32_t, std::size_t> at;
    for (Member& member : draft.assets[product].members) {
      const std::uint32_t asset = draft.at(identity.find(member.asset));
      if (!Draft::found(asset) || asset == product) {
        if (asset != Draft::kDeleted && asset != product)
          notes.add("member_unknown", draft.assets[product].name + ": " + shown(member.asset));
        continue;
      }
      if (member.port != "input")
        add_once(draft.links[asset].products,
                 product);  // What it reads is not a part of it.
      const auto [found, added] = at.emplace(asset, known.size());
      if (added)
        known.push_back({.asset = {.id = draft.assets[asset].key, .physical = {}, .name = {}},
                         .port = std::move(member.port)});
      else if (known[found->second].port.empty())
        known[found->second].port = std::move(member.port);
    }
    draft.assets[product].members = std::move(known);
  }
}

// Dialects repeat an object for each server it may live on: when one of them is
// found, the others are no finding.
void link_contracts(Draft& draft, const Identity& identity, StubMaker& stubs, NoteBook& notes) {
  const std::size_t described = draft.assets.size();
  std::optional<NamesByEnd> by_end;  // Made when a contract names something without saying where it is.
  for (std::uint32_t contract = 0; contract < described; ++contract) {
    if (!draft.assets[contract].contract) continue;
    const auto objects = [&]() -> std::vector<ContractObject>& {
      return draft.assets[contract].contract->objects;
    };
    std::unordered_map<std::string, bool> found;  // By name of the object.
    for (ContractObject& object : objects()) {
      std::uint32_t asset = draft.at(identity.find(object.target));
      if (asset == Identity::kNobody && object.target.physical.empty() && contains(object.target.name, ".")) {
        if (!by_end) by_end.emplace(draft);
        asset = by_end->find(object.target.name);
      }
      found[object.name] |= asset != Identity::kNobody;
      if (Draft::found(asset)) object.target.id = draft.assets[asset].key;
    }
    const SourceNote named_by =
        draft.assets[contract].sources.empty() ? SourceNote{} : draft.assets[contract].sources.front();
    for (std::size_t i = 0; i < objects().size(); ++i) {
      if (objects()[i].target.empty() || std::exchange(found[objects()[i].name], true)) continue;
      const Ref target = objects()[i].target;  // A copy: making a stub may move the assets.
      notes.add("contract_target_unknown", draft.assets[contract].name + ": " + shown(target));
      if (const std::uint32_t stub = stubs.make(target, AssetType::Table, named_by); Draft::found(stub))
        objects()[i].target.id = draft.assets[stub].key;
    }
  }
}

std::uint32_t StubMaker::make(const Ref& ref, AssetType type, const SourceNote& named_by) {
  Asset stub;
  stub.stub = true;
  stub.type = type;
  AssetLinks links;
  const ReadableId read = readable_id(ref.id);
  if (read.type) stub.type = *read.type;
  if (!ref.physical.empty()) {
    stub.platform = normal_platform(ref.physical.platform);
    stub.instance = ref.physical.instance;
    stub.name = ref.physical.parts.back();
    stub.qualified_name = join(ref.physical.parts, ".");
    stub.match_key = platforms_.match_key(ref.physical);
    links.parts = parts_of(ref.physical);
  } else if (!read.name.empty()) {
    stub.platform = read.platform;
    stub.qualified_name = read.name;
    links.parts = split_qualified(read.name);
    stub.name = links.parts.empty() ? read.name : links.parts.back();
    stub.match_key = ref.id;
  } else {
    return Identity::kNobody;
  }
  stub.key = asset_key(info(stub.type).letter, stub.match_key);
  const auto [known, added] = made_.emplace(stub.key, static_cast<std::uint32_t>(draft_.assets.size()));
  if (!added) return known->second;
  for (std::string* text : {&stub.name, &stub.qualified_name, &stub.platform, &stub.instance})
    clean_text(*text, Lines::One);
  stub.match_key = visible_text(std::move(stub.match_key));
  stub.sources = {{.source = named_by.source,
                   .format = named_by.format,
                   .place = named_by.place,
                   .ref = visible_text(ref.id),
                   .at = {}}};
  draft_.assets.push_back(std::move(stub));
  draft_.links.push_back(std::move(links));
  return known->second;
}

}  // namespace waymark
