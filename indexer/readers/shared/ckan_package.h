// ckan_package.h - one package of CKAN: what its own fields say, what custom schemas add, and what harvesters
// keep in extras. Source: docs/sources.md.
#pragma once

#include <string>

#include "waymark/readers/reader.h"

namespace waymark::ckan {

// Emits the package, or counts it as deleted or private. `place` is where it stands in the file.
void read_package(const Value& package, const std::string& place, ReadSink& sink);

}  // namespace waymark::ckan
