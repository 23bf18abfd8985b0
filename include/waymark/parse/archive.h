// archive.h - what a zip file holds, by name; Input::open(path, member) reads one member.
//
//   if (is_archive(path))
//     for (const ArchiveMember& member : list_archive(path).value()) …
//
// Nothing is ever unpacked to disk: a member's name is a label and never a path, so "../../x" is just a name.
// Limits hold before anything is unpacked (declared sizes) and while it is (no member gives more than it
// declared), so no small file becomes a large one. An archive inside an archive stays closed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/base/result.h"

namespace waymark {

struct ArchiveLimits {
  std::size_t members = 10'000;
  std::uint64_t packed_bytes = std::uint64_t{1} << 30;    // Of the file.
  std::uint64_t unpacked_bytes = std::uint64_t{4} << 30;  // Of all members together.
  // Of one member, where it unpacks to more than 1 MB: deflate itself reaches 1,032, text hardly 50.
  std::uint64_t ratio = 200;
};

struct ArchiveMember {
  std::string name;  // As the archive has it, in UTF-8, '/' separated.
  std::uint64_t bytes = 0;
  std::uint64_t packed = 0;
};

// A file that begins as zip archives do. False also for what cannot be opened.
bool is_archive(const std::filesystem::path& path);
bool begins_as_archive(std::string_view beginning);

// The files in it (folders left out), in the archive's order. Errors: no zip archive, damaged, past a limit,
// members that overlap.
Result<std::vector<ArchiveMember>> list_archive(const std::filesystem::path& path,
                                                const ArchiveLimits& limits = {});

// Replaces the first `from` in a member of an archive of our own by `to`, durably. NotFound when it is not
// there.
Status replace_in_member(const std::filesystem::path& path, const std::string& member, std::string_view from,
                         std::string_view to);

// An archive that is one document to its user: an Office or OpenDocument file. "" for any other; else
// "workbook"
// (.xlsx) or what it is instead.
std::string document_in(const std::vector<ArchiveMember>& members);

}  // namespace waymark
