// json_schema.cpp - JSON Schema: what an object, message or file promises to look like.
#include "indexer/readers/shared/contract_file.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) { return holds_contract(shape, "json-schema", "\"$schema\":"); }

}  // namespace

extern const Reader json_schema_reader{"json_schema", "JSON Schema (JSON, YAML)", SourceKind::Contract, 271,
                                       recognises,    read_contract_file};

}  // namespace waymark
