// strings.h - small questions asked of text, ASCII only; letters of other scripts are the text module's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark {

std::string lower(std::string_view text);      // ASCII letters only.
std::string_view trim(std::string_view text);  // Blanks, tabs and line ends off both sides.
bool same_ignoring_case(std::string_view a, std::string_view b);
bool contains(std::string_view text, std::string_view part);

// "a//b" split at '/' is {"a", "", "b"}; empty text is {}.
std::vector<std::string> split(std::string_view text, char separator);
// As split, with blanks trimmed and empty parts left out.
std::vector<std::string> split_words(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

// `*` stands for any run of characters (also none), `?` for one; letters compare without case. The time is
// at most the product of both lengths: no pattern makes it explode.
bool glob_match(std::string_view pattern, std::string_view text);

// The longest prefix of valid UTF-8 that fits in `bytes` and does not cut a character.
std::string_view cut_utf8(std::string_view text, std::size_t bytes);
bool valid_utf8(std::string_view text);
std::size_t valid_utf8_prefix(
    std::string_view text);  // Bytes before the first that is not UTF-8 or is cut off.

// Edits (insert, delete, replace, swap of neighbours) between two words; `limit + 1` when there are more.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// Of `known`, the one nearest to `word` within two edits, or "": for "did you mean" in messages.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace waymark
