// odcs.cpp - contracts of the Open Data Contract Standard (Bitol), versions 2.2, 3.0 and 3.1, as YAML or
// JSON.
#include "indexer/readers/shared/contract_file.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) { return holds_contract(shape, "odcs", "kind: DataContract"); }

}  // namespace

extern const Reader odcs_reader{"odcs",
                                "Open Data Contract Standard (YAML, JSON)",
                                SourceKind::Contract,
                                30,
                                recognises,
                                read_contract_file};

}  // namespace waymark
