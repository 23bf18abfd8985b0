// write_adjacency.h - makes `lineage.graph` of a folder from the shards that lie in it.
#pragma once

#include <filesystem>
#include <span>

#include "waymark/base/result.h"
#include "waymark/index/generation.h"

namespace waymark {

Status write_adjacency(const std::filesystem::path& folder, std::span<const ShardInfo> shards);

}  // namespace waymark
