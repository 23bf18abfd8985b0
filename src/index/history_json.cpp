#include <fstream>

#include <nlohmann/json.hpp>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"
#include "waymark/index/history.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

void set(ordered_json& json, const char* name, const std::string& text) {
  if (!text.empty()) json[name] = text;
}

std::string text_of(const ordered_json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() ? found->get<std::string>() : std::string();
}

template <typename Number>
Number number_of(const ordered_json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() ? found->get<Number>() : Number{};
}

std::int64_t seconds(Time time) { return time.time_since_epoch().count(); }
Time time_of(const ordered_json& json, const char* name) {
  return Time(Seconds(number_of<std::int64_t>(json, name)));
}

ordered_json run_to_json(const RunSummary& run) {
  return {{"generation", run.generation}, {"as_of", seconds(run.as_of)}, {"published", run.published},
          {"added", run.added},           {"changed", run.changed},      {"removed", run.removed},
          {"unchanged", run.unchanged},   {"left_out", run.left_out}};
}

RunSummary run_from_json(const ordered_json& json) {
  return {.generation = text_of(json, "generation"),
          .as_of = time_of(json, "as_of"),
          .published = number_of<bool>(json, "published"),
          .added = number_of<std::uint64_t>(json, "added"),
          .changed = number_of<std::uint64_t>(json, "changed"),
          .removed = number_of<std::uint64_t>(json, "removed"),
          .unchanged = number_of<std::uint64_t>(json, "unchanged"),
          .left_out = number_of<std::uint64_t>(json, "left_out")};
}

ChangeEvent event_of(const ordered_json& json) {
  ChangeEvent event;
  event.at = time_of(json, "at");
  const ChangeKindInfo* kind = find_change_kind(json.at("kind").get<std::string>());
  if (kind == nullptr) throw std::invalid_argument("kind \"" + json.at("kind").get<std::string>() + "\"");
  event.kind = kind->kind;
  event.key = text_of(json, "key");
  event.name = text_of(json, "name");
  event.path = text_of(json, "path");
  event.type = parse_type(text_of(json, "type")).value_or(AssetType::Table);
  event.domain = text_of(json, "domain");
  if (json.contains("owners")) event.owners = json.at("owners").get<std::vector<std::string>>();
  event.source = text_of(json, "source");
  if (json.contains("details"))
    for (const ordered_json& detail : json.at("details"))
      event.details.push_back({detail.at(0), detail.at(1), detail.at(2)});
  event.more = number_of<std::uint32_t>(json, "more");
  if (json.contains("access"))
    for (const ordered_json& access : json.at("access"))
      event.access.push_back(
          {access.at("level").get<std::string>(), access.at("groups").get<std::vector<std::string>>()});
  if (json.contains("run")) event.run = run_from_json(json.at("run"));
  return event;
}

std::string class_text(const AccessClass& access, std::span<const std::string> levels) {
  std::string text = access.level < levels.size() ? levels[access.level] : std::to_string(access.level);
  if (!access.groups.empty()) text += " for " + join(access.groups, ", ");
  return text;
}

}  // namespace

std::string event_to_json(const ChangeEvent& event) {
  ordered_json json{{"at", seconds(event.at)}, {"kind", info(event.kind).name}};
  if (event.kind != ChangeKind::IndexRun) json["type"] = info(event.type).name;
  set(json, "key", event.key);
  set(json, "name", event.name);
  set(json, "path", event.path);
  set(json, "domain", event.domain);
  if (!event.owners.empty()) json["owners"] = event.owners;
  set(json, "source", event.source);
  for (const ChangeDetail& detail : event.details)
    json["details"].push_back({detail.field, detail.before, detail.after});
  if (event.more > 0) json["more"] = event.more;
  for (const EventAccess& access : event.access)
    json["access"].push_back({{"level", access.level}, {"groups", access.groups}});
  if (event.run) json["run"] = run_to_json(*event.run);
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

Result<ChangeEvent> event_from_json(std::string_view text) {
  try {
    return event_of(ordered_json::parse(text));
  } catch (const std::exception& error) {
    return fail(ErrorCode::Unreadable, std::string("reading a change: ") + error.what());
  }
}

Status HistoryWriter::append_audit(std::span<const AccessChange> changes,
                                   std::span<const std::string> levels_before,
                                   std::span<const std::string> levels, const std::string& generation,
                                   Time at) {
  if (changes.empty()) return {};
  std::string text;
  for (const AccessChange& change : changes) {
    const ordered_json line{{"at", format_time(at)},
                            {"generation", generation},
                            {"key", change.key},
                            {"name", change.name},
                            {"before", class_text(change.before, levels_before)},
                            {"after", class_text(change.after, levels)},
                            {"rule", change.after.rule}};
    text += line.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  }
  const fs::path path = folder_ / "access.jsonl";
  std::ofstream out(path, std::ios::app | std::ios::binary);
  out << text;
  out.close();
  if (!out) return fail(ErrorCode::Failed, "writing \"" + path.string() + "\" did not work");
  return sync_path(path);
}

}  // namespace waymark
