#include "search_request.h"

#include "waymark/base/strings.h"
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

SearchRequest ordered_request(const Call& call) {
  const Parameters& given = call.parameters;
  SearchRequest request = base_request(call);
  const std::string_view sort = given.text("sort");
  request.reversed = sort.starts_with('-');
  request.sort = sort.substr(request.reversed ? 1 : 0);
  request.similar_to = given.text("similar_to");
  if (given.text("spell") == "off") request.spell = Spell::Off;
  if (given.text("spell") == "force") request.spell = Spell::Force;
  return request;
}

std::optional<Problem> mixed_columns(const Call& call) {
  const auto refused = [](std::string parameter, std::string detail) {
    return Problem{.code = "bad_value",
                   .detail = "type=column gives columns, not assets; " + detail,
                   .errors = {{ProblemPlace::In::Parameter, std::move(parameter), detail, {}}}};
  };
  for (const Filter& filter : call.parameters.filters()) {
    if (filter.field != find_field("type")) continue;
    if (std::none_of(filter.values.begin(), filter.values.end(), [](const std::string& value) {
          return same_ignoring_case(value, info(AssetType::Column).name);
        }))
      continue;
    if (filter.excluded) return refused("not.type", "leaving them out changes nothing.");
    if (filter.values.size() > 1) return refused("type", "it stands alone.");
    if (call.parameters.given("similar_to")) return refused("similar_to", "it finds assets.");
    if (call.parameters.given("columns") && !call.parameters.flag("columns"))
      return refused("columns", "columns=0 would find nothing.");
  }
  return std::nullopt;
}

Problem search_problem(const Call& call, const Error& error) {
  if (error.code == ErrorCode::NotFound && call.parameters.given("similar_to"))
    return {.code = "bad_value",
            .detail = "similar_to names nothing that you can see.",
            .errors = {{ProblemPlace::In::Parameter, "similar_to", "no asset has this key", {}}}};
  return problem_of(error);
}

}  // namespace waymark
