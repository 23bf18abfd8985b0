// ckan.cpp - CKAN: answers of package_search and package_show, bare packages, and dumps with one package a
// line. Source: docs/sources.md.
#include "waymark/readers/reader.h"

#include "shared/ckan_package.h"

namespace waymark {
namespace {

// Without the wrapper of the API. Data packages of other tools have resources too, but no notes and no tags
// of CKAN.
bool is_package(const Value& value) {
  if (!value["resources"].is_array() || !(value.has("name") || value.has("id")) || !value.has("title"))
    return false;
  return value.has("notes") || value.has("metadata_modified") || value.has("num_resources") ||
         value.has("owner_org") || value["tags"].items().size() > 0;
}

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json) return false;
  const Value& result = shape.first["result"];
  if (shape.first.has("success") || shape.first.has("help"))
    return result["results"].is_array() || is_package(result) ||
           (!result.items().empty() && is_package(result.items().front()));
  return is_package(shape.first) ||
         (shape.first["packages"].is_array() && !shape.first["packages"].items().empty() &&
          is_package(shape.first["packages"].items().front()));
}

JsonSplit split_of(const Shape& shape) {
  const Value& result = shape.first["result"];
  // The polygons of places are large and nobody reads them.
  JsonSplit split{.drop = {"geom", "coordinates"}};
  if (result["results"].is_array())
    split.paths = {"result.results[]", "result.count"};
  else if (result.is_array())
    split.paths = {"result[]"};
  else if (result.is_object())
    split.paths = {"result"};
  else if (shape.first["packages"].is_array())
    split.paths = {"packages[]"};
  return split;
}

Status read(const Export& file, ReadSink& sink) {
  std::size_t packages = 0;
  std::int64_t promised = 0;
  const Status read = file.json(split_of(file.shape), sink, [&](JsonRecord&& record) {
    if (record.path == "result.count") {
      // Of several pages each tells the number of all.
      promised = std::max(promised, record.value.integer().value_or(0));
      return;
    }
    ++packages;
    ckan::read_package(record.value, record.place, sink);
  });
  if (read && promised > static_cast<std::int64_t>(packages))
    sink.problem(
        {"result.count", "the catalog has " + std::to_string(promised) + " packages and this file " +
                             std::to_string(packages) +
                             " of them; unless the other pages lie beside it, the export is partial"});
  return read;
}

}  // namespace

extern const Reader ckan_reader{"ckan", "CKAN packages (JSON)", SourceKind::BusinessCatalog, 150, recognises,
                                read};

}  // namespace waymark
