// contract_catalog.cpp - how a contract check finds things: by what one viewer can see.
#include <algorithm>

#include "waymark/api/contract_report.h"
#include "waymark/base/strings.h"
#include "waymark/model/fields.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

std::optional<Asset> asset_of(const Viewer& viewer, std::string_view key) {
  if (key.empty()) return std::nullopt;
  auto asset = viewer.asset(key);
  return asset ? std::move(*asset) : std::nullopt;
}

std::optional<Asset> resolved(const Viewer& viewer, const std::string& way) {
  const auto key = viewer.resolve(way);
  return key ? asset_of(viewer, *key) : std::nullopt;
}

// A thing answers to its name without the instance, too; another instance's table is another table.
std::optional<Asset> at_place(const Viewer& viewer, const PhysicalName& physical) {
  if (auto exact = resolved(viewer, match_key(physical))) return exact;
  if (physical.instance.empty()) return std::nullopt;
  PhysicalName anywhere = physical;
  anywhere.instance.clear();
  auto asset = resolved(viewer, match_key(anywhere));
  if (asset && !asset->instance.empty() && !same_ignoring_case(asset->instance, physical.instance))
    return std::nullopt;
  return asset;
}

bool ends_with_parts(const std::vector<std::string>& whole, const std::vector<std::string>& end) {
  return whole.size() >= end.size() &&
         std::equal(end.rbegin(), end.rend(), whole.rbegin(),
                    [](const std::string& a, const std::string& b) { return same_ignoring_case(a, b); });
}

// "sales.orders" of a contract that names no server: the only thing whose name ends so.
std::optional<Asset> called(const Viewer& viewer, const std::string& name, Time now) {
  const std::vector<std::string> parts = split_qualified(name);
  if (parts.size() < 2) return std::nullopt;
  SearchRequest request{.text = parts.back(), .limit = 50, .now = now};
  request.spell = Spell::Off;
  const auto found = viewer.search(request);
  if (!found) return std::nullopt;
  std::optional<Asset> only;
  for (const Hit& hit : found->hits) {
    const bool data = hit.asset.type != AssetType::Contract && hit.asset.type != AssetType::Column;
    if (!data || hit.asset.stub || !ends_with_parts(split_qualified(hit.asset.qualified_name), parts))
      continue;
    if (only) return std::nullopt;
    only = hit.asset;
  }
  return only;
}

}  // namespace

CheckCatalog catalog_of(const Viewer& viewer, Time now) {
  CheckCatalog catalog;
  catalog.now = now;
  catalog.find = [&viewer, now](const Ref& target) -> std::optional<Asset> {
    if (!target.id.empty())
      if (auto asset = looks_like_key(target.id) ? asset_of(viewer, target.id) : resolved(viewer, target.id))
        return asset;
    if (!target.physical.empty())
      if (auto asset = at_place(viewer, target.physical)) return asset;
    if (target.name.empty()) return std::nullopt;
    if (auto asset = resolved(viewer, target.name)) return asset;
    return called(viewer, target.name, now);
  };
  return catalog;
}

}  // namespace waymark
