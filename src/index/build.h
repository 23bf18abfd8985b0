// build.h - shards of a new generation: written anew from assets, or the old ones with what differs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/index/publish.h"
#include "waymark/model/asset_list.h"

#include "difference.h"

namespace waymark {

// What building needs to know; shared by the threads.
struct BuildJob {
  const AssetList& assets;
  std::filesystem::path folder;  // Of the new generation.
  const PublishTuning& tuning;
  std::string language = "english";
  std::size_t threads = 1;
  const std::vector<std::int64_t>* seen = nullptr;  // By asset; null: never.
  std::function<void(std::size_t)> written;         // Documents more; called by any thread.

  std::int64_t seen_of(std::size_t asset) const { return seen == nullptr ? 0 : (*seen)[asset]; }
};

// A shard to write: its assets by number, neighbours together.
struct ShardOrder {
  ShardInfo info;
  std::vector<std::uint32_t> assets;
};

std::string shard_name(std::size_t number);

// Every class in shards of its own. Neighbours share words as well: their parts have fewer terms.
std::vector<ShardOrder> plan_all(const AssetList& assets, const PublishTuning& tuning, std::size_t threads);
Result<std::vector<ShardInfo>> build_shards(const BuildJob& job, std::vector<ShardOrder> orders);

// The old generation's shards with the difference worked in: documents replaced, added and removed in copies;
// shards that nothing changes in are linked.
Result<std::vector<ShardInfo>> update_shards(const BuildJob& job, const Generation& old,
                                             const Difference& difference);

}  // namespace waymark
