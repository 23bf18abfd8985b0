// mapping.cpp - any JSON, YAML, CSV or workbook as a list of assets, by the `mapping` of its source in
// waymark.yaml.
#include "indexer/readers/shared/mapped_export.h"

namespace waymark {
namespace {

bool recognises(const Shape&) { return false; }  // Only where the configuration asks for it.

Status read(const Export& file, ReadSink& sink) {
  if (!file.mapping)
    return fail(ErrorCode::InvalidInput,
                "source \"" + file.source + "\" has the format mapping, but no mapping in waymark.yaml");
  return read_mapped(file, *file.mapping, sink);
}

}  // namespace

extern const Reader mapping_reader{"mapping",
                                   "Mapping of waymark.yaml (JSON, YAML, CSV, Excel)",
                                   SourceKind::BusinessCatalog,
                                   1000,
                                   recognises,
                                   read};

}  // namespace waymark
