#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "asset_parts.h"

namespace waymark {
namespace {

constexpr std::size_t kOriginalBytes = std::size_t{512} * 1024;

// The key of what a contract speaks of, as this caller can see it; "" otherwise.
std::string target_key(const Ref& target, const Viewer& viewer) {
  std::vector<std::string> ways;
  if (!target.id.empty()) ways.push_back(target.id);
  if (!target.physical.empty()) ways.push_back(match_key(target.physical));
  if (!target.name.empty()) ways.push_back(target.name);
  for (const std::string& way : ways)
    if (const auto key = viewer.resolve(way); key && !key->empty()) return *key;
  return {};
}

Json promise_json(const Promise& promise) {
  Json json;
  set_given(json, "kind", promise.kind);
  set_given(json, "text", promise.text);
  if (promise.within) json["within_s"] = promise.within->count();
  return json;
}

Json object_json(const ContractObject& object, const Viewer& viewer) {
  Json json;
  json["name"] = object.name;
  set_given(json, "key", target_key(object.target, viewer));
  json["columns"] = object.columns.size();
  set_given(json, "required", object.required);
  return json;
}

void add_terms(Json& json, const Contract& contract) {
  set_given(json, "format", contract.format);
  set_given(json, "version", contract.version);
  set_given(json, "status", contract.status);
  for (const Promise& promise : contract.promises) json["promises"].push_back(promise_json(promise));
}

void add_own_contract(Json& json, const Contract& contract, const Viewer& viewer, bool with_original) {
  add_terms(json, contract);
  json["objects"] = Json::array();
  for (const ContractObject& object : contract.objects)
    json["objects"].push_back(object_json(object, viewer));
  if (!with_original || contract.original.empty()) return;
  const std::string_view text = cut_utf8(contract.original, kOriginalBytes);
  json["original"] = text;
  if (text.size() < contract.original.size()) json["original_cut"] = true;
}

// The contracts about an asset that this caller can see.
Json contracts_json(const Asset& asset, const Viewer& viewer) {
  Json contracts = Json::array();
  for (const std::string& key : asset.contract_keys) {
    const auto found = viewer.asset(key);
    if (!found || !*found) continue;
    Json json;
    json["key"] = (*found)->key;
    json["name"] = display_name(**found);
    if ((*found)->contract) add_terms(json, *(*found)->contract);
    contracts.push_back(std::move(json));
  }
  return contracts;
}

}  // namespace

Json contract_json(const Asset& asset, const Viewer& viewer, bool with_original) {
  const bool own = asset.type == AssetType::Contract;
  Json json;
  set_given(json, "state", asset.contract_state);
  set_given(json, "findings", asset.contract_findings);
  if (own && asset.contract) add_own_contract(json, *asset.contract, viewer, with_original);
  if (!own)
    if (Json contracts = contracts_json(asset, viewer); !contracts.empty())
      json["contracts"] = std::move(contracts);
  return json;
}

}  // namespace waymark
