// odcs_workbook.cpp - the Excel template of the Open Data Contract Standard, filled in: the same contract as
// the YAML that the contract tool makes of it.
#include "waymark/base/strings.h"

#include "indexer/readers/shared/contract_file.h"
#include "indexer/readers/shared/odcs_form.h"

namespace waymark {
namespace {

bool has_name(const Shape& shape, std::string_view name) {
  return std::find(shape.names.begin(), shape.names.end(), name) != shape.names.end();
}

bool has_sheet(const Shape& shape, std::string_view start) {
  return std::any_of(shape.sheets.begin(), shape.sheets.end(),
                     [start](const SheetShape& sheet) { return lower(trim(sheet.name)).starts_with(start); });
}

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Workbook) return false;
  return (has_name(shape, "apiVersion") && has_name(shape, "schema.name")) ||
         (has_sheet(shape, "fundamentals") && has_sheet(shape, "schema "));
}

Status read(const Export& file, ReadSink& sink) {
  const Result<Workbook> workbook = file.workbook();
  if (!workbook) return fail(workbook.error());
  const Result<Value> document = odcs_document(*workbook);
  if (!document) return fail(document.error());
  for (const std::string& note : workbook->notes()) sink.problem({"", note});
  if (!document->has("id") && !document->has("name") && (*document)["schema"].size() == 0) {
    sink.problem({"Fundamentals", "the template of a contract that nobody has filled in; left out"});
    return {};
  }
  return read_contract_text(to_json(*document), file, sink);
}

}  // namespace

extern const Reader odcs_workbook_reader{"odcs_workbook",      "Open Data Contract Standard (Excel template)",
                                         SourceKind::Contract, 30,
                                         recognises,           read};

}  // namespace waymark
