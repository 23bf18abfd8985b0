// html_text.h - the words of a text that may hold HTML.
//
//   html_text("<p>Levels of <b>rivers</b> &amp; lakes</p>") == "Levels of rivers & lakes"
#pragma once

#include <string>
#include <string_view>

namespace waymark {

// Tags of HTML are taken out, those that end a line as a line break; entities become what they stand for.
// What only looks like a tag ("List<String>", "a < b") stays.
std::string html_text(std::string_view text);

}  // namespace waymark
