// addresses.cpp - where a thing can be opened, and the addresses it had before.
#include <algorithm>

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

#include "derivation.h"
#include "in_parallel.h"
#include "placeholders.h"

namespace waymark {
namespace {

std::string percent_encoded(const std::string& text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

void add_alias(Asset& asset, std::string alias) {
  if (alias == asset.key ||
      std::find(asset.aliases.begin(), asset.aliases.end(), alias) != asset.aliases.end())
    return;
  asset.aliases.push_back(std::move(alias));
  std::sort(asset.aliases.begin(), asset.aliases.end());
}

// "domain:Sales/Returns" also renames what lies below.
bool rename_domain(Derivation& d, std::string_view old_path, std::string_view new_path) {
  const std::string wanted = lower(new_path);
  bool any = false;
  for (const auto& [path, i] : d.domains) {
    if (path != wanted && !path.starts_with(wanted + "/")) continue;
    add_alias(d.asset(i),
              domain_key(std::string(old_path) + d.asset(i).qualified_name.substr(wanted.size())));
    any = true;
  }
  return any;
}

bool rename_product(Derivation& d, std::string_view old_name, std::string_view new_name) {
  const auto found = d.products.find(lower(trim(new_name)));
  if (found == d.products.end()) return false;
  Asset& product = d.asset(found->second);
  add_alias(product, asset_key(info(product.type).letter,
                               std::string(info(product.type).name) + "//" + lower(trim(old_name))));
  return true;
}

bool rename_physical(Derivation& d, const Renamed& renamed) {
  const std::string wanted = normal_name(parse_physical(renamed.new_name));
  PhysicalName old = parse_physical(renamed.old_name);
  bool any = false;
  for (std::size_t i = 0; i < d.size(); ++i) {
    Asset& asset = d.asset(i);
    if (!asset.match_key.ends_with(wanted)) continue;
    PhysicalName now = parse_physical(renamed.new_name);
    now.instance = asset.instance;
    if (match_key(now) != asset.match_key) continue;
    const char letter = info(asset.type).letter;
    old.instance.clear();
    add_alias(asset, asset_key(letter, match_key(old)));
    old.instance = asset.instance;
    add_alias(asset, asset_key(letter, match_key(old)));
    any = true;
  }
  return any;
}

void apply_rename(Derivation& d, const Renamed& renamed) {
  const auto rest = [](const std::string& name) {
    return trim(std::string_view(name).substr(name.find(':') + 1));
  };
  bool found = false;
  if (renamed.new_name.starts_with("domain:"))
    found = rename_domain(d, rest(renamed.old_name), rest(renamed.new_name));
  else if (renamed.new_name.starts_with("product:"))
    found = rename_product(d, rest(renamed.old_name), rest(renamed.new_name));
  else
    found = rename_physical(d, renamed);
  if (!found) d.notes.add("renamed_unknown", renamed.new_name);
}

}  // namespace

std::string link_for(const Config& config, const Asset& asset, std::string_view kind) {
  const auto platform = config.links.find(normal_platform(asset.platform));
  if (platform == config.links.end()) return {};
  const auto link = platform->second.find(std::string(kind));
  if (link == platform->second.end()) return {};
  const std::vector<std::string> parts = split_qualified(asset.qualified_name);
  const PlaceholderSource source{.asset = asset, .parts = parts, .file = {}};
  return fill_placeholders(link->second, source, percent_encoded).value_or(std::string());
}

// A link to open it, where its sources give none, and the addresses of renamed things.
void add_addresses(Derivation& d) {
  if (!d.config.links.empty())
    each_in_parallel(d.size(), [&](std::uint32_t i) {
      Asset& asset = d.asset(i);
      if (asset.url.empty() && !asset.platform.empty()) asset.url = link_for(d.config, asset, "open");
    });
  for (const Renamed& renamed : d.config.renamed) apply_rename(d, renamed);
}

}  // namespace waymark
