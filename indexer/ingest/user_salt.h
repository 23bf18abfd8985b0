// user_salt.h - what keeps the hashes of users from being found out by hashing every name there is.
//
//   index/history/salt   32 random bytes, made by the first run, readable by its owner alone
//
// Without it a hash of a user means nothing, and feeds of another index have other hashes. Whoever deletes it
// cuts what was told before loose from whoever it was about; distinct users of the days before count anew.
#pragma once

#include <filesystem>
#include <string>

#include "waymark/base/result.h"
#include "waymark/model/fragment.h"

namespace waymark {

// `write` false (a dry run): where there is none, one for this run alone.
Result<std::string> user_salt(const std::filesystem::path& history, bool write);

// The users of these events under that salt.
void salt_users(std::vector<Events>& events, std::string_view salt);

}  // namespace waymark
