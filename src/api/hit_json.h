// hit_json.h - an asset as people meet it in lists: the card, and the parts of it that other answers share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/search/viewer.h"

#include "json.h"

namespace waymark {

struct CardView {
  const Viewer& viewer;
  const ApiSettings& settings;
  Time now;
  bool uncut = false;  // The asset's own page: the whole description, and more about owners.
};

// Every member of a hit, in order: what `fields` may name.
std::vector<std::string> hit_members();
// A hit with the members in `wanted`; empty: all. `key` always.
Json hit_json(const Hit& hit, const CardView& view, bool highlight, bool explain,
              const std::vector<std::string>& wanted);

Json card_json(const Asset& asset, const CardView& view);  // From `key` to `contract`.
// A column as a hit of its own, with the asset that holds it; from `key` to `sensitivity`.
Json column_card_json(const Asset& asset, std::size_t position, const CardView& view);
std::string column_url(const Asset& asset, const Column& column, const ApiSettings& settings);
std::string cut_description(std::string_view text);        // At most 300 characters, at the end of a word.
Json path_json(const Asset& asset);                        // Domains from the outside in, then the product.
Json segments_json(const std::vector<Segment>& segments);
std::string page_url(std::string_view key, AssetType type, const ApiSettings& settings);
std::string source_ref(const Asset& asset);
// Whether this caller may see an asset of this key.
bool is_visible(const Viewer& viewer, std::string_view key);

}  // namespace waymark
