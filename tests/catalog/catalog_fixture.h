// catalog_fixture.h - fragments in few words, and a catalog built from them.
#pragma once

#include <algorithm>

#include <gtest/gtest.h>

#include "waymark/catalog/config.h"
#include "waymark/catalog/derive.h"
#include "waymark/catalog/merge.h"

namespace waymark {

inline SourceInfo source(std::string name, SourceKind kind = SourceKind::Technical, std::string file = {}) {
  return {.name = name,
          .format = name,
          .kind = kind,
          .precedence = {},
          .file = file.empty() ? name + "/export.json" : file,
          .defaults = {}};
}
inline const SourceInfo kGlue = source("glue");
inline const SourceInfo kSnowflake = source("snowflake");
inline const SourceInfo kDbt = source("dbt", SourceKind::Dbt);
inline const SourceInfo kDataHub = source("datahub", SourceKind::BusinessCatalog);
inline const SourceInfo kOdcs = source("odcs", SourceKind::Contract);

// "snowflake:PROD.SALES.ORDERS"
inline Fragment table(std::string_view physical, std::string instance = {}, std::string id = {}) {
  Fragment fragment;
  fragment.self.id = std::move(id);
  const std::size_t colon = physical.find(':');
  fragment.self.physical.platform = physical.substr(0, colon);
  fragment.self.physical.instance = std::move(instance);
  std::string part;
  for (const char c : physical.substr(colon + 1))
    if (c == '.')
      fragment.self.physical.parts.push_back(std::exchange(part, {}));
    else
      part += c;
  fragment.self.physical.parts.push_back(part);
  return fragment;
}
inline Fragment named(AssetType type, std::string name, std::string id = {}) {
  Fragment fragment;
  fragment.facts.type = type;
  fragment.self.name = std::move(name);
  fragment.self.id = std::move(id);
  return fragment;
}
inline Ref physical_ref(std::string_view physical, std::string instance = {}) {
  return {.id = {}, .physical = table(physical, std::move(instance)).self.physical, .name = {}};
}
inline Ref id_ref(std::string id) { return {.id = std::move(id), .physical = {}, .name = {}}; }
inline Edge edge(Ref from, Ref to, std::string kind = "data") {
  return {.from = std::move(from), .to = std::move(to), .kind = std::move(kind), .columns = {}, .place = {}};
}

inline Config config(std::string_view yaml) {
  Result<Config> parsed = parse_config(yaml, "waymark.yaml");
  EXPECT_TRUE(parsed.has_value()) << (parsed ? "" : parsed.error().message);
  return parsed ? *parsed : Config{};
}

class Mesh {
 public:
  explicit Mesh(std::string_view yaml = "", MergeOptions options = {})
      : config_(config(yaml)), merger_(config_, std::move(options)) {}
  Mesh& add(Fragment fragment, const SourceInfo& from) {
    merger_.add(std::move(fragment), from);
    return *this;
  }
  Mesh& add(Edge edge, const SourceInfo& from) {
    merger_.add(std::move(edge), from);
    return *this;
  }
  Mesh& add(std::shared_ptr<const FragmentFile> file, const SourceInfo& from) {
    EXPECT_TRUE(merger_.add(std::move(file), from).has_value());
    return *this;
  }
  Catalog build() {
    Catalog catalog = build_light();
    EXPECT_TRUE(make_whole(catalog).has_value());
    return catalog;
  }
  Catalog build_light() {
    Result<Catalog> catalog = build_catalog(merger_.finish(), config_);
    EXPECT_TRUE(catalog.has_value()) << (catalog ? "" : catalog.error().message);
    return catalog ? std::move(*catalog) : Catalog();
  }

 private:
  Config config_;
  Merger merger_;
};

inline std::vector<const Asset*> all(const Catalog& catalog, AssetType type) {
  std::vector<const Asset*> found;
  for (const Asset& asset : catalog.assets)
    if (asset.type == type) found.push_back(&asset);
  return found;
}
// The asset of that name, or one without anything and a failure.
inline const Asset& the(const Catalog& catalog, std::string_view name) {
  static const Asset kNone;
  const Asset* found = nullptr;
  for (const Asset& asset : catalog.assets)
    if (asset.name == name || asset.qualified_name == name) {
      EXPECT_EQ(found, nullptr) << "two assets are called " << name;
      found = &asset;
    }
  EXPECT_NE(found, nullptr) << "nothing is called " << name;
  return found == nullptr ? kNone : *found;
}
inline std::size_t noted(const Catalog& catalog, std::string_view kind) {
  for (const MergeNote& note : catalog.notes)
    if (note.kind == kind) return note.count;
  return 0;
}
inline std::vector<std::pair<std::string, std::string>> history(const Asset& asset, std::string_view field) {
  for (const FieldHistory& one : asset.history)
    if (one.field == field) return one.values;
  return {};
}

inline Fragment product(std::string name, std::vector<std::string> members = {}) {
  Fragment fragment = named(AssetType::DataProduct, name, "product:" + name);
  for (const std::string& member : members) fragment.facts.members.push_back({.asset = physical_ref(member)});
  return fragment;
}
inline Fragment with_owner(Fragment fragment, std::string mail, OwnerKind kind = OwnerKind::Business) {
  fragment.facts.owners.push_back({.name = {}, .mail = std::move(mail), .kind = kind});
  return fragment;
}
inline Fragment with_domain(Fragment fragment, std::string path) {
  fragment.facts.domain = std::move(path);
  return fragment;
}
inline Fragment container(std::string_view physical) {
  Fragment fragment = table(physical);
  fragment.facts.type = AssetType::Container;
  return fragment;
}
inline std::vector<std::string> sorted(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  return texts;
}
inline bool holds(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace waymark
