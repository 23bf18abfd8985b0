// column_key.h - the key of a column: "c_" and 13 base32 characters, like that of any asset.
//
// The first six come from the key of the asset that holds it, the other seven are a hash over that key and the
// column's path. So a column is found by its key alone, through the few assets whose keys begin so, and no index
// holds a term for each of millions of columns.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

std::string column_key(std::string_view asset_key, std::string_view path);
bool looks_like_column_key(std::string_view text);
// What the keys of assets that may hold the column have after their letter and "_".
std::string_view asset_part(std::string_view column_key);

}  // namespace waymark
