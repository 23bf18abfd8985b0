// search_request.h - from checked parameters to what the search module takes.
#pragma once

#include "waymark/search/search.h"

#include "routes.h"

namespace waymark {

// Words, filters and times; what only some answers know (pages, counts) is left to them.
SearchRequest base_request(const Call& call);

// That, with an order, corrections and likeness: what a search and an export of it share.
SearchRequest ordered_request(const Call& call);

// Columns are a mode of their own: what cannot be joined with them is refused, not ignored.
std::optional<Problem> mixed_columns(const Call& call);

// Why a search of this call failed.
Problem search_problem(const Call& call, const Error& error);

// The filters of a call. Where a value is the key of an asset, values of other fields than `within` become
// its name: owner=u_… means the person.
std::vector<Filter> filters_of(const Call& call);

}  // namespace waymark
