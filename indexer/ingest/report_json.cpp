#include <nlohmann/json.hpp>

#include "waymark/ingest/ingest.h"

namespace waymark {
namespace {

using nlohmann::ordered_json;

const char* outcome_name(FileOutcome outcome) {
  switch (outcome) {
    case FileOutcome::Read:
      return "read";
    case FileOutcome::Unknown:
      return "unknown";
    case FileOutcome::Failed:
      return "failed";
  }
  return "";
}

ordered_json to_json(const FileReport& file) {
  ordered_json out{{"source", file.source}, {"file", file.name}, {"outcome", outcome_name(file.outcome)}};
  if (!file.format.empty()) out["format"] = file.format;
  if (!file.reason.empty()) out["reason"] = file.reason;
  out["records"] = file.records;
  out["fragments"] = file.fragments;
  out["edges"] = file.edges;
  out["problems_total"] = file.problem_count;
  out["problems"] = ordered_json::array();
  for (const Problem& problem : file.problems)
    out["problems"].push_back({{"place", problem.place}, {"message", problem.message}});
  return out;
}

}  // namespace

std::string report_json(const IngestReport& report) {
  ordered_json out{{"generation", report.published.generation},
                   {"published", report.published.published},
                   {"changes",
                    {{"added", report.published.added},
                     {"changed", report.published.changed},
                     {"removed", report.published.removed},
                     {"unchanged", report.published.unchanged}}},
                   {"assets", {{"total", report.total}, {"by_type", report.assets}}},
                   {"seconds", report.seconds}};
  for (const char* list : {"files", "skipped", "notes"}) out[list] = ordered_json::array();
  for (const FileReport& file : report.files) out["files"].push_back(to_json(file));
  for (const Skipped& skipped : report.skipped)
    out["skipped"].push_back({{"file", skipped.name}, {"reason", skipped.reason}});
  for (const MergeNote& note : report.notes)
    out["notes"].push_back(
        {{"kind", note.kind}, {"text", note.text}, {"count", note.count}, {"examples", note.examples}});
  return out.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace waymark
