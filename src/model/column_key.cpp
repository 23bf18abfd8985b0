#include "waymark/model/column_key.h"

#include "waymark/base/hash.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

constexpr std::size_t kOfAsset = 6, kOfPath = 7;

}  // namespace

std::string column_key(std::string_view asset_key, std::string_view path) {
  const std::string whole = std::string(asset_key) + "/" + std::string(path);
  return "c_" + std::string(asset_key.substr(2, kOfAsset)) + base32_prefix(sha256(whole), kOfPath);
}

bool looks_like_column_key(std::string_view text) {
  return looks_like_key(text) && text.front() == info(AssetType::Column).letter;
}

std::string_view asset_part(std::string_view column_key) { return column_key.substr(2, kOfAsset); }

}  // namespace waymark
