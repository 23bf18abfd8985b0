#include "lasting_place.h"

#include <algorithm>

#include "waymark/base/strings.h"

#include "clean_text.h"

namespace waymark {
namespace {

constexpr std::string_view kCounters[] = {"row ", "line ", "record ", "document "};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Where the text begins to count, or its end.
std::size_t start_of_count(std::string_view place) {
  std::size_t start = place.size();
  for (std::size_t at = place.find('['); at != std::string_view::npos; at = place.find('[', at + 1))
    if (at + 1 < place.size() && is_digit(place[at + 1])) {
      start = at;
      break;
    }
  for (const std::string_view counter : kCounters)
    for (std::size_t at = place.find(counter); at != std::string_view::npos;
         at = place.find(counter, at + 1)) {
      const bool word = at == 0 || place[at - 1] == ' ';
      const std::size_t number = at + counter.size();
      if (word && number < place.size() && is_digit(place[number])) start = std::min(start, at);
    }
  return start;
}

}  // namespace

std::string lasting_place(const std::string& file, std::string_view place) {
  place = trim(place.substr(0, start_of_count(place)));
  return visible_text(file + (file.empty() || place.empty() ? "" : " ") + std::string(place));
}

}  // namespace waymark
