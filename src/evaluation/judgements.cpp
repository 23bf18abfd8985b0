#include "waymark/evaluation/judgements.h"

#include <charconv>
#include <functional>

#include "waymark/base/strings.h"

namespace waymark {
namespace {

std::string line_place(std::size_t number) { return "line " + std::to_string(number); }

// Calls `on_line` with each line that says something, and its number; stops at its first error.
Status for_each_line(std::string_view text,
                     const std::function<Status(std::size_t number, std::string_view line)>& on_line) {
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (trim(line).empty() || line.starts_with('#')) continue;
    if (const Status read = on_line(number, line); !read) return read;
  }
  return {};
}

std::vector<std::string> blank_separated(std::string_view line) {
  return split_words(replace_all(line, "\t", " "), ' ');
}

}  // namespace

Result<std::vector<JudgedQuery>> parse_queries(std::string_view text) {
  std::vector<JudgedQuery> queries;
  const Status read = for_each_line(text, [&](std::size_t number, std::string_view line) -> Status {
    const std::size_t tab = line.find('\t');
    const std::string_view id = trim(line.substr(0, tab));
    if (tab == std::string_view::npos || id.empty() || id.find(' ') != std::string_view::npos)
      return fail(ErrorCode::InvalidInput, line_place(number) + ": \"" + std::string(line) +
                                               "\" is no query id, a tab and the text of a query");
    queries.push_back({std::string(id), std::string(trim(line.substr(tab + 1)))});
    return {};
  });
  if (!read) return fail(read.error());
  return queries;
}

Result<Judgements> parse_judgements(std::string_view text) {
  Judgements judgements;
  const Status read = for_each_line(text, [&](std::size_t number, std::string_view line) -> Status {
    const std::vector<std::string> parts = blank_separated(line);
    int grade = 0;
    const bool whole =
        parts.size() == 4 && std::from_chars(parts[3].data(), parts[3].data() + parts[3].size(), grade).ptr ==
                                 parts[3].data() + parts[3].size();
    if (!whole)
      return fail(ErrorCode::InvalidInput, line_place(number) + ": \"" + std::string(line) +
                                               "\" is no query id, 0, document and whole grade");
    judgements[parts[0]][parts[2]] = grade;
    return {};
  });
  if (!read) return fail(read.error());
  for (auto& [query, grades] : judgements)
    std::erase_if(grades, [](const auto& judged) { return judged.second <= 0; });
  std::erase_if(judgements, [](const auto& judged) { return judged.second.empty(); });
  return judgements;
}

}  // namespace waymark
