// glue_jobs.h - jobs of AWS Glue, as the readers of their listings, runs and events name them.
#pragma once

#include <string>

#include "waymark/readers/reader.h"

namespace waymark {

// `account` may be empty: then the job is known in its source only.
Fragment glue_job(const Export& file, std::string account, const std::string& name, std::string place);

// SUCCEEDED is a run, FAILED, ERROR and TIMEOUT are failed ones; nothing for runs that were stopped or go on.
std::optional<EventKind> glue_run(std::string_view state);

}  // namespace waymark
