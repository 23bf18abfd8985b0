#include "waymark/api/product.h"

#include "asset_parts.h"

namespace waymark {
namespace {

Json ports_json(const std::vector<ProductPort>& ports) {
  Json json = Json::array();
  for (const ProductPort& port : ports)
    json.push_back({{"key", port.key}, {"type", info(port.type).name}, {"name", port.name}});
  return json;
}

}  // namespace

Status add_product(Json& json, const Asset& product, const Viewer& viewer, Time now) {
  const auto state = product_state(product, viewer, now);
  if (!state) return fail(state.error());
  json["completeness"] = {{"percent", state->complete}, {"missing", state->missing}};
  json["health"] = {{"state", to_string(state->health)}, {"text", state->sentence}};
  if (!state->outputs.empty()) json["outputs"] = ports_json(state->outputs);
  if (!state->inputs.empty()) json["inputs"] = ports_json(state->inputs);
  return {};
}

Json sensitivity_source_json(const Asset& asset, const Viewer& viewer) {
  constexpr std::string_view kColumn = "column ";
  if (asset.sensitivity_from.starts_with(kColumn))
    return {{"column", asset.sensitivity_from.substr(kColumn.size())}};
  if (asset.sensitivity_from.empty()) return {};
  const auto from = viewer.asset(asset.sensitivity_from);
  if (!from || !*from) return {};
  return {{"key", (*from)->key}, {"name", display_name(**from)}};
}

}  // namespace waymark
