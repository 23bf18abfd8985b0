// zip_file.h - an open zip archive and the bytes of its members.
#pragma once

#include <memory>
#include <unordered_map>

#include "waymark/parse/archive.h"

#include "byte_source.h"

struct zip;

namespace waymark {

class ZipFile : public std::enable_shared_from_this<ZipFile> {
 public:
  static Result<std::shared_ptr<ZipFile>> open(const std::filesystem::path& path,
                                               const ArchiveLimits& limits);
  static Result<std::shared_ptr<ZipFile>> from_bytes(std::string bytes, const ArchiveLimits& limits);
  ~ZipFile();
  ZipFile(const ZipFile&) = delete;
  ZipFile& operator=(const ZipFile&) = delete;

  const std::vector<ArchiveMember>& members() const { return members_; }
  bool has(std::string_view name) const;
  // The bytes of the first member of that name. They keep the archive open.
  Result<std::unique_ptr<ByteSource>> read(std::string_view name);

 private:
  ZipFile() = default;
  Status take_members(std::uint64_t file_bytes, const ArchiveLimits& limits);

  struct Entry {
    std::uint64_t index;  // In the archive.
    bool encrypted;
  };
  zip* archive_ = nullptr;
  std::string bytes_;  // What `archive_` reads, when it is not a file.
  std::uint64_t ratio_ = 0;
  std::vector<ArchiveMember> members_;
  std::vector<Entry> entries_;                            // One for each member.
  std::unordered_map<std::string, std::size_t> by_name_;  // Into both.
};

// A member of the archive at `path`. The archive this thread opened last stays open, so that reading all
// members of one costs its directory once.
Result<std::unique_ptr<ByteSource>> open_member(const std::filesystem::path& path, std::string_view member);

}  // namespace waymark
