// guards.h - a source that loses most of what it had stops the publish, until somebody says that it is meant.
#pragma once

#include "waymark/ingest/ingest.h"

namespace waymark {

struct Allowed {
  bool every = false;
  std::vector<std::string> sources;
};

// `before`: the sources of the generation published last.
std::vector<Refusal> check_shrink(const std::vector<SourceSummary>& before,
                                  const std::vector<SourceReport>& now, const Allowed& allowed);

// The sources of the current generation; empty when there is none that can be read.
std::vector<SourceSummary> published_sources(const std::filesystem::path& index);

}  // namespace waymark
