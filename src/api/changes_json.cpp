#include "waymark/base/strings.h"

#include "activity_feed.h"
#include "hit_json.h"
#include "routes.h"

namespace waymark {
namespace {

Json details_json(const ChangeEvent& event) {
  Json details = Json::array();
  for (const ChangeDetail& detail : event.details) {
    Json one;
    one["field"] = detail.field;
    set_given(one, "before", detail.before);
    set_given(one, "after", detail.after);
    details.push_back(std::move(one));
  }
  return details;
}

// How much a run changed tells of what not everybody may see.
void add_run(Json& json, const RunSummary& run, bool everything) {
  json["generation"] = run.generation;
  json["published"] = run.published;
  if (!everything) return;
  json["counts"] = {{"added", run.added}, {"changed", run.changed}, {"removed", run.removed}};
  if (run.left_out > 0) json["left_out"] = run.left_out;
}

Json event_json(const ChangeEvent& event, const std::string& id, const Call& call) {
  Json json;
  json["id"] = id;
  json["at"] = format_time(event.at);
  json["change"] = info(event.kind).name;
  json["label"] = info(event.kind).label;
  if (event.run) {
    add_run(json, *event.run, call.caller.everything);
    return json;
  }
  json["key"] = event.key;
  json["type"] = info(event.type).name;
  json["name"] = event.name;
  set_given(json, "path", event.path);
  set_given(json, "domain", event.domain);
  set_given(json, "owners", event.owners);
  set_given(json, "source", event.source);
  json["fields"] = Json::array();
  for (const ChangeDetail& detail : event.details) json["fields"].push_back(detail.field);
  if (!event.details.empty()) json["details"] = details_json(event);
  if (event.more > 0) json["more_details"] = event.more;
  if (call.viewer->has(event.key)) json["url"] = page_url(event.key, event.type, call.settings);
  return json;
}

Json page_json(const ChangesPage& page, const Call& call) {
  Json json;
  json["items"] = Json::array();
  for (std::size_t i = 0; i < page.events.size(); ++i)
    json["items"].push_back(event_json(page.events[i], page.ids[i], call));
  json["cursor"] = page.cursor;
  json["more"] = page.more;
  return json;
}

std::vector<ChangeKind> kinds_of(const std::vector<std::string>& names) {
  std::vector<ChangeKind> kinds;
  for (const std::string& name : names)
    if (const ChangeKindInfo* kind = find_change_kind(name)) kinds.push_back(kind->kind);
  return kinds;
}

Answer<ChangesPage> page_of(const ChangesRequest& request, const Call& call) {
  auto page = call.viewer->changes(request);
  if (!page) return refuse(problem_of(page.error()));
  if (page->bad_cursor)
    return refuse({.code = "bad_value",
                   .detail = "This is no cursor of an answer.",
                   .errors = {{ProblemPlace::In::Parameter, "cursor", "was not given out here", {}}}});
  if (page->expired)
    return refuse({.code = "cursor_expired",
                   .detail = "What the cursor points at is no longer kept; begin again without one."});
  return std::move(*page);
}

// Names and paths as they are, or those of what a key leads to.
std::string domain_of(const Call& call, std::string_view value) {
  const auto asset = call.viewer->asset(value);
  return asset && *asset ? (*asset)->qualified_name : std::string(value);
}
std::string owner_of(const Call& call, const std::string& value) {
  const auto asset = call.viewer->asset(value);
  return asset && *asset ? std::string(display_name(**asset)) : value;
}

ChangesRequest activity_request(const Call& call) {
  const Parameters& given = call.parameters;
  ChangesRequest request;
  request.newest_first = true;
  request.kinds = kinds_of(given.list("kind"));
  for (const std::string& name : given.list("type"))
    if (const auto type = parse_type(name)) request.types.push_back(*type);
  if (given.given("domain")) request.domain = domain_of(call, given.text("domain"));
  if (given.given("owner"))
    for (const std::string& owner : given.values("owner")) request.owners.push_back(owner_of(call, owner));
  request.key = given.text("key");
  request.since = parse_moment(given.text("since"), call.now);
  request.before = parse_moment(given.text("before"), call.now);
  request.cursor = given.text("cursor");
  request.limit = static_cast<std::size_t>(given.integer("size"));
  return request;
}

}  // namespace

Answer<ApiResponse> answer_changes(const Call& call) {
  ChangesRequest request;
  request.kinds = kinds_of(call.parameters.list("types"));
  request.cursor = call.parameters.text("cursor");
  request.limit = static_cast<std::size_t>(call.parameters.integer("size"));
  const auto page = page_of(request, call);
  if (!page) return refuse(page.error());
  return json_answer(page_json(*page, call));
}

Answer<ApiResponse> answer_activity(const Call& call) {
  const auto page = page_of(activity_request(call), call);
  if (!page) return refuse(page.error());
  const bool atom = call.parameters.given("format") ? call.parameters.text("format") == "atom"
                                                    : contains(call.accept, "application/atom+xml");
  return atom ? atom_answer(*page, call) : json_answer(page_json(*page, call));
}

}  // namespace waymark
