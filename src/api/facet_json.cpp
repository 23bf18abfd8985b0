#include "facet_json.h"

#include "waymark/model/keys.h"

#include "search_request.h"

namespace waymark {

Json facet_values_json(const Facet& facet) {
  Json values = Json::array();
  for (const FacetCount& count : facet.values) {
    Json json;
    json["value"] = count.value;
    json["label"] = count.label;
    if (facet.field->kind == FieldKind::Path) json["key"] = domain_key(count.value);
    json["count"] = count.count;
    json["selected"] = count.selected;
    values.push_back(std::move(json));
  }
  return values;
}

Answer<ApiResponse> answer_facet(const Call& call) {
  const Field* field = find_field(call.path_value);
  if (field == nullptr) return refuse(not_found());
  FacetPageRequest request{
      .search = base_request(call), .field = field, .prefix = std::string(call.parameters.text("prefix"))};
  request.limit = static_cast<std::size_t>(call.parameters.integer("size"));
  request.offset = static_cast<std::size_t>(call.parameters.integer("page") - 1) * request.limit;
  const auto facet = call.viewer->facet_values(request);
  if (!facet) return refuse(problem_of(facet.error()));
  Json json;
  json["field"] = field->name;
  json["values"] = facet_values_json(*facet);
  json["more"] = facet->more;
  return json_answer(json);
}

}  // namespace waymark
