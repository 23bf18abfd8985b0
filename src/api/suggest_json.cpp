#include "hit_json.h"
#include "search_request.h"

namespace waymark {
namespace {

constexpr std::size_t kLongestText = 64;  // Code points; nobody types more and waits for suggestions.

Json asset_item(const Suggestion& item, const ApiSettings& settings) {
  Json json;
  json["kind"] = "asset";
  json["key"] = item.key;
  json["type"] = info(item.type).name;
  json["text"] = item.text;
  if (!item.segments.empty()) json["segments"] = segments_json(item.segments);
  set_given(json, "sub", item.detail);
  json["url"] = page_url(item.key, item.type, settings);
  return json;
}

Json value_item(const Suggestion& item) {
  Json json;
  json["kind"] = "value";
  json["field"] = item.field->name;
  json["value"] = item.value;
  json["label"] = field_value_label(*item.field, item.value);
  json["count"] = item.count;
  return json;
}

Json query_item(const Suggestion& item) {
  Json json;
  json["kind"] = "query";
  json["text"] = item.text;
  json["count"] = item.count;
  return json;
}

Json item_json(const Suggestion& item, const ApiSettings& settings) {
  switch (item.kind) {
    case Suggestion::Kind::Asset:
      return asset_item(item, settings);
    case Suggestion::Kind::Value:
      return value_item(item);
    case Suggestion::Kind::Query:
      return query_item(item);
  }
  return Json::object();
}

}  // namespace

Answer<ApiResponse> answer_suggest(const Call& call) {
  const std::vector<std::string> kinds = call.parameters.list("kinds");
  const auto wants = [&](std::string_view kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  const std::string text(call.parameters.text("q"));
  const auto length = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
  SuggestResult found;
  if (length > 0 && static_cast<std::size_t>(length) <= kLongestText) {
    auto suggested = call.viewer->suggest({.text = text,
                                           .limit = static_cast<std::size_t>(call.parameters.integer("size")),
                                           .assets = wants("asset"),
                                           .values = wants("value"),
                                           .queries = wants("query"),
                                           .filters = filters_of(call),
                                           .now = call.now});
    if (!suggested) return refuse(problem_of(suggested.error()));
    found = std::move(*suggested);
  }
  Json json;
  json["items"] = Json::array();
  for (const Suggestion& item : found.items) json["items"].push_back(item_json(item, call.settings));
  json["total"] = found.total;
  return json_answer(json);
}

}  // namespace waymark
