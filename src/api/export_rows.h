// export_rows.h - what the formats of an export share.
#pragma once

#include "waymark/api/export.h"

namespace waymark {

// Calls back with each hit in order, page by page, so that no export is held in memory. A callback's error
// ends it.
Status each_hit(const Viewer& viewer, const SearchRequest& search,
                const std::function<Status(const Hit&)>& on_hit);

Result<ExportReport> write_workbook(const Viewer& viewer, const ExportRequest& request);
Result<ExportReport> write_dcat(const Viewer& viewer, const ExportRequest& request);

// A cell of a CSV: always in quotes, and never a formula to a spreadsheet program.
std::string csv_cell(std::string_view text);

}  // namespace waymark
