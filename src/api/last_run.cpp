#include "last_run.h"

#include "waymark/base/files.h"
#include "waymark/base/strings.h"

namespace waymark {
namespace {

std::string text_at(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_at(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_number() ? found->get<std::int64_t>() : 0;
}

Json list_at(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_array() ? *found : Json::array();
}

// The first thing that went wrong, worst first: the run ended early, nothing was published, a file could not
// be read, a record.
std::string first_error(const Json& report) {
  if (std::string early = text_at(report, "error"); !early.empty()) return early;
  for (const Json& refusal : list_at(report, "refused")) return text_at(refusal, "text");
  for (const Json& source : list_at(report, "sources"))
    if (const std::string problem = text_at(source, "problem"); !problem.empty())
      return text_at(source, "name") + ": " + problem;
  const Json files = list_at(report, "files");
  for (const Json& file : files)
    if (text_at(file, "outcome") != "read") return text_at(file, "file") + ": " + text_at(file, "reason");
  for (const Json& file : files)
    for (const Json& problem : list_at(file, "problems"))
      return text_at(file, "file") + ": " + text_at(problem, "place") + ": " + text_at(problem, "message");
  for (const Json& warning : list_at(report, "warnings"))
    if (warning.is_string()) return warning.get<std::string>();
  return {};
}

// Rows of workbooks whose thing no source describes any more: how many, and the first of them.
void add_lost_edits(Json& json, const Json& report) {
  for (const Json& note : list_at(report, "notes")) {
    if (text_at(note, "kind") != "workbook_row_unmatched") continue;
    json["edits_not_applied"] = {{"count", number_at(note, "count")}, {"examples", list_at(note, "examples")}};
  }
}

}  // namespace

Json last_run_json(const std::filesystem::path& index) {
  const auto text = read_file(index / "report.json");
  const Json report = text ? Json::parse(*text, nullptr, false) : Json();
  if (!report.is_object()) return Json::object();
  Json json;
  set_given(json, "at", text_at(report, "at"));
  const std::string error = first_error(report);
  const bool refused = !list_at(report, "refused").empty();
  const bool failed = report.contains("error");
  json["outcome"] = failed ? "failed" : refused ? "refused" : error.empty() ? "done" : "partly";
  if (const auto published = report.find("published"); published != report.end() && published->is_boolean())
    json["published"] = *published;
  set_given(json, "generation", text_at(report, "generation"));
  if (const auto changes = report.find("changes"); changes != report.end()) json["changes"] = *changes;
  if (const auto totals = report.find("totals"); totals != report.end() && totals->is_object()) {
    json["files"] = number_at(*totals, "files");
    json["failed"] = number_at(*totals, "failed");
    json["problems"] = number_at(*totals, "problems");
  }
  set_given(json, "last_error", error);
  add_lost_edits(json, report);
  return json;
}

}  // namespace waymark
