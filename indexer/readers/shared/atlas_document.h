// atlas_document.h - the JSON forms of Atlas and Atlan: answers of their APIs and members of an export
// archive.
#pragma once

#include "waymark/readers/reader.h"

namespace waymark::atlas {

// An entity, alone or in one of the lists and maps it comes in; what the first one is.
const Value* first_entity(const Value& document);
// The document is of Atlan rather than of Atlas.
bool is_atlan(const Value& document);
// Why a document that is plainly one of theirs is not read; "" when it is read.
std::string_view refusal(const Value& document);

Status read_document(const Export& file, ReadSink& sink);

}  // namespace waymark::atlas
