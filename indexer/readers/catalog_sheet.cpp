// catalog_sheet.cpp - lists of assets as Collibra exports and imports them: one sheet or CSV with the columns
// Name, Asset Type, Community, Domain, Status, Description and any others. Source: docs/sources.md.
#include <set>

#include "waymark/base/strings.h"

#include "indexer/readers/shared/mapped_export.h"

namespace waymark {
namespace {

constexpr std::string_view kTelling[] = {"asset type", "name",   "full name",  "domain",
                                         "community",  "status", "description"};

bool tells(const std::vector<std::string>& header) {
  const auto has = [&header](std::string_view name) {
    return std::find(header.begin(), header.end(), name) != header.end();
  };
  return has("asset type") && (has("name") || has("full name")) &&
         (has("domain") || has("community") || has("status") || has("description"));
}

bool recognises(const Shape& shape) {
  if (shape.syntax == Syntax::Csv) return tells(shape.header);
  if (shape.syntax != Syntax::Workbook) return false;
  return std::any_of(shape.sheets.begin(), shape.sheets.end(), [](const SheetShape& sheet) {
    const auto [row, found] = sheet.header_with(kTelling);
    return row != nullptr && tells(row->cells);
  });
}

MappingConfig collibra_mapping() {
  MappingConfig mapping;
  const auto map = [&mapping](const char* member, std::vector<std::string> from) -> MappedField& {
    return mapping.fields[member] = {.from = std::move(from)};
  };
  map("id", {"Asset Id", "Asset ID", "Id", "Full Name", "Name"});
  map("name", {"Name", "Full Name"});
  map("title", {"Display Name"});
  map("type", {"Asset Type"}).words = {{"business term", "glossary_term"},
                                       {"acronym", "glossary_term"},
                                       {"kpi", "metric"},
                                       {"business process", "pipeline"},
                                       {"data set", "dataset"},
                                       {"database view", "view"},
                                       {"bi report", "report"},
                                       {"data pipeline", "pipeline"}};
  map("description", {"Description", "Definition", "Note"});
  map("lifecycle", {"Status"}).words = {{"candidate", "draft"},     {"under review", "draft"},
                                        {"accepted", "production"}, {"approved", "production"},
                                        {"obsolete", "deprecated"}, {"rejected", "deprecated"}};
  map("owners", {"Owner", "Data Owner", "Business Owner", "Business Steward", "Data Steward", "Steward"})
      .split = ",";
  map("sensitivity", {"Sensitivity", "Security Classification", "Data Classification", "Classification"});
  map("criticality", {"Criticality"});
  map("tags", {"Tags"}).split = ",";
  map("url", {"URL", "Link"});
  return mapping;
}

const std::set<std::string>& mapped_columns(const MappingConfig& mapping) {
  static const std::set<std::string> columns = [&mapping] {
    std::set<std::string> all{"community", "domain", "domain type"};
    for (const auto& [member, field] : mapping.fields)
      for (const std::string& name : field.from) all.insert(lower(name));
    return all;
  }();
  return columns;
}

// A community holds domains; what else the sheet says of an asset is kept under the name of its column.
void adjust(const MappingConfig& mapping, const Value& record, Value& line) {
  std::vector<std::string> path;
  Value extra{Value::Members()};
  std::string domain;
  for (const auto& [column, value] : record.members()) {
    const std::string name = lower(trim(column));
    if (name == "community") path = {value.text()};
    if (name == "domain") domain = value.text();
    if (!mapped_columns(mapping).contains(name)) extra.set(column, value);
  }
  if (!domain.empty()) path.push_back(replace_all(domain, "/", "-"));
  if (!path.empty()) line.set("domain", Value(join(path, "/")));
  if (extra.size() > 0) line.set("extra", std::move(extra));
}

Status read(const Export& file, ReadSink& sink) {
  const MappingConfig mapping = collibra_mapping();
  return read_mapped(file, mapping, sink,
                     [&mapping](const Value& record, Value& line) { adjust(mapping, record, line); });
}

}  // namespace

extern const Reader catalog_sheet_reader{"catalog_sheet",
                                         "List of assets as Collibra has it (Excel, CSV)",
                                         SourceKind::BusinessCatalog,
                                         60,
                                         recognises,
                                         read};

}  // namespace waymark
