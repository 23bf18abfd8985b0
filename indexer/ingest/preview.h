// preview.h - what publishing these assets would change, without doing it.
#pragma once

#include "waymark/ingest/ingest.h"

namespace waymark {

Status preview(const AssetList& assets, const IngestOptions& options, Time now, IngestReport& report);

}  // namespace waymark
