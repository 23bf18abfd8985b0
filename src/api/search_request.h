// search_request.h - from checked parameters to what the search module takes.
#pragma once

#include "waymark/search/search.h"

#include "routes.h"

namespace waymark {

// Words, filters and times; what only some answers know (pages, counts) is left to them.
SearchRequest base_request(const Call& call);

// The filters of a call. Where a value is the key of an asset, values of other fields than `within` become
// its name: owner=u_… means the person.
std::vector<Filter> filters_of(const Call& call);

}  // namespace waymark
