// heavy_facts.h - the parts of an asset that only its readers look at, as
// bytes: what a catalog of a million assets keeps on disk until somebody asks.
//
//   std::string bytes = take_heavy(asset);   // The asset is light now: no
//   columns, description, history… give_heavy(bytes, asset);                //
//   …and whole again.
#pragma once

#include <string>
#include <string_view>

#include "waymark/model/asset.h"

namespace waymark {

// Description, columns, history, notes on sources, aliases, activity, popular
// queries, synonyms, other attributes and the texts of a contract. The light
// asset keeps one note with nothing but the name for each source; a contract
// keeps its notes.
std::string take_heavy(Asset& asset);

// What was added to history and aliases meanwhile stays: a history's new values
// stand in front. False when the bytes are damaged; the asset is then light
// still.
bool give_heavy(std::string_view bytes, Asset& asset);

}  // namespace waymark
