// shard_writer.h - one shard of a generation being built.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "waymark/base/hash.h"
#include "waymark/base/result.h"
#include "waymark/index/generation.h"

namespace waymark {

class ShardWriter {
 public:
  static Result<ShardWriter> create(const std::filesystem::path& folder, ShardInfo info);
  ShardWriter(ShardWriter&&) noexcept;
  ShardWriter& operator=(ShardWriter&&) noexcept;
  ~ShardWriter();

  Status add(const Asset& asset, std::string_view json);
  Result<ShardInfo> finish();  // Commits, checks the database, writes the files beside it.

 private:
  struct State;
  explicit ShardWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace waymark
