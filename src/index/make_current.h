// make_current.h - the steps from a folder of finished shards to the generation in force.
#pragma once

#include <filesystem>
#include <string>

#include "waymark/base/result.h"
#include "waymark/index/generation.h"

namespace waymark {

std::string generation_name(std::uint64_t number);
// Of the folders in the index, finished or not.
std::uint64_t highest_number(const std::filesystem::path& index);

// Fills in the classes and the content hash from the shards.
Status sum_up(const std::filesystem::path& folder, Manifest& manifest);
// Fills in the files with their checksums; those of files that `old` shares are known.
Status list_files(const std::filesystem::path& folder, const Generation* old, std::size_t threads,
                  Manifest& manifest);
// Manifest, sync, trial, rename, CURRENT: after any of these steps CURRENT names a whole generation.
Status make_current(const std::filesystem::path& index, const std::filesystem::path& temporary,
                    const Manifest& manifest);
// Older generations and left-overs of runs that did not finish. Readers that still map them keep their pages.
void clean_up(const std::filesystem::path& index, const std::string& current);

}  // namespace waymark
