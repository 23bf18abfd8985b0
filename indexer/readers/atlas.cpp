// atlas.cpp - Apache Atlas: answers of its REST API (entities, search, lineage) and the members of its export
// archive. Type definitions and migration dumps are refused by name. Source: docs/sources.md.
#include "waymark/readers/reader.h"

#include "shared/atlas_document.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  return shape.syntax == Syntax::Json &&
         (atlas::first_entity(shape.first) != nullptr || !atlas::refusal(shape.first).empty() ||
          shape.first["guidHeaderMap"].is_object() || shape.first["guidEntityMap"].is_object());
}

}  // namespace

extern const Reader atlas_reader{"atlas",
                                 "Apache Atlas entities and lineage (JSON)",
                                 SourceKind::BusinessCatalog,
                                 71,
                                 recognises,
                                 atlas::read_document};

}  // namespace waymark
