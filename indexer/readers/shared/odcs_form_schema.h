// odcs_form_schema.h - the tables of an ODCS workbook: schemas with their properties, rules and
// relationships.
#pragma once

#include "sheet_cells.h"

namespace waymark {

struct FormColumn {
  std::string_view member;
  std::string_view label;  // Its header.
};

// The rows below the header as objects; empty cells are absent members, empty rows are left out.
Value::Items form_rows(const SheetCells& cells, std::span<const FormColumn> columns);
Value::Items form_list(std::string_view text);    // "a, b"
std::string form_member(std::string_view label);  // "Endpoint URL" is endpointUrl.

// Null when the sheet describes no schema, or is the template's own.
Value form_schema(const Workbook& workbook, std::size_t sheet, const SheetCells& cells);
void form_quality(const SheetCells& cells, Value::Items& schemas);
void form_relationships(const SheetCells& cells, Value::Items& schemas);

}  // namespace waymark
