#include "waymark/base/strings.h"
#include "waymark/model/column_key.h"

#include "asset_parts.h"
#include "routes.h"

namespace waymark {
namespace {

// Whether each word stands somewhere in the column's name, title, description, tags or terms.
bool holds(const Column& column, const std::vector<std::string>& words) {
  if (words.empty()) return true;
  const std::string text = lower(column.path + "\n" + column.title + "\n" + column.description + "\n" +
                                 join(column.tags, "\n") + "\n" + join(column.terms, "\n"));
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return contains(text, word); });
}

}  // namespace

Json column_json(const Asset& asset, std::size_t position) {
  const Column& column = asset.columns[position];
  Json json;
  json["key"] = column_key(asset.key, column.path);
  json["name"] = column.path.substr(column.path.rfind('.') + 1);
  json["path"] = column.path;
  set_given(json, "title", column.title);
  set_given(json, "type", column.type);
  if (column.nullable) json["nullable"] = *column.nullable;
  set_given(json, "description", column.description);
  set_given(json, "tags", column.tags);
  set_given(json, "terms", column.terms);
  set_given(json, "sensitivity", column.sensitivity);
  set_given(json, "key_role", column.key_role);
  json["pos"] = position + 1;
  return json;
}

Answer<ApiResponse> answer_columns(const Call& call) {
  const auto asset = call.viewer->asset(call.path_value);
  if (!asset) return refuse(problem_of(asset.error()));
  if (!*asset) return refuse(not_found());
  const std::vector<std::string> words = split_words(lower(call.parameters.text("q")), ' ');
  const auto size = static_cast<std::size_t>(call.parameters.integer("size"));
  const std::size_t begin = static_cast<std::size_t>(call.parameters.integer("page") - 1) * size;
  Json json;
  json["total"] = 0;
  json["columns"] = Json::array();
  std::size_t total = 0;
  for (std::size_t i = 0; i < (*asset)->columns.size(); ++i) {
    if (!holds((*asset)->columns[i], words)) continue;
    if (total >= begin && total < begin + size) json["columns"].push_back(column_json(**asset, i));
    ++total;
  }
  json["total"] = total;
  return json_answer(json);
}

}  // namespace waymark
