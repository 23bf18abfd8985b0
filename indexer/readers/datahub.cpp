// datahub.cpp - DataHub's file sink, data packs and `datahub get`: MCE snapshots and MCP proposals, mixed.
// Source: docs/sources.md.
#include "waymark/readers/reader.h"

#include "shared/datahub_assets.h"
#include "shared/datahub_store.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  const Value& first = shape.first;
  return first["proposedSnapshot"].is_object() ||
         ((first.has("entityUrn") || first.has("entityKeyAspect")) && first.has("aspectName"));
}

Status read(const Export& file, ReadSink& sink) {
  datahub::Store store(file, sink);
  // Schemas as text, the SQL of views and jobs, and profiles with values of columns are large or secret.
  const JsonSplit split{
      .drop = {"platformSchema", "viewLogic", "formattedViewLogic", "queryStatement", "fieldProfiles"}};
  const Status status = file.json(split, sink, [&](JsonRecord&& record) { store.add(record); });
  if (!status) return fail(status.error());
  store.report_patches();
  datahub::emit_data(store);
  datahub::emit_work(store);
  datahub::emit_business(store);
  return {};
}

}  // namespace

extern const Reader datahub_reader{
    "datahub", "DataHub metadata events (JSON)", SourceKind::BusinessCatalog, 20, recognises, read};

}  // namespace waymark
