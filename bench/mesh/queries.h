// queries.h - what people would ask of the generated mesh: a mixed log of nine kinds.
//
//   for (const LoggedQuery& query : query_log(plan, 2'250, 1)) …
//
// A query follows from the plan's seed, the log's own seed and its number, so the log of another seed holds
// other queries over the same mesh. On disk one line is one query: kind, text and "field=value"s, parted by
// tabs.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "mesh/thing.h"

namespace waymark::mesh {

struct LoggedQuery {
  std::string kind;  // "rare word", "common word", "several words", "phrase", "prefix", "filters", …
  std::string text;
  std::vector<std::pair<std::string, std::string>> filters;  // Field and value.
};

std::vector<LoggedQuery> query_log(const Plan& plan, std::size_t count, std::uint64_t seed);

void write_query_log(const std::vector<LoggedQuery>& log, const std::filesystem::path& file);
std::vector<LoggedQuery> read_query_log(const std::filesystem::path& file);  // Empty where it cannot be read.

}  // namespace waymark::mesh
