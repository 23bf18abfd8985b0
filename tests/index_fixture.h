// index_fixture.h - a small published index from hand-made assets, in a folder that goes away.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "waymark/index/publish.h"
#include "waymark/model/keys.h"
#include "waymark/search/search_index.h"

namespace waymark::testing_support {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    static std::atomic<int> number{0};
    path_ = std::filesystem::temp_directory_path() /
            ("waymark-test-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline Asset table(const std::string& qualified_name, const std::string& domain = "") {
  Asset asset;
  asset.type = AssetType::Table;
  asset.qualified_name = qualified_name;
  asset.name = qualified_name.substr(qualified_name.rfind('.') + 1);
  asset.platform = "snowflake";
  asset.domain = domain;
  asset.match_key = "snowflake//" + qualified_name;
  asset.key = asset_key('t', asset.match_key);
  return asset;
}

// With `options` as a test wants them; folder, tool, levels and clock are filled in where they are not given.
inline PublishReport publish_assets(std::vector<Asset> assets, const std::filesystem::path& folder,
                                    PublishOptions options = {}) {
  std::sort(assets.begin(), assets.end(), [](const Asset& a, const Asset& b) { return a.key < b.key; });
  const auto lock = IndexLock::take(folder);
  EXPECT_TRUE(lock) << lock.error().message;
  options.index = folder;
  options.tool = "test";
  options.levels = {"public", "internal", "confidential", "restricted"};
  if (!options.clock) options.clock = parse_time("2026-11-01T00:00:00Z");
  const auto report = publish(std::span<const Asset>(assets), options, *lock);
  EXPECT_TRUE(report) << report.error().message;
  return report ? *report : PublishReport{};
}

}  // namespace waymark::testing_support
