// file_stamp.h - whether a file is the one it was: cheaply by what the file system says, surely by its bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "waymark/base/result.h"
#include "waymark/base/time.h"

namespace waymark {

struct FileStamp {
  std::uint64_t inode = 0;
  std::uint64_t size = 0;
  std::int64_t modified = 0;  // Nanoseconds since 1970.
  std::int64_t changed = 0;   // Of the inode: also told when somebody sets `modified` back.

  bool operator==(const FileStamp&) const = default;
};

// Only of regular files, links not followed.
Result<FileStamp> stamp_of(const std::filesystem::path& path);
std::optional<Time> modified_at(const FileStamp& stamp);

// Whether a later write must show in the stamp: file systems count time in steps, so a file that was written
// just before `looked_at` may be written again within the same step.
bool settled(const FileStamp& stamp, std::int64_t looked_at);
std::int64_t nanoseconds_now();

// SHA-256 of the bytes, in hex.
Result<std::string> digest_of(const std::filesystem::path& path);

}  // namespace waymark
