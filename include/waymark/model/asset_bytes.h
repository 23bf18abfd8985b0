// asset_bytes.h - a whole asset as bytes and back, several times faster than its JSON: for what a run keeps
// on disk for itself. Nothing reads it after the run; what is kept for longer is written as JSON
// (asset_json.h).
#pragma once

#include <string>
#include <string_view>

#include "waymark/model/asset.h"

namespace waymark {

std::string asset_to_bytes(const Asset& asset);
// False when the bytes are damaged; `into` then holds anything.
bool asset_from_bytes(std::string_view bytes, Asset& into);

}  // namespace waymark
