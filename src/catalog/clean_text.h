// clean_text.h - what may stand in the texts of the catalog, and how long they may be (docs/architecture.md).
#pragma once

#include <string>
#include <string_view>

#include "waymark/model/fragment.h"

#include "notes.h"

namespace waymark {

enum class Lines { One, Many };  // In one line, line breaks and tabs become blanks.

// Takes out control characters, direction overrides and isolates, invisible characters (joiners stay between
// letters of the scripts that need them) and tag characters; bytes that are not UTF-8 become U+FFFD. True
// when anything went.
bool clean_text(std::string& text, Lines lines);

// For identifiers that must stay apart from one another: such characters are written out, "\u{200b}".
std::string visible_text(std::string text);

// All texts of a fragment except the identifiers it is matched by; caps descriptions and names.
void clean_fragment(Fragment& fragment, NoteBook& notes);

constexpr std::size_t kDescriptionBytes = 32 * 1024;
constexpr std::size_t kNameBytes = 1024;
constexpr std::size_t kListEntries = 256;
constexpr std::size_t kFullColumns = 20'000;

}  // namespace waymark
