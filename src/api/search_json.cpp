#include <chrono>

#include "waymark/base/strings.h"

#include "facet_json.h"
#include "gone.h"
#include "hit_json.h"
#include "search_request.h"

namespace waymark {
namespace {

constexpr std::int64_t kDeepestHit = 2000;

// The fields to count: those asked for, by default the facets of the table.
std::vector<const Field*> facets_of(const Parameters& given) {
  std::vector<const Field*> facets;
  if (!given.given("facets")) {
    for (const Field& field : fields())
      if (field.facet) facets.push_back(&field);
    return facets;
  }
  for (const std::string& name : given.list("facets"))
    if (const Field* field = find_field(name);
        field != nullptr && std::find(facets.begin(), facets.end(), field) == facets.end())
      facets.push_back(field);
  return facets;
}

SearchRequest request_of(const Call& call) {
  const Parameters& given = call.parameters;
  SearchRequest request = ordered_request(call);
  request.limit = static_cast<std::size_t>(given.integer("size"));
  request.offset = static_cast<std::size_t>(given.integer("page") - 1) * request.limit;
  request.facets = facets_of(given);
  request.facet_size = static_cast<std::size_t>(given.integer("facet_size"));
  request.highlight = given.flag("highlight");
  request.explain = given.flag("explain");
  return request;
}

Json query_json(const Call& call, const SearchResult& found) {
  Json json;
  json["q"] = call.parameters.text("q");
  json["match"] = found.match;
  json["relaxed"] = found.relaxed;
  if (found.spell) {
    Json& spell = json["spell"];
    spell["q"] = found.spell->text;
    spell["total"] = found.spell->total;
    spell["applied"] = found.spell->applied;
  }
  for (const Offer& offer : found.offers)
    json["offers"].push_back(
        {{"field", offer.field}, {"value", offer.value}, {"label", offer.label}, {"total", offer.total}});
  return json;
}

Json facets_json(const SearchResult& found) {
  Json json = Json::object();
  for (const Facet& facet : found.facets) {
    Json one;
    one["values"] = facet_values_json(facet);
    one["more"] = facet.more;
    one["missing"] = facet.missing;
    json[std::string(facet.field->name)] = std::move(one);
  }
  return json;
}

Json notes_json(const Call& call, const SearchResult& found) {
  Json json = Json::array();
  const auto add = [&](std::string_view code, std::string_view text) {
    Json note;
    note["code"] = code;
    note["text"] = text;
    json.push_back(std::move(note));
  };
  for (const Note& note : found.notes) add(note.code, note.text);
  if (found.total == 0)
    for (const Note& note : notes_on_gone_domains(call, found.filters)) add(note.code, note.text);
  if (found.total == 0)
    add("no_results", found.text.empty() ? "Nothing passes these filters." : "Nothing matches all words.");
  return json;
}

Json exits_json(const SearchResult& found) {
  Json json = Json::array();
  for (const Exit& way : found.exits) {
    Json one;
    one["kind"] = way.kind;
    set_given(one, "field", way.field);
    if (!way.values.empty()) one["value"] = way.values.front();
    set_given(one, "values", way.values);
    set_given(one, "q", way.text);
    one["total"] = way.total;
    json.push_back(std::move(one));
  }
  return json;
}

Json search_json(const Call& call, const SearchRequest& request, const SearchResult& found,
                 std::int64_t took_ms) {
  Json json;
  json["query"] = query_json(call, found);
  json["total"] = found.total;
  json["total_is"] = found.exact ? "exact" : "at_least";
  json["page"] = call.parameters.integer("page");
  json["size"] = request.limit;
  json["pages"] = request.limit == 0 ? 0 : (found.total + request.limit - 1) / request.limit;
  json["took_ms"] = took_ms;
  json["generation"] = format_time(call.viewer->manifest().published_at);
  json["as_of"] = format_time(call.now);
  json["hits"] = Json::array();
  const CardView view{*call.viewer, call.settings, call.now};
  const std::vector<std::string> wanted = call.parameters.list("fields");
  for (const Hit& hit : found.hits)
    json["hits"].push_back(hit_json(hit, view, request.highlight, request.explain, wanted));
  json["facets"] = facets_json(found);
  json["notes"] = notes_json(call, found);
  if (found.total == 0) json["exits"] = exits_json(found);
  return json;
}

}  // namespace

Answer<ApiResponse> answer_search(const Call& call) {
  const Parameters& given = call.parameters;
  if (given.integer("page") * given.integer("size") > kDeepestHit)
    return refuse(
        {.code = "page_too_deep",
         .detail =
             "page times size may be " + std::to_string(kDeepestHit) + " at most; narrow the search instead.",
         .errors = {
             {ProblemPlace::In::Parameter, "page", "lies past result " + std::to_string(kDeepestHit), {}}}});
  if (auto problem = mixed_columns(call)) return refuse(std::move(*problem));
  const auto begin = std::chrono::steady_clock::now();
  SearchRequest request = request_of(call);
  request.budget = {begin + call.settings.search_enough, begin + call.settings.search_too_long};
  const auto found = call.viewer->search(request);
  if (!found && found.error().code == ErrorCode::Unavailable &&
      std::chrono::steady_clock::now() >= request.budget->too_long)
    return refuse({.code = "search_timeout",
                   .detail = "The search was given up after " +
                             std::to_string(call.settings.search_too_long.count()) +
                             " ms; use fewer or rarer words, or filters.",
                   .retry_after = 3});
  if (!found) return refuse(search_problem(call, found.error()));
  const auto took =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  ApiResponse answer = json_answer(search_json(call, request, *found, took.count()));
  // No tag either: how far a search comes in its time is no matter of content.
  if (found->cut) answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

}  // namespace waymark
