#include "shared/dcat_catalog.h"

#include <algorithm>

#include "shared/dcat_record.h"
#include "shared/local_texts.h"

namespace waymark::dcat {
namespace {

constexpr std::string_view kLists[] = {"dataset", "service", "datasetSeries", "record", "catalog"};

bool is_catalog(const Value& document) {
  return std::any_of(std::begin(kLists), std::end(kLists),
                     [&](std::string_view list) { return document[list].is_array(); });
}

bool is_of_type(const Value& record, std::string_view type) {
  for (const std::string& one : record["@type"].texts())
    if (one == type || one.ends_with(":" + std::string(type))) return true;
  return false;
}

void read_one(const Place& at, std::string_view list, const Value& record);

// A catalog inside a catalog, with its own title.
void read_inner_catalog(const Place& at, const Value& catalog) {
  at.sink.count("catalog");
  const std::string title = main_text(catalog["title"]);
  for (const std::string_view list : kLists) {
    std::size_t number = 0;
    for (const Value& record : catalog[list].items()) {
      Place inner = at.inside(at.place + "." + std::string(list) + "[" + std::to_string(number++) + "]");
      if (!title.empty()) inner.catalog = title;
      read_one(inner, list, record);
    }
  }
}

void read_one(const Place& at, std::string_view list, const Value& record) {
  if (list == "catalog")
    read_inner_catalog(at, record);
  else if (list == "record")
    read_catalog_record(at, record);
  else if (list == "service" || is_of_type(record, "DataService"))
    read_service(at, record);
  else if (list == "datasetSeries" || is_of_type(record, "DatasetSeries"))
    read_series(at, record);
  else
    read_dataset(at, record, {});
}

}  // namespace

bool any_record(const Shape& shape, bool (*holds)(const Value& record)) {
  if (shape.syntax != Syntax::Json) return false;
  if (!is_catalog(shape.first)) return holds(shape.first);
  for (const std::string_view list : kLists) {
    const Value::Items& items = shape.first[list].items();
    if (std::any_of(items.begin(), items.end(), holds)) return true;
  }
  return false;
}

Status read_catalog(const Export& file, ReadSink& sink) {
  JsonSplit split;
  if (is_catalog(file.shape.first)) {
    split.paths.clear();
    for (const std::string_view list : kLists) split.paths.push_back(std::string(list) + "[]");
  }
  const std::string scope = scope_of(file);
  const std::string title = is_catalog(file.shape.first) ? main_text(file.shape.first["title"]) : "";
  Listing listing;
  Status read = file.json(split, sink, [&](JsonRecord&& record) {
    const std::string list = record.path.substr(0, record.path.find('['));
    read_one({sink, listing, scope, title, record.place}, list, record.value);
  });
  finish(listing, sink);
  return read;
}

}  // namespace waymark::dcat
