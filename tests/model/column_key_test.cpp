#include "waymark/model/column_key.h"

#include <set>

#include <gtest/gtest.h>

#include "waymark/model/keys.h"

namespace waymark {
namespace {

TEST(ColumnKey, BeginsAsTheKeyOfItsAsset) {
  const std::string asset = asset_key('t', "snowflake//prod.sales.orders");
  const std::string key = column_key(asset, "customer.id");
  EXPECT_TRUE(looks_like_key(key)) << key;
  EXPECT_TRUE(looks_like_column_key(key));
  EXPECT_FALSE(looks_like_column_key(asset));
  EXPECT_EQ(asset_part(key), asset.substr(2, 6));
}

TEST(ColumnKey, DiffersByPathAndByAsset) {
  std::set<std::string> keys;
  for (int table = 0; table < 200; ++table)
    for (int column = 0; column < 200; ++column)
      keys.insert(column_key(asset_key('t', std::to_string(table)), "c" + std::to_string(column)));
  EXPECT_EQ(keys.size(), 40'000u);
}

}  // namespace
}  // namespace waymark
