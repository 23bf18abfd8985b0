// questions.h - queries of the log as every engine can ask them: in terms of the index.
#pragma once

#include <vector>

#include "waymark/search/search_index.h"

#include "mesh/queries.h"
#include "peers/peer.h"

namespace waymark::peers {

// Up to `each` of a kind, and of those without words no question twice. What Waymark reads from a text
// (stems, joined forms, beginnings) is what the others get, so all look for the same documents. Left out is
// where it asks for less than that: a beginning of too many words, of which it takes some.
std::vector<PeerQuery> questions(const std::vector<mesh::LoggedQuery>& log, std::size_t each,
                                 const Corpus& corpus, const SearchIndex& index, std::size_t& left_out);

}  // namespace waymark::peers
