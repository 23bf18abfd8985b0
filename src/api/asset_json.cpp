#include "waymark/base/strings.h"

#include "asset_parts.h"
#include "gone.h"
#include "routes.h"

namespace waymark {
namespace {

constexpr std::size_t kColumnsShown = 50;
constexpr std::size_t kExtraBytes = std::size_t{8} * 1024;

// Which parts were asked for: all, unless some are named.
struct Parts {
  explicit Parts(const Parameters& given) : all(!given.given("include")), named(given.list("include")) {}
  bool wants(std::string_view part) const { return all || names(part); }
  bool names(std::string_view part) const {
    return std::find(named.begin(), named.end(), part) != named.end();
  }

  bool all;
  std::vector<std::string> named;
};

void add_columns(Json& json, const Asset& asset) {
  if (asset.columns.empty()) return;
  Json& columns = json["columns"] = Json::array();
  for (std::size_t i = 0; i < std::min(kColumnsShown, asset.columns.size()); ++i)
    columns.push_back(column_json(asset, i));
  json["columns_total"] = asset.columns.size();
}

Json terms_json(const Asset& asset) {
  Json terms = Json::array();
  for (std::size_t i = 0; i < asset.terms.size(); ++i) {
    Json json;
    if (asset.term_keys.size() == asset.terms.size()) set_given(json, "key", asset.term_keys[i]);
    json["name"] = asset.terms[i];
    terms.push_back(std::move(json));
  }
  return terms;
}

Json times_json(const Asset& asset) {
  Json json = Json::object();
  set_given(json, "created", asset.created);
  set_given(json, "updated", asset.updated);
  set_given(json, "changed", asset.changed);
  set_given(json, "accessed", asset.accessed);
  return json;
}

// Oldest first; days of which nothing is told are not there, and neither are zeros.
Json days_json(const Asset& asset) {
  Json days = Json::array();
  for (const DayOfActivity& day : asset.activity) {
    Json json;
    json["day"] = format_date(Time(std::chrono::days(day.day)));
    const auto put = [&json](const char* name, std::int64_t number) {
      if (number != 0) json[name] = number;
    };
    put("uses", day.uses);
    put("users", day.users);
    put("refreshes", day.refreshes);
    put("runs", day.runs);
    put("failures", day.failures);
    days.push_back(std::move(json));
  }
  return days;
}

// What the sources say and the model has no place for, up to a size.
Json extra_json(const Asset& asset) {
  Json json = Json::object();
  std::size_t used = 0;
  for (const auto& [name, value] : asset.extra) {
    if (used + name.size() >= kExtraBytes) break;
    const std::string_view text = cut_utf8(value, kExtraBytes - used - name.size());
    json[name] = text;
    used += name.size() + text.size();
  }
  return json;
}

// What lies in a domain, product or container, counted by type.
Answer<Json> members_json(const Asset& asset, const Call& call) {
  SearchRequest request{.filters = {{find_field("within"), {asset.key}}},
                        .limit = 0,
                        .facets = {find_field("type")},
                        .facet_size = 100,
                        .now = call.now};
  const auto found = call.viewer->search(request);
  if (!found) return refuse(problem_of(found.error()));
  Json json;
  json["total"] = found->total;
  json["by_type"] = Json::object();
  for (const FacetCount& count : found->facets.front().values) json["by_type"][count.value] = count.count;
  return json;
}

bool holds_others(const Asset& asset) {
  return asset.type == AssetType::Domain || asset.type == AssetType::DataProduct ||
         asset.type == AssetType::Container;
}

void set_filled(Json& json, const char* name, Json value) {
  if (!value.empty()) json[name] = std::move(value);
}

// Facts that cards leave out.
void add_facts(Json& json, const Asset& asset) {
  set_given(json, "source_url", asset.url);
  set_given(json, "environment", asset.environment);
  set_given(json, "instance", asset.instance);
  set_given(json, "layer", asset.layer);
  set_given(json, "sensitivity_from", asset.sensitivity_from);
  set_given(json, "sensitivity_word", asset.sensitivity_word);
  set_given(json, "products", asset.products);
  set_given(json, "synonyms", asset.synonyms);
  set_given(json, "aliases", asset.aliases);
  set_filled(json, "times", times_json(asset));
}

Answer<Json> asset_json(const Asset& asset, const Call& call) {
  const Parts parts(call.parameters);
  Json json = card_json(asset, {*call.viewer, call.settings, call.now, true});
  // In full here, in the place of the state that cards give.
  if (Json contract =
          parts.wants("contract") ? contract_json(asset, *call.viewer, parts.names("contract")) : Json();
      !contract.empty())
    json["contract"] = std::move(contract);
  if (parts.wants("usage")) set_filled(json["activity"], "days", days_json(asset));
  json["url"] = page_url(asset.key, asset.type, call.settings);
  add_facts(json, asset);
  if (parts.wants("columns")) add_columns(json, asset);
  json["links"] = links_json(asset, *call.viewer);
  if (parts.wants("lineage")) json["lineage"] = lineage_json(asset, *call.viewer);
  set_filled(json, "terms", terms_json(asset));
  if (asset.quality) json["quality"] = {{"passed", asset.quality->passed}, {"failed", asset.quality->failed}};
  if (parts.wants("usage")) set_given(json, "popular_queries", asset.popular_queries);
  if (holds_others(asset)) {
    auto members = members_json(asset, call);
    if (!members) return refuse(members.error());
    json["members"] = std::move(*members);
  }
  set_filled(json, "sensitivity_source", sensitivity_source_json(asset, *call.viewer));
  if (asset.type == AssetType::DataProduct)
    if (Status added = add_product(json, asset, *call.viewer, call.now); !added)
      return refuse(problem_of(added.error()));
  set_filled(json, "extra", extra_json(asset));
  set_filled(json, "sources", sources_json(asset, call.viewer->manifest()));
  if (parts.wants("history")) {
    set_filled(json, "conflicts", conflicts_json(asset));
    set_filled(json, "provenance", provenance_json(asset));
  }
  json["generation"] = format_time(call.viewer->manifest().published_at);
  json["as_of"] = format_time(call.now);
  return json;
}

}  // namespace

namespace {

// A column's key gives the asset that holds it, and which of its columns was meant.
Answer<std::optional<Json>> column_in_asset_json(const Call& call) {
  const auto found = call.viewer->column(call.path_value);
  if (!found) return refuse(problem_of(found.error()));
  if (!*found) return std::optional<Json>();
  const Asset& asset = (*found)->asset;
  auto json = asset_json(asset, call);
  if (!json) return refuse(json.error());
  Json column = column_json(asset, (*found)->column);
  column["url"] = column_url(asset, asset.columns[(*found)->column], call.settings);
  (*json)["column"] = std::move(column);
  return std::optional<Json>(std::move(*json));
}

}  // namespace

Answer<ApiResponse> answer_asset(const Call& call) {
  const auto asset = call.viewer->asset(call.path_value);
  if (!asset) return refuse(problem_of(asset.error()));
  if (!*asset) {
    const auto column = column_in_asset_json(call);
    if (!column) return refuse(column.error());
    if (*column) return json_answer(**column);
    Problem absent = not_found();
    // What was there is told of to who could see it when it went; to others it never was.
    if (auto told = told_of_removed(call, call.path_value)) absent.detail = std::move(*told);
    return refuse(std::move(absent));
  }
  const auto json = asset_json(**asset, call);
  if (!json) return refuse(json.error());
  return json_answer(*json);
}

}  // namespace waymark
