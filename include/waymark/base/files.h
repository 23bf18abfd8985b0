// files.h - whole files, durable writes, memory maps.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "waymark/base/result.h"

namespace waymark {

Result<std::string> read_file(const std::filesystem::path& path);

// Written beside, synced, then renamed over `path`; the folder is synced too. After a crash the file is the
// old one or the new one.
Status write_file_durably(const std::filesystem::path& path, std::string_view bytes);
Status sync_path(const std::filesystem::path& path);  // fsync of a file or a folder.

// A read-only view of a file that stays valid while this object lives, also when the file is unlinked.
// Movable.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::filesystem::path& path);
  MappedFile() = default;
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace waymark
