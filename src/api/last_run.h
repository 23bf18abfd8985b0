// last_run.h - how the last run of the indexer went, from the report it leaves in the index folder.
#pragma once

#include <filesystem>

#include "json.h"

namespace waymark {

// An empty object when there is no report or it cannot be read.
Json last_run_json(const std::filesystem::path& index);

}  // namespace waymark
