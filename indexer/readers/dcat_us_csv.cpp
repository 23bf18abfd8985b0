// dcat_us_csv.cpp - DCAT-US 1.1 as a table: a row for each dataset, lists with commas inside a cell.
// Source: docs/sources.md.
#include "waymark/base/strings.h"

#include "shared/dcat_record.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  return shape.syntax == Syntax::Csv && shape.has_columns({"title", "identifier", "accesslevel"});
}

Value node_of(const CsvRow& row, std::initializer_list<std::string_view> columns) {
  Value node;
  node.make_object();
  for (const std::string_view column : columns)
    if (const std::string_view cell = trim(row[column]); !cell.empty())
      node.set(std::string(column), Value(std::string(cell)));
  return node.size() == 0 ? Value() : node;
}

// "Widget Services,General Services Administration,U.S. Government": the innermost first.
Value publisher_of(std::string_view cell) {
  Value publisher;
  std::vector<std::string> names = split_words(cell, ',');
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    Value inner;
    inner.make_object();
    inner.set("name", Value(*name));
    if (publisher.is_object()) inner.set("subOrganizationOf", std::move(publisher));
    publisher = std::move(inner);
  }
  return publisher;
}

// The row as the record that the JSON form would hold.
Value record_of(const CsvRow& row) {
  constexpr std::string_view kInside[] = {"fn",        "hasemail", "publisher", "downloadurl",
                                          "accessurl", "format",   "mediatype"};
  // Columns are compared without case, members are not.
  constexpr std::string_view kMembers[] = {"accessLevel", "accrualPeriodicity", "landingPage", "isPartOf"};
  Value record;
  record.make_object();
  for (const std::string& column : row.header()) {
    const std::string_view cell = trim(row[column]);
    std::string member = column;
    for (const std::string_view known : kMembers)
      if (same_ignoring_case(known, column)) member = known;
    const bool inside = std::find(std::begin(kInside), std::end(kInside), lower(column)) != std::end(kInside);
    if (!cell.empty() && !inside) record.set(std::move(member), Value(std::string(cell)));
  }
  record.set("contactPoint", node_of(row, {"fn", "hasEmail"}));
  record.set("publisher", publisher_of(row["publisher"]));
  record.set("distribution", node_of(row, {"downloadURL", "accessURL", "format", "mediaType"}));
  return record;
}

Status read(const Export& file, ReadSink& sink) {
  const std::string scope = dcat::scope_of(file);
  dcat::Listing listing;
  return file.csv(sink, [&](const CsvRow& row) {
    dcat::read_dataset({sink, listing, scope, {}, row.place()}, record_of(row), {});
  });
}

}  // namespace

extern const Reader dcat_us_csv_reader{"dcat_us_csv", "DCAT-US (CSV)", SourceKind::BusinessCatalog,
                                       165,           recognises,      read};

}  // namespace waymark
