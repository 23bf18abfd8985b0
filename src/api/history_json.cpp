#include "waymark/base/strings.h"

#include "asset_parts.h"

namespace waymark {
namespace {

constexpr std::size_t kValueBytes = 2000;  // Of one source's word in a conflict.

// Sources that only write a name in other letters agree.
bool differ(const FieldHistory& history) {
  return std::any_of(history.values.begin(), history.values.end(), [&](const auto& said) {
    return !same_ignoring_case(said.second, history.values.front().second);
  });
}

}  // namespace

Json conflicts_json(const Asset& asset) {
  Json conflicts = Json::array();
  for (const FieldHistory& history : asset.history) {
    if (history.values.empty() || !differ(history)) continue;
    Json json;
    json["field"] = history.field;
    for (const auto& [source, value] : history.values) {
      Json said;
      said["value"] = cut_utf8(value, kValueBytes);
      said["source"] = source;
      json["values"].push_back(std::move(said));
    }
    json["used"] = cut_utf8(history.values.front().second, kValueBytes);
    conflicts.push_back(std::move(json));
  }
  return conflicts;
}

Json provenance_json(const Asset& asset) {
  Json json = Json::object();
  for (const FieldHistory& history : asset.history)
    if (!history.values.empty()) json[history.field] = history.values.front().first;
  return json;
}

// A note without a time of its own was read with everything of its source: the time of an export is no change
// of what it says.
Json sources_json(const Asset& asset, const Manifest& manifest) {
  const auto read_at = [&](const SourceNote& note) -> std::optional<Time> {
    if (note.at) return note.at;
    for (const SourceSummary& source : manifest.sources)
      if (source.name == note.source) return source.seen_at;
    return std::nullopt;
  };
  Json sources = Json::array();
  for (const SourceNote& note : asset.sources) {
    Json json;
    json["name"] = note.source;
    set_given(json, "format", note.format);
    set_given(json, "place", note.place);
    set_given(json, "ref", note.ref);
    set_given(json, "read_at", read_at(note));
    sources.push_back(std::move(json));
  }
  return sources;
}

}  // namespace waymark
