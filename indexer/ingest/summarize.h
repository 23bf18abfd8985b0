// summarize.h - the report of a run, filled in as the run gets on.
#pragma once

#include "read_exports.h"

namespace waymark {

// Files, what is gone since the last run, and sources as far as their files tell.
void report_files(const FoundFiles& found, const std::vector<ReadFile>& files, const ReadCache& cache,
                  const Config& config, Time now, IngestReport& report);
// Assets by type and source, and the notes of the merge.
void count_assets(const Catalog& catalog, IngestReport& report);
// What the sources had before.
void summarize_sources(const std::vector<SourceSummary>& before, IngestReport& report);

std::vector<SourceSummary> source_summaries(const IngestReport& report);

}  // namespace waymark
