// avro_schema.cpp - Avro schemas (.avsc): the records that topics and files promise.
#include "indexer/readers/shared/contract_file.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  return shape.syntax == Syntax::Json && holds_contract(shape, "avro", "\"type\": \"record\"");
}

}  // namespace

extern const Reader avro_schema_reader{"avro_schema", "Avro schema (JSON)", SourceKind::Contract,
                                       270,           recognises,           read_contract_file};

}  // namespace waymark
