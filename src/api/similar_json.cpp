#include "hit_json.h"
#include "routes.h"

namespace waymark {
namespace {

constexpr std::int64_t kDeepestHit = 2000;

}  // namespace

Answer<ApiResponse> answer_similar(const Call& call) {
  const std::int64_t page = call.parameters.integer("page"), size = call.parameters.integer("size");
  if (page * size > kDeepestHit)
    return refuse({.code = "page_too_deep",
                   .detail = "page times size may be " + std::to_string(kDeepestHit) + " at most."});
  SearchRequest request{.offset = static_cast<std::size_t>((page - 1) * size),
                        .limit = static_cast<std::size_t>(size),
                        .similar_to = call.path_value,
                        .now = call.now};
  const auto found = call.viewer->search(request);
  if (!found && found.error().code == ErrorCode::NotFound) return refuse(not_found());
  if (!found) return refuse(problem_of(found.error()));
  Json json;
  json["total"] = found->total;
  json["page"] = page;
  json["size"] = size;
  json["hits"] = Json::array();
  const CardView view{*call.viewer, call.settings, call.now};
  for (const Hit& hit : found->hits) json["hits"].push_back(hit_json(hit, view, false, false, {}));
  json["generation"] = format_time(call.viewer->manifest().published_at);
  json["as_of"] = format_time(call.now);
  return json_answer(json);
}

}  // namespace waymark
