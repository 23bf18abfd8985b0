#include "value_beginnings.h"

#include <algorithm>
#include <cctype>

namespace waymark {

ValueBeginnings::ValueBeginnings(const std::vector<FieldCounts>& facets, const AccessView& view) {
  for (const FieldCounts& counts : facets)
    for (FacetCount& value : counted_values(counts, view)) {
      for (const std::string& text : {value.value, value.label}) texts_.push_back(fold(text));
      values_.push_back({counts.field, std::move(value)});
    }
  for (std::uint32_t text = 0; text < texts_.size(); ++text)
    for (std::uint32_t at = 0; at < texts_[text].size(); ++at)
      if (at == 0 || std::isalnum(static_cast<unsigned char>(texts_[text][at - 1])) == 0) begins_.push_back({text, at});
  std::sort(begins_.begin(), begins_.end(), [&](Begin a, Begin b) { return from(a) < from(b); });
}

std::vector<ValueBeginnings::Found> ValueBeginnings::of(const std::string& folded, std::size_t most) const {
  auto at = std::lower_bound(begins_.begin(), begins_.end(), folded,
                             [&](Begin a, const std::string& text) { return from(a) < text; });
  std::vector<std::uint32_t> numbers;
  for (; at != begins_.end() && from(*at).starts_with(folded); ++at) numbers.push_back(at->text / 2);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  const auto end = numbers.begin() + static_cast<std::ptrdiff_t>(std::min(most, numbers.size()));
  std::partial_sort(numbers.begin(), end, numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::uint64_t x = values_[a].value.count, y = values_[b].value.count;
    return x != y ? x > y : a < b;
  });
  std::vector<Found> found;
  for (auto number = numbers.begin(); number != end; ++number) found.push_back(values_[*number]);
  return found;
}

}  // namespace waymark
