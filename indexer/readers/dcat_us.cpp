// dcat_us.cpp - DCAT-US 1.1 and 3.0: an agency's data.json, or a single dataset of it. Source:
// docs/sources.md.
#include "waymark/base/strings.h"

#include "shared/dcat_catalog.h"
#include "shared/version.h"

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

Status read(const Export& file, ReadSink& sink) {
  const std::string profile = file.shape.first["conformsTo"]["title"].text();
  if (profile.starts_with("DCAT-US")) tell_newer_version(sink, "DCAT-US", profile.substr(7), "3.0");
  return dcat::read_catalog(file, sink);
}

}  // namespace

extern const Reader dcat_us_reader{"dcat_us", "DCAT-US (JSON)", SourceKind::BusinessCatalog,
                                   160,       recognises,       read};

}  // namespace waymark
