// export.h - everything a search finds, as a file: JSON lines, CSV, DCAT, or a workbook for
// editing.
//
//   Result<ExportReport> report = export_assets(viewer, {.search = request, .format = ExportFormat::Workbook,
//                                                        .output = "sales.xlsx", .written_at = now_utc()});
//
// The file appears whole or not at all. Without an output path the text formats go to `stream`.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "waymark/api/api.h"
#include "waymark/search/viewer.h"

namespace waymark {

enum class ExportFormat : std::uint8_t { Lines, Csv, Workbook, Dcat };
std::optional<ExportFormat> parse_export_format(std::string_view word);  // "ndjson", "csv", "xlsx", "dcat"

// A workbook for people has an end: spreadsheets get slow, and a list nobody can look through is not edited.
constexpr std::uint64_t kMostWorkbookRows = 100'000;

struct ExportRequest {
  SearchRequest search;  // Offset and limit are the export's own.
  ExportFormat format = ExportFormat::Lines;
  std::filesystem::path output;
  std::function<bool(std::string_view)> stream;  // False when nobody reads any more.
  Time written_at{};
  std::uint64_t most_rows = kMostWorkbookRows;  // Of a workbook.
  bool trailer = false;                         // Of CSV: a last line "#end,<rows>" shows that it is whole.
  ApiSettings settings;
};

struct ExportReport {
  std::uint64_t assets = 0;    // Written, data products among them.
  std::uint64_t products = 0;  // Of a workbook.
  std::uint64_t left_out = 0;  // Of a workbook: people, domains, contracts and what nobody describes.
};

// InvalidInput: more than a workbook holds.
Result<ExportReport> export_assets(const Viewer& viewer, const ExportRequest& request);

}  // namespace waymark
