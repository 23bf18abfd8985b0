// atlan.cpp - Atlan: CSV files of its Asset Export (assets, relational builder, domains and products,
// glossaries) and JSON answers of its REST API, which are those of Apache Atlas with attributes of its own.
// Source: docs/sources.md.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/atlan_rows.h"
#include "shared/atlas_document.h"

namespace waymark {
namespace {

// Definitions of tags: a page for people, with headers for people.
bool is_tag_list(const Shape& shape) { return shape.has_columns({"atlan tag name", "color"}); }

bool is_rows(const Shape& shape) {
  return shape.has_columns({"typename", "qualifiedname"}) ||
         shape.has_columns({"typename", "connectionname", "connectortype"});
}

bool recognises(const Shape& shape) {
  if (shape.syntax == Syntax::Csv) return is_rows(shape) || is_tag_list(shape);
  return shape.syntax == Syntax::Json && atlas::is_atlan(shape.first);
}

Status read(const Export& file, ReadSink& sink) {
  if (file.shape.syntax == Syntax::Json) return atlas::read_document(file, sink);
  if (is_tag_list(file.shape)) {
    sink.problem({"", "not read (tag): definitions of tags; tags are taken from what carries them"});
    return file.csv(sink, [&](const CsvRow&) { sink.count("tag"); });
  }
  atlan::Rows rows(file, sink);
  const Status status = file.csv(sink, [&](const CsvRow& row) { rows.add(row); });
  rows.emit();
  return status;
}

}  // namespace

extern const Reader atlan_reader{
    "atlan", "Atlan assets, products and glossaries (CSV, JSON)", SourceKind::BusinessCatalog, 70, recognises,
    read};

}  // namespace waymark
