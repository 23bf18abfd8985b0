// dcat_us.cpp - DCAT-US 1.1 and 3.0: an agency's data.json, or a single dataset of it. Source:
// docs/sources.md.
#include "waymark/base/strings.h"

#include "shared/dcat_catalog.h"

namespace waymark {
namespace {

bool is_of_the_profile(const Value& record) {
  if (record.has("accessLevel")) return record.has("title") || record.has("identifier");
  return record.has("contactPoint") && record.has("title") && record["@type"].is_scalar();
}

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  const Value& profile = shape.first["conformsTo"];
  if (contains(profile.string(), "project-open-data") || profile["title"].text().starts_with("DCAT-US"))
    return true;
  return dcat::any_record(shape, is_of_the_profile);
}

}  // namespace

extern const Reader dcat_us_reader{"dcat_us", "DCAT-US (JSON)", SourceKind::BusinessCatalog,
                                   160,       recognises,       dcat::read_catalog};

}  // namespace waymark
