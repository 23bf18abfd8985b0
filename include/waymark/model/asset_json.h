// asset_json.h - the canonical JSON of an asset: one line, members in a fixed order, absent when empty.
//
// Two equal assets give equal bytes, so content hashes and "unchanged" are comparisons of text.
#pragma once

#include <string>
#include <string_view>

#include "waymark/base/result.h"
#include "waymark/model/asset.h"

namespace waymark {

std::string asset_to_json(const Asset& asset);
Result<Asset> asset_from_json(std::string_view text);

}  // namespace waymark
