// datacontract.cpp - contracts of the Data Contract Specification, versions 0.9 to 1.2, as YAML or JSON.
#include "indexer/readers/shared/contract_file.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  return holds_contract(shape, "datacontract", "dataContractSpecification:");
}

}  // namespace

extern const Reader datacontract_reader{"datacontract",       "Data Contract Specification (YAML, JSON)",
                                        SourceKind::Contract, 31,
                                        recognises,           read_contract_file};

}  // namespace waymark
