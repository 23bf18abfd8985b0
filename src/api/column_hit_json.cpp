#include "waymark/base/strings.h"
#include "waymark/model/column_key.h"

#include "asset_parts.h"

namespace waymark {
namespace {

// As it stands in an address behind '#': what a browser would make of it.
std::string in_fragment(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-_.!~*'()").find(c) != std::string_view::npos;
    if (plain)
      out += c;
    else
      ((out += '%') += kHex[byte >> 4]) += kHex[byte & 15];
  }
  return out;
}

Json parent_json(const Asset& asset, const ApiSettings& settings) {
  Json json;
  json["key"] = asset.key;
  json["type"] = info(asset.type).name;
  json["name"] = display_name(asset);
  set_given(json, "qualified_name", asset.qualified_name);
  json["url"] = page_url(asset.key, asset.type, settings);
  return json;
}

}  // namespace

std::string column_url(const Asset& asset, const Column& column, const ApiSettings& settings) {
  return page_url(asset.key, asset.type, settings) + "#col-" + in_fragment(column.path);
}

Json column_card_json(const Asset& asset, std::size_t position, const CardView& view) {
  const Column& column = asset.columns[position];
  Json json;
  json["key"] = column_key(asset.key, column.path);
  json["type"] = info(AssetType::Column).name;
  json["name"] = column.path;
  if (column.title != column.path) set_given(json, "title", column.title);
  json["parent"] = parent_json(asset, view.settings);
  if (Json path = path_json(asset); !path.empty()) json["path"] = std::move(path);
  set_given(json, "platform", asset.platform);
  set_given(json, "data_type", column.type);
  if (column.nullable) json["nullable"] = *column.nullable;
  set_given(json, "key_role", column.key_role);
  set_given(json, "description", view.uncut ? column.description : cut_description(column.description));
  set_given(json, "tags", column.tags);
  set_given(json, "terms", column.terms);
  set_given(json, "sensitivity", column.sensitivity);
  return json;
}

}  // namespace waymark
