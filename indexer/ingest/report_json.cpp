#include "ingest_json.h"

namespace waymark {
namespace {

ordered_json changes_to_json(const PublishReport& published) {
  return {{"added", published.added},
          {"changed", published.changed},
          {"removed", published.removed},
          {"unchanged", published.unchanged}};
}

ordered_json totals_to_json(const IngestReport& report) {
  std::size_t failed = 0, problems = 0, stale = 0;
  std::uint64_t bytes = 0;
  for (const FileReport& file : report.files) {
    failed += file.outcome == FileOutcome::Read ? 0 : 1;
    problems += file.problem_count;
    stale += file.stale_since ? 1 : 0;
    bytes += file.bytes;
  }
  return {{"files", report.files.size()},
          {"parsed", report.parsed()},
          {"failed", failed},
          {"stale", stale},
          {"gone", report.gone.size()},
          {"skipped", report.skipped.size()},
          {"problems", problems},
          {"bytes", bytes}};
}

ordered_json would_change_to_json(const IngestReport& report) {
  ordered_json out = ordered_json::array();
  for (const ChangeCount& change : report.would_change)
    out.push_back({{"kind", change.kind}, {"count", change.count}, {"examples", change.examples}});
  return out;
}

}  // namespace

std::string report_json(const IngestReport& report) {
  ordered_json out{{"generation", report.published.generation},
                   {"published", report.published.published},
                   {"at", format_time(report.at)},
                   {"changes", changes_to_json(report.published)},
                   {"assets", {{"total", report.total}, {"by_type", report.assets}}},
                   {"totals", totals_to_json(report)},
                   {"seconds", report.seconds},
                   {"phases", report.phases}};
  if (!report.error.empty()) out["error"] = report.error;
  if (report.dry_run) out["dry_run"] = true, out["would_change"] = would_change_to_json(report);
  for (const char* list : {"refused", "sources", "files", "gone", "skipped", "notes"})
    out[list] = ordered_json::array();
  for (const Refusal& one : report.refused)
    out["refused"].push_back(
        {{"source", one.source}, {"before", one.before}, {"after", one.after}, {"text", one.text}});
  for (const SourceReport& source : report.sources) out["sources"].push_back(source_to_json(source));
  for (const FileReport& file : report.files) out["files"].push_back(file_to_json(file));
  for (const Skipped& gone : report.gone)
    out["gone"].push_back({{"source", gone.reason}, {"file", gone.name}});
  for (const Skipped& skipped : report.skipped)
    out["skipped"].push_back({{"file", skipped.name}, {"reason", skipped.reason}});
  for (const MergeNote& note : report.notes)
    out["notes"].push_back(
        {{"kind", note.kind}, {"text", note.text}, {"count", note.count}, {"examples", note.examples}});
  if (!report.published.warnings.empty()) out["warnings"] = report.published.warnings;
  for (const AccessChange& change : report.published.access_changes)
    out["access_changes"].push_back(
        {{"key", change.key}, {"name", change.name}, {"rule", change.after.rule}});
  return out.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace waymark
