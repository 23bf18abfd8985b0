// workbook_parts.h - the XML parts of a workbook, each read by one function.
#pragma once

#include <unordered_map>

#include "waymark/parse/workbook.h"

#include "xml.h"

namespace waymark {

// What cells refer to: texts by number, and which cell formats show a date.
struct WorkbookTables {
  std::vector<std::string> strings;
  std::vector<bool> dates;  // By cell format.
  bool from_1904 = false;   // The first day is 1904-01-01.
};

struct WorkbookPart {
  SheetInfo info;
  std::string relation;  // Id in the relationships.
};

struct WorkbookOutline {
  std::vector<WorkbookPart> sheets;
  std::vector<std::pair<std::string, std::string>> names;  // Name and what it stands for: "Servers!$C$8".
  bool from_1904 = false;
};

// Relationship ids to (kind, part): {"rId3", {"worksheet", "xl/worksheets/sheet3.xml"}}. Parts outside xl/
// are left out.
using WorkbookRelations = std::unordered_map<std::string, std::pair<std::string, std::string>>;

Result<WorkbookOutline> read_outline(ByteSource& bytes);
Result<WorkbookRelations> read_relations(ByteSource& bytes);
Result<std::vector<std::string>> read_strings(ByteSource& bytes);
Result<std::vector<bool>> read_date_styles(ByteSource& bytes);

struct SheetCounts {
  std::size_t cells = 0;   // Over all sheets read.
  std::size_t errors = 0;  // Cells that show #REF! and the like.
  std::size_t cut = 0;     // Cells past the longest text.
};
Status read_cells(ByteSource& bytes, const WorkbookTables& tables, SheetCounts& counts,
                  const std::function<bool(const SheetRow&)>& on_row);

bool is_date_format(std::string_view code);            // "yyyy\-mm\-dd"
std::string date_text(double serial, bool from_1904);  // "" when it is no day a calendar has.
std::string decode_escapes(std::string_view text);     // "_x000D_" is a carriage return.
bool parse_cell(std::string_view reference, std::uint32_t& row,
                std::uint32_t& column);  // "AB12", also "$AB$12"

}  // namespace waymark
