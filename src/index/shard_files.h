// shard_files.h - what can be done with a shard or a part as files: compact, check, copy, link, remove.
//
// A shard named NAME in FOLDER is the database FOLDER/NAME and the side files FOLDER/NAME.*.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "waymark/base/result.h"
#include "waymark/index/generation.h"

namespace waymark {

std::uint64_t folder_bytes(const std::filesystem::path& folder);

// How many databases each of so many threads may have open; raises the limit of this process where it can.
constexpr std::size_t kLeastOpen = 16;
std::size_t most_databases_open(std::size_t threads);
// Databases as one, documents numbered on from one to the next. More than `most_open` take a step between.
Status compact_databases(std::span<const std::filesystem::path> databases, const std::filesystem::path& into,
                         std::size_t most_open = kLeastOpen);
// Xapian's own checker: reads all of it.
Status check_database(const std::filesystem::path& database);
// Whether these documents (from 0) are found by their keys where the columns say they are, and how many there
// are in all.
Status check_places(const std::filesystem::path& database, const Columns& columns,
                    std::span<const std::uint32_t> documents);

// A copy to write into. Each file is first held to the checksum of its manifest: damage must not be carried
// on under a new checksum.
Status copy_database(const Generation& from, const std::string& shard, const std::filesystem::path& folder);
// The same files under another folder; they are never written again. Where links are not possible, copies.
Status link_shard(const Generation& from, const std::string& shard, const std::filesystem::path& folder);

// The disk takes what was written while others are still at work; who publishes has less to wait for.
void start_writing_out(const std::filesystem::path& prefix);
void remove_shard(const std::filesystem::path& prefix);

}  // namespace waymark
