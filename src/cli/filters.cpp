#include "filters.h"

#include "waymark/base/strings.h"
#include "waymark/model/fields.h"

namespace waymark {
namespace {

Result<Filter> parse_filter(const std::string& text) {
  const std::size_t equals = text.find('=');
  std::string name = text.substr(0, equals);
  Filter filter;
  filter.excluded = name.starts_with("not.");
  if (filter.excluded) name.erase(0, 4);
  filter.field = find_field(name);
  if (equals == std::string::npos || filter.field == nullptr) {
    std::vector<std::string> names;
    for (const Field& field : fields()) names.emplace_back(field.name);
    return fail(ErrorCode::InvalidInput,
                "--filter \"" + text + "\": write field=value; fields are " + join(names, ", "));
  }
  filter.values = {text.substr(equals + 1)};
  return filter;
}

}  // namespace

Result<std::vector<Filter>> parse_filters(const std::vector<std::string>& texts) {
  std::vector<Filter> filters;
  for (const std::string& text : texts) {
    auto filter = parse_filter(text);
    if (!filter) return fail(filter.error());
    const auto same = std::find_if(filters.begin(), filters.end(), [&](const Filter& known) {
      return known.field == filter->field && known.excluded == filter->excluded;
    });
    if (same == filters.end())
      filters.push_back(std::move(*filter));
    else
      same->values.push_back(filter->values.front());
  }
  return filters;
}

}  // namespace waymark
