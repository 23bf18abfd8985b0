#include "waymark/base/strings.h"

#include "json.h"
#include "last_run.h"
#include "routes.h"

namespace waymark {
namespace {

constexpr std::size_t kMostSources = 1000;

Json generation_json(const Manifest& manifest) {
  Json json;
  json["id"] = manifest.id;
  json["published_at"] = format_time(manifest.published_at);
  json["age_s"] = std::max<std::int64_t>(0, (now_utc() - manifest.published_at).count());
  return json;
}

Json assets_json(const Viewer& viewer) {
  Json json;
  json["total"] = viewer.size();
  json["by_type"] = Json::object();
  for (const auto& [type, count] : viewer.counts_by_type()) json["by_type"][type] = count;
  return json;
}

Json source_json(const SourceSummary& source, std::uint64_t assets, bool with_problems) {
  Json json;
  json["name"] = source.name;
  set_given(json, "kind", join(source.formats, ", "));
  set_given(json, "formats", source.formats);
  set_given(json, "seen_at", source.seen_at);
  json["assets"] = assets;
  if (with_problems) {
    json["files"] = source.files;
    json["problems"] = source.problems;
  }
  return json;
}

// Counted over what the caller sees. A source that only tells of hidden things is no source to them, and what
// went wrong with its files is for those who see everything.
Answer<Json> sources_json(const Call& call) {
  FacetPageRequest request{.search = {.now = call.now}, .field = find_field("source"), .limit = kMostSources};
  const auto counts = call.viewer->facet_values(request);
  if (!counts) return refuse(problem_of(counts.error()));
  Json json = Json::array();
  for (const SourceSummary& source : call.viewer->manifest().sources) {
    std::uint64_t assets = 0;
    for (const FacetCount& count : counts->values)
      if (count.value == source.name) assets = count.count;
    if (assets > 0 || call.caller.everything)
      json.push_back(source_json(source, assets, call.caller.everything));
  }
  return json;
}

Json access_json(const Caller& caller, const Manifest& manifest) {
  Json json;
  json["subject"] = caller.subject;
  json["clearance"] =
      caller.everything && !manifest.levels.empty() ? manifest.levels.back() : caller.clearance;
  json["scopes"] = caller.scopes;
  json["via"] = caller.via;
  return json;
}

// What stands in the way of the newest index or the history, for who runs it: such texts name files.
Json problems_json(const Call& call) {
  Json json = Json::array();
  for (const std::string& problem : {call.index.problem(), call.viewer->history_problem()})
    if (!problem.empty()) json.push_back(problem);
  return json;
}

}  // namespace

Answer<ApiResponse> answer_status(const Call& call) {
  const Manifest& manifest = call.viewer->manifest();
  auto sources = sources_json(call);
  if (!sources) return refuse(sources.error());
  Json json;
  json["version"] = call.settings.version;
  json["api"] = "v1";
  json["generation"] = generation_json(manifest);
  json["as_of"] = format_time(call.now);
  json["assets"] = assets_json(*call.viewer);
  json["sources"] = std::move(*sources);
  if (call.caller.everything) {
    if (Json run = last_run_json(call.index.folder()); !run.empty()) json["last_run"] = std::move(run);
    json["problems"] = problems_json(call);
  }
  json["access"] = access_json(call.caller, manifest);
  // Why it is so may name files and shards.
  if (const std::string problem = call.index.problem(); !problem.empty())
    json["problem"] =
        call.caller.everything ? problem : "The newest index could not be opened; an older one is served.";
  return json_answer(json);
}

}  // namespace waymark
