// waymark_line.h - one Waymark line (docs/model.md), read as one asset.
#pragma once

#include "waymark/readers/reader.h"

namespace waymark {

bool is_line_member(std::string_view name);

// What the line gets wrong costs that member and is reported. `scope` goes before every id, so that the ids of one
// source are not those of another: "inventory/".
void read_waymark_line(const Value& line, const Export& file, std::string place, ReadSink& sink,
                       std::string_view scope = {});

}  // namespace waymark
