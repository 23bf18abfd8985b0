#include <nlohmann/json.hpp>

#include "waymark/evaluation/evaluation.h"

namespace waymark {
namespace {

using Json = nlohmann::ordered_json;

Json scores_json(const Scores& scores) {
  Json json = Json::object();
  for (std::size_t i = 0; i < scores.size(); ++i) json[std::string(measures()[i].name)] = scores[i];
  return json;
}

Json query_json(const QueryResult& result) {
  Json json;
  json["id"] = result.query.id;
  json["text"] = result.query.text;
  json["total"] = result.total;
  json["match"] = result.match;
  if (!result.corrected.empty()) json["corrected"] = result.corrected;
  json["took_ms"] = result.milliseconds;
  if (result.judged) json["measures"] = scores_json(result.scores);
  return json;
}

}  // namespace

std::string evaluation_json(const Evaluation& evaluation) {
  Json json;
  json["assets"] = evaluation.assets;
  json["judged"] = evaluation.judged;
  json["measures"] = scores_json(evaluation.mean);
  json["took_ms"] = {{"mean", evaluation.mean_ms}, {"p50", evaluation.median_ms}, {"p99", evaluation.p99_ms}};
  json["not_asked"] = evaluation.not_asked;
  json["queries"] = Json::array();
  for (const QueryResult& result : evaluation.queries) json["queries"].push_back(query_json(result));
  // What was typed may hold any bytes.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace waymark
