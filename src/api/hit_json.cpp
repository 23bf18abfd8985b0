#include "hit_json.h"

#include "waymark/base/strings.h"
#include "waymark/model/keys.h"

namespace waymark {
namespace {

constexpr std::size_t kDescriptionCharacters = 300;
// Neighbours looked at to say whether an asset has lineage the caller can see.
constexpr std::size_t kNeighboursTried = 50;

}  // namespace

std::string cut_description(std::string_view text) {
  std::size_t count = 0, end = 0, word_end = 0;
  for (; end < text.size(); ++end) {
    if ((text[end] & 0xC0) == 0x80) continue;
    if (++count > kDescriptionCharacters) break;
    if (text[end] == ' ' || text[end] == '\n') word_end = end;
  }
  if (end >= text.size()) return std::string(text);
  // Without a blank near the end (Chinese, a long name) the cut goes between two characters.
  return std::string(text.substr(0, word_end > end / 2 ? word_end : end)) + "...";
}

namespace {

// The value of a clock field at `now`.
std::string_view clock_value(std::string_view name, const Asset& asset, Time now) {
  const Field& field = *find_field(name);
  return field.closed[field.bucket(times_of(asset), now)].value;
}

Json owners_json(const Asset& asset, bool uncut) {
  Json owners = Json::array();
  for (std::size_t i = 0; i < asset.owners.size(); ++i) {
    const Owner& owner = asset.owners[i];
    Json json;
    json["key"] = asset.owner_keys.size() == asset.owners.size() ? asset.owner_keys[i] : person_key(owner);
    json["name"] = owner.name.empty() ? owner.mail : owner.name;
    if (uncut) {
      set_given(json, "mail", owner.mail);
      set_given(json, "kind", to_string(owner.kind));
      if (owner.team) json["team"] = true;
    }
    if (owner.inherited) json["inherited"] = true;
    owners.push_back(std::move(json));
  }
  return owners;
}

Json freshness_json(const Asset& asset, Time now) {
  Json json;
  json["state"] = clock_value("freshness", asset, now);
  set_given(json, "updated_at", asset.updated);
  if (asset.fresh_within) json["promised_within_s"] = asset.fresh_within->count();
  return json;
}

Json activity_json(const Asset& asset, Time now) {
  Json json;
  json["level"] = clock_value("activity", asset, now);
  set_given(json, "queries_30d", asset.usage.queries_30d);
  set_given(json, "users_30d", asset.usage.users_30d);
  set_given(json, "refreshes_30d", asset.usage.refreshes_30d);
  set_given(json, "runs_30d", asset.usage.runs_30d);
  return json;
}

bool has_visible(const std::vector<Neighbour>& neighbours, const Viewer& viewer) {
  const auto end =
      neighbours.begin() + static_cast<std::ptrdiff_t>(std::min(neighbours.size(), kNeighboursTried));
  return std::any_of(neighbours.begin(), end,
                     [&](const Neighbour& one) { return is_visible(viewer, one.key); });
}

Json has_json(const Asset& asset, const Viewer& viewer) {
  Json json;
  json["contract"] = !asset.contract_state.empty() || asset.type == AssetType::Contract;
  json["lineage"] = has_visible(asset.upstream, viewer) || has_visible(asset.downstream, viewer);
  json["columns"] = asset.columns.size();
  return json;
}

bool any_marked(const std::vector<Segment>& segments) {
  return std::any_of(segments.begin(), segments.end(), [](const Segment& segment) { return segment.marked; });
}

Json highlight_json(const Hit& hit) {
  Json json = Json::object();
  if (any_marked(hit.name)) json["name"] = segments_json(hit.name);
  if (any_marked(hit.title)) json["title"] = segments_json(hit.title);
  if (any_marked(hit.description)) json["description"] = segments_json(hit.description);
  return json;
}

Json matched_json(const Hit& hit) {
  Json json;
  for (const MatchedColumn& column : hit.columns) {
    Json row;
    row["name"] = column.path;
    row["segments"] = segments_json(column.segments);
    json["columns"].push_back(std::move(row));
  }
  if (hit.more_columns > 0) json["more_columns"] = hit.more_columns;
  return json;
}

Json explain_json(const Hit& hit) {
  Json parts = Json::array();
  for (const ScorePart& part : hit.parts) {
    Json json;
    json["signal"] = part.signal;
    set_given(json, "term", part.term);
    set_given(json, "field", part.field);
    if (part.weight != 0) json["weight"] = part.weight;
    json["value"] = part.value;
    parts.push_back(std::move(json));
  }
  return parts;
}

}  // namespace

std::vector<std::string> hit_members() {
  return {"key",         "type",        "name",
          "title",       "ref",         "qualified_name",
          "parent",      "path",        "domain_inherited",
          "owner",       "platform",    "data_type",
          "nullable",    "key_role",    "description",
          "tags",        "terms",       "certification",
          "sensitivity", "criticality", "lifecycle",
          "freshness",   "activity",    "has",
          "contract",    "stub",        "highlight",
          "matched",     "why",         "score",
          "explain",     "url"};
}

Json segments_json(const std::vector<Segment>& segments) {
  Json json = Json::array();
  for (const Segment& segment : segments) {
    Json one;
    one["t"] = segment.text;
    if (segment.marked) one["m"] = 1;
    json.push_back(std::move(one));
  }
  return json;
}

Json path_json(const Asset& asset) {
  Json path = Json::array();
  std::string so_far;
  for (const std::string& name : split_words(asset.domain, '/')) {
    so_far += (so_far.empty() ? "" : "/") + name;
    std::string key = domain_key(so_far);
    if (key == asset.key) break;  // A domain lies in its parents, not in itself.
    Json part;
    part["key"] = std::move(key);
    part["name"] = name;
    path.push_back(std::move(part));
  }
  if (!asset.products.empty()) {
    Json part;
    if (!asset.product_keys.empty()) part["key"] = asset.product_keys.front();
    part["name"] = asset.products.front();
    path.push_back(std::move(part));
  }
  return path;
}

std::string page_url(std::string_view key, AssetType type, const ApiSettings& settings) {
  std::string_view section = "/asset/";
  if (type == AssetType::Domain) section = "/domain/";
  if (type == AssetType::DataProduct) section = "/product/";
  if (type == AssetType::Person || type == AssetType::Team) section = "/owner/";
  if (type == AssetType::Contract) section = "/contract/";
  return settings.public_url + std::string(section) + std::string(key);
}

std::string source_ref(const Asset& asset) {
  for (const SourceNote& note : asset.sources)
    if (!note.ref.empty()) return note.ref;
  return asset.match_key;
}

bool is_visible(const Viewer& viewer, std::string_view key) {
  const auto found = viewer.resolve(key);
  return found && !found->empty();
}

Json card_json(const Asset& asset, const CardView& view) {
  Json json;
  json["key"] = asset.key;
  json["type"] = info(asset.type).name;
  json["name"] = asset.name;
  if (asset.title != asset.name) set_given(json, "title", asset.title);
  set_given(json, "ref", source_ref(asset));
  set_given(json, "qualified_name", asset.qualified_name);
  if (Json path = path_json(asset); !path.empty()) json["path"] = std::move(path);
  if (asset.domain_inherited) json["domain_inherited"] = true;
  if (!asset.owners.empty()) json["owner"] = owners_json(asset, view.uncut);
  set_given(json, "platform", asset.platform);
  set_given(json, "description", view.uncut ? asset.description : cut_description(asset.description));
  set_given(json, "tags", asset.tags);
  set_given(json, "certification", asset.certification);
  set_given(json, "sensitivity", asset.sensitivity);
  set_given(json, "criticality", asset.criticality);
  set_given(json, "lifecycle", asset.lifecycle);
  json["freshness"] = freshness_json(asset, view.now);
  json["activity"] = activity_json(asset, view.now);
  json["has"] = has_json(asset, view.viewer);
  set_given(json, "contract", asset.contract_state);
  if (asset.stub) json["stub"] = true;
  return json;
}

Json hit_json(const Hit& hit, const CardView& view, bool highlight, bool explain,
              const std::vector<std::string>& wanted) {
  Json json = hit.column ? column_card_json(hit.asset, *hit.column, view) : card_json(hit.asset, view);
  if (highlight)
    if (Json marks = highlight_json(hit); !marks.empty()) json["highlight"] = std::move(marks);
  if (!hit.columns.empty()) json["matched"] = matched_json(hit);
  set_given(json, "why", hit.why);
  if (explain) {
    json["score"] = hit.score;
    json["explain"] = explain_json(hit);
  }
  json["url"] = hit.column ? column_url(hit.asset, hit.asset.columns[*hit.column], view.settings)
                           : page_url(hit.asset.key, hit.asset.type, view.settings);
  if (wanted.empty()) return json;
  Json chosen;
  for (const auto& [name, value] : json.items())
    if (name == "key" || std::find(wanted.begin(), wanted.end(), name) != wanted.end()) chosen[name] = value;
  return chosen;
}

}  // namespace waymark
