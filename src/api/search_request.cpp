#include "search_request.h"

#include "waymark/model/keys.h"

namespace waymark {
namespace {

// A path is compared with keys by the search itself.
bool takes_names(const Field& field) {
  return field.kind == FieldKind::Keyword && &field != find_field("within");
}

std::string value_of(const Field& field, const std::string& value, const Viewer& viewer) {
  if (!looks_like_key(value) || field.kind == FieldKind::Path) return value;
  const auto asset = viewer.asset(value);
  if (!asset || !*asset) return value;
  // Also a former key of the thing leads to what lies in it.
  return takes_names(field) ? std::string(display_name(**asset)) : (*asset)->key;
}

}  // namespace

std::vector<Filter> filters_of(const Call& call) {
  std::vector<Filter> filters = call.parameters.filters();
  for (Filter& filter : filters)
    for (std::string& value : filter.values) value = value_of(*filter.field, value, *call.viewer);
  return filters;
}

SearchRequest base_request(const Call& call) {
  const Parameters& given = call.parameters;
  SearchRequest request;
  request.text = given.text("q");
  if (given.text("match") == "all") request.match = Match::All;
  if (given.text("match") == "any") request.match = Match::Any;
  request.filters = filters_of(call);
  request.updated_after = parse_moment(given.text("updated_after"), call.now);
  request.updated_before = parse_moment(given.text("updated_before"), call.now);
  request.columns = !given.given("columns") || given.flag("columns");
  request.now = call.now;
  return request;
}

}  // namespace waymark
