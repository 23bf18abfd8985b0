// api_call.h - the answer of an API route on the local index, printed: `--json` is what HTTP says, byte for
// byte.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "common.h"

namespace waymark {

int print_api_answer(const CommonOptions& options, std::string path,
                     std::vector<std::pair<std::string, std::string>> query, bool fail_when_empty);

}  // namespace waymark
