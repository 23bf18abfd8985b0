// dcat_ap.cpp - DCAT and its European profile as JSON-LD: nodes in a graph, nested or expanded, under any
// prefix. Source: docs/sources.md.
//
// A reference may point anywhere in the file, so all of it is held before the first dataset is made.
#include <algorithm>

#include "waymark/base/strings.h"

#include "shared/dcat_record.h"
#include "shared/json_ld.h"
#include "shared/local_texts.h"

namespace waymark {
namespace {

bool speaks_dcat(const Shape& shape) {
  return contains(shape.beginning, "http://www.w3.org/ns/dcat") || contains(shape.beginning, "\"dcat:");
}

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json || !speaks_dcat(shape)) return false;
  const Value& first = shape.first;
  return first.has("@graph") || first.has("@context") || first.has("@id") || first.has("@type");
}

Status read(const Export& file, ReadSink& sink) {
  JsonLd graph;
  const Status status = file.json({}, sink, [&](JsonRecord&& record) { graph.add(record.value); });
  if (!status) return fail(status.error());
  // What a thing belongs to is known by its id alone.
  const std::vector<std::string_view> kept = {"isPartOf",     "inSeries",     "servesDataset", "dataset",
                                              "hasPart",      "relation",     "isVersionOf",   "hasVersion",
                                              "primaryTopic", "seriesMember", "source",        "first",
                                              "last",         "prev",         "next"};
  const std::string scope = dcat::scope_of(file);
  std::string catalog;
  graph.each("Catalog", kept, [&](const Value& node) {
    sink.count("catalog");
    if (catalog.empty()) catalog = main_text(node["title"]);
  });
  dcat::Listing listing;
  const auto at = [&](const Value& node) {
    return dcat::Place{sink, listing, scope, catalog, node["@id"].text()};
  };
  graph.each("DatasetSeries", kept, [&](const Value& node) { dcat::read_series(at(node), node); });
  graph.each("Dataset", kept, [&](const Value& node) { dcat::read_dataset(at(node), node, {}); });
  graph.each("DataService", kept, [&](const Value& node) { dcat::read_service(at(node), node); });
  graph.each("CatalogRecord", kept, [&](const Value& node) { dcat::read_catalog_record(at(node), node); });
  dcat::finish(listing, sink);
  return {};
}

}  // namespace

extern const Reader dcat_ap_reader{"dcat_ap", "DCAT-AP (JSON-LD)", SourceKind::BusinessCatalog,
                                   170,       recognises,          read};

}  // namespace waymark
