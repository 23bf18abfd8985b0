#include "json.h"
#include "routes.h"

namespace waymark {

Answer<ApiResponse> answer_resolve(const Call& call) {
  Json json;
  json["found"] = Json::object();
  json["missing"] = Json::array();
  for (const std::string& ref : call.parameters.values("ref")) {
    const auto key = call.viewer->resolve(ref);
    if (!key) return refuse(problem_of(key.error()));
    if (key->empty())
      json["missing"].push_back(ref);
    else
      json["found"][ref] = *key;
  }
  return json_answer(json);
}

}  // namespace waymark
