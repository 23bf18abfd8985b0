// activity_feed.h - recent activity as an Atom feed (RFC 4287).
#pragma once

#include "routes.h"

namespace waymark {

ApiResponse atom_answer(const ChangesPage& page, const Call& call);

}  // namespace waymark
