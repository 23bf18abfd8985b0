// part_writer.h - a thousand assets as a small shard of their own, which is compacted into one with others.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "waymark/base/hash.h"
#include "waymark/base/result.h"
#include "waymark/model/asset.h"

#include "document.h"

namespace waymark {

class PartWriter {
 public:
  // The database is the folder `prefix`, the side files lie beside it. The builder must outlive it.
  static Result<PartWriter> create(const std::filesystem::path& prefix, const std::string& language,
                                   DocumentBuilder& builder);
  PartWriter(PartWriter&&) noexcept;
  PartWriter& operator=(PartWriter&&) noexcept;
  ~PartWriter();

  Status add(const Asset& asset, std::int64_t seen);
  Status finish();

 private:
  struct State;
  explicit PartWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace waymark
