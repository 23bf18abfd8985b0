// contract_file.h - how the readers of data contracts share one way through a file; the dialects are the
// catalog's.
#pragma once

#include <string_view>

#include "waymark/readers/reader.h"

namespace waymark {

// Whether the file holds contracts of this dialect, also when it is so broken that only its first lines can
// tell: `marker` is a member that begins a line in every such file.
bool holds_contract(const Shape& shape, std::string_view dialect, std::string_view marker);

Status read_contract_file(const Export& file, ReadSink& sink);
Status read_contract_text(std::string_view text, const Export& file, ReadSink& sink);

}  // namespace waymark
