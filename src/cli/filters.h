// filters.h - `--filter field=value` as filters of a search.
#pragma once

#include <string>
#include <vector>

#include "waymark/base/result.h"
#include "waymark/search/search.h"

namespace waymark {

// "domain=Sales", "not.type=view"; values of one field join as any of them.
Result<std::vector<Filter>> parse_filters(const std::vector<std::string>& texts);

}  // namespace waymark
