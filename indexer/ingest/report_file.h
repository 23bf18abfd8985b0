// report_file.h - the report of the last run and of some before it, beside the generations.
//
//   index/report.json                      the last run, whatever came of it
//   index/history/reports/<time>-<n>.json  the last kReportsKept of them
#pragma once

#include "waymark/ingest/ingest.h"

namespace waymark {

constexpr std::size_t kReportsKept = 20;

// A disk that is full costs the report, not the run.
void keep_report(const std::filesystem::path& index, const IngestReport& report);

// For a run that found nothing changed: what only the merge knows is taken from the last report. False when
// that is not there; then the run must go on.
bool nothing_to_do(const std::filesystem::path& index, IngestReport& report);

}  // namespace waymark
