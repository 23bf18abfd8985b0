// sql_tables.h - the tables a view reads, by the names after FROM and JOIN.
//
// No SQL parser: comments and string literals are skipped, names of WITH clauses and functions left out, and
// what looks odd is not guessed at. Source of view lineage where a catalog gives nothing but the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark {

// Qualified names as parts, without repeats, in the order of the text.
std::vector<std::vector<std::string>> sql_tables(std::string_view sql);

}  // namespace waymark
