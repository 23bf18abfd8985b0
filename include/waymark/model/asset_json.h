// asset_json.h - the canonical JSON of an asset: one line, members in a fixed order, absent when empty.
//
// Two equal assets give equal bytes, so content hashes and "unchanged" are comparisons of text.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "waymark/base/result.h"
#include "waymark/model/asset.h"

namespace waymark {

std::string asset_to_json(const Asset& asset);
Result<Asset> asset_from_json(std::string_view text);
// Only the members of these names, several times faster where lists are left out.
Result<Asset> asset_from_json(std::string_view text, std::span<const std::string_view> members);
// The columns of such a text one after another, without making the rest of the asset.
Status each_column(std::string_view text, const std::function<void(const Column&)>& on_column);

}  // namespace waymark
