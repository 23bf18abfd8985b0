// ranking_file.h - the weights of ranking, as a file that can be changed without indexing again
// (docs/ranking.md).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "waymark/base/result.h"

namespace waymark {

struct RankingWeights;
using Ranking = std::shared_ptr<const RankingWeights>;

Ranking default_ranking();
std::string_view default_ranking_text();  // The file that is built in.
// InvalidInput says what is wrong in one sentence: an unknown or missing name, a number out of bounds.
Result<Ranking> parse_ranking(std::string_view json);
Result<Ranking> read_ranking(const std::filesystem::path& file);
const std::string& ranking_hash(const RankingWeights& weights);

}  // namespace waymark
