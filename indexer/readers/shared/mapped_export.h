// mapped_export.h - a file whose records are read by a mapping, whatever it is written in.
#pragma once

#include "waymark/readers/reader.h"

namespace waymark {

// Changes the line that was made of a record before it is read.
using AdjustLine = std::function<void(const Value& record, Value& line)>;

Status read_mapped(const Export& file, const MappingConfig& mapping, ReadSink& sink,
                   const AdjustLine& adjust = {});

}  // namespace waymark
