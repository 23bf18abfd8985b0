// gone.h - what is told about things that were there: only to who could see them when they went.
#pragma once

#include <optional>
#include <string>

#include "waymark/search/search.h"

#include "routes.h"

namespace waymark {

// "\"Returns\" was removed on 2026-11-01; most of it is in Sales/Refunds now."
std::optional<std::string> told_of_removed(const Call& call, std::string_view key);
// A note for each domain asked for that exists no more.
std::vector<Note> notes_on_gone_domains(const Call& call, const std::vector<Filter>& filters);

}  // namespace waymark
