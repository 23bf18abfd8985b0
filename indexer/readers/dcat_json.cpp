// dcat_json.cpp - DCAT as plain JSON, without a profile or a context: members with the names of the
// vocabulary. Source: docs/sources.md.
#include "shared/dcat_catalog.h"

namespace waymark {
namespace {

bool is_a_dataset(const Value& record) {
  const bool described = record.has("keyword") || record.has("publisher") || record.has("landingPage");
  return record.has("title") && record["distribution"].is_array() && described;
}

bool recognises(const Shape& shape) { return dcat::any_record(shape, is_a_dataset); }

}  // namespace

extern const Reader dcat_json_reader{"dcat_json", "DCAT (plain JSON)", SourceKind::BusinessCatalog,
                                     180,         recognises,          dcat::read_catalog};

}  // namespace waymark
