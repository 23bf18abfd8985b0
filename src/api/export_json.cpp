// export_json.cpp - exports as text: JSON lines (hits as search answers them) and CSV.
#include "waymark/api/export.h"
#include "waymark/base/files.h"
#include "waymark/base/strings.h"
#include "waymark/catalog/workbook.h"

#include "export_rows.h"
#include "export_sink.h"
#include "hit_json.h"

namespace waymark {
namespace {

constexpr std::size_t kPage = 1000;

Result<ExportReport> write_lines(const Viewer& viewer, const ExportRequest& request) {
  ExportSink sink(request);
  ExportReport report;
  const CardView view{viewer, request.settings, request.search.now, true};
  const Status written = each_hit(viewer, request.search, [&](const Hit& hit) {
    ++report.assets;
    return sink.write(
        hit_json(hit, view, false, false, {}).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  });
  if (!written) return fail(written.error());
  Json end;
  end["_end"] = true;
  end["count"] = report.assets;
  end["generation"] = viewer.manifest().id;
  if (Status last = sink.write(end.dump() + "\n"); !last) return fail(last.error());
  if (Status finished = sink.finish(); !finished) return fail(finished.error());
  return report;
}

std::string time_text(const std::optional<Time>& time) { return time ? format_time(*time) : std::string(); }

struct CsvColumn {
  std::string_view name;
  std::string (*text)(const Asset& asset);
};
constexpr CsvColumn kColumns[] = {
    {"key", [](const Asset& asset) { return asset.key; }},
    {"type", [](const Asset& asset) { return std::string(info(asset.type).name); }},
    {"name", [](const Asset& asset) { return asset.name; }},
    {"title", [](const Asset& asset) { return asset.title; }},
    {"qualified_name", [](const Asset& asset) { return asset.qualified_name; }},
    {"platform", [](const Asset& asset) { return asset.platform; }},
    {"instance", [](const Asset& asset) { return asset.instance; }},
    {"environment", [](const Asset& asset) { return asset.environment; }},
    {"layer", [](const Asset& asset) { return asset.layer; }},
    {"updated", [](const Asset& asset) { return time_text(asset.updated); }},
    {"changed", [](const Asset& asset) { return time_text(asset.changed); }},
    {"contract", [](const Asset& asset) { return asset.contract_state; }},
    {"terms", [](const Asset& asset) { return join(asset.terms, "\n"); }},
    {"url", [](const Asset& asset) { return asset.url; }},
};

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) line += (line.empty() ? "" : ",") + csv_cell(cell);
  return line + "\r\n";
}

Result<ExportReport> write_csv(const Viewer& viewer, const ExportRequest& request) {
  ExportSink sink(request);
  ExportReport report;
  std::vector<std::string> cells;
  for (const CsvColumn& column : kColumns) cells.emplace_back(column.name);
  for (const EditableField& field : editable_fields()) cells.emplace_back(field.name);
  if (Status header = sink.write(csv_line(cells)); !header) return fail(header.error());
  const Status written = each_hit(viewer, request.search, [&](const Hit& hit) {
    ++report.assets;
    cells.clear();
    for (const CsvColumn& column : kColumns) cells.push_back(column.text(hit.asset));
    for (const EditableField& field : editable_fields()) cells.push_back(field.text(hit.asset));
    return sink.write(csv_line(cells));
  });
  if (!written) return fail(written.error());
  if (request.trailer)
    if (Status last = sink.write("#end," + std::to_string(report.assets) + "\r\n"); !last)
      return fail(last.error());
  if (Status finished = sink.finish(); !finished) return fail(finished.error());
  return report;
}

// A row of a table is an asset; columns have other members.
Status check_assets(const Viewer& viewer, SearchRequest search) {
  search.limit = 0;
  search.facets.clear();
  const auto found = viewer.search(search);
  if (!found) return fail(found.error());
  if (!found->of_columns) return {};
  return fail(ErrorCode::InvalidInput,
              "type=column: columns are exported as JSON lines only, --format ndjson");
}

}  // namespace

Status each_hit(const Viewer& viewer, const SearchRequest& search,
                const std::function<Status(const Hit&)>& on_hit) {
  SearchRequest request = search;
  request.offset = 0;
  request.limit = kPage;
  request.facets.clear();
  request.highlight = request.explain = false;
  for (;;) {
    const Result<SearchResult> found = viewer.search(request);
    if (!found) return fail(found.error());
    for (const Hit& hit : found->hits)
      if (Status taken = on_hit(hit); !taken) return taken;
    request.offset += found->hits.size();
    if (found->hits.empty() || request.offset >= found->total) return {};
  }
}

std::string csv_cell(std::string_view text) {
  // What a spreadsheet program takes for the beginning of a formula, also in full width.
  constexpr std::string_view kFormula[] = {"=",  "+",      "-",      "@",      "\t",
                                           "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"};
  const bool formula = std::any_of(std::begin(kFormula), std::end(kFormula),
                                   [text](std::string_view start) { return text.starts_with(start); });
  return "\"" + std::string(formula ? "'" : "") + replace_all(text, "\"", "\"\"") + "\"";
}

std::optional<ExportFormat> parse_export_format(std::string_view word) {
  if (word == "ndjson") return ExportFormat::Lines;
  if (word == "csv") return ExportFormat::Csv;
  if (word == "xlsx") return ExportFormat::Workbook;
  if (word == "dcat") return ExportFormat::Dcat;
  return std::nullopt;
}

Result<ExportReport> export_assets(const Viewer& viewer, const ExportRequest& request) {
  if (request.format != ExportFormat::Lines)
    if (Status assets = check_assets(viewer, request.search); !assets) return fail(assets.error());
  switch (request.format) {
    case ExportFormat::Lines:
      return write_lines(viewer, request);
    case ExportFormat::Csv:
      return write_csv(viewer, request);
    case ExportFormat::Dcat:
      return write_dcat(viewer, request);
    case ExportFormat::Workbook:
      break;
  }
  return write_workbook(viewer, request);
}

}  // namespace waymark
