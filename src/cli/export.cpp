#include "waymark/api/export.h"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "waymark/base/strings.h"

#include "common.h"
#include "filters.h"

namespace waymark {
namespace {

struct Options : CommonOptions {
  std::vector<std::string> words;
  std::vector<std::string> filters;
  std::string format;
  std::string output;
};

// Without --format the name of the file says it.
Result<ExportFormat> format_of(const Options& options) {
  std::string word = options.format;
  if (word.empty() && contains(options.output, "."))
    word = lower(options.output.substr(options.output.rfind('.') + 1));
  if (word.empty() || word == "jsonl") word = "ndjson";
  if (word == "jsonld") word = "dcat";
  const auto format = parse_export_format(word);
  if (!format)
    return fail(ErrorCode::InvalidInput,
                "\"" + word + "\" is no format of an export: say --format xlsx, csv, ndjson or dcat");
  if (*format == ExportFormat::Workbook && options.output.empty())
    return fail(ErrorCode::InvalidInput, "a workbook needs a file: say --output FILE.xlsx");
  return *format;
}

Result<ExportRequest> make_request(const Options& options, const Viewer& viewer) {
  ExportRequest request;
  const auto format = format_of(options);
  if (!format) return fail(format.error());
  auto filters = parse_filters(options.filters);
  if (!filters) return fail(filters.error());
  request.format = *format;
  request.search.text = join(options.words, " ");
  request.search.filters = std::move(*filters);
  request.search.now = viewer.now();
  request.output = options.output;
  request.stream = [](std::string_view text) { return static_cast<bool>(std::cout << text); };
  request.written_at = now_utc();
  return request;
}

int run(const Options& options) {
  SearchIndex index(options.index);
  const auto viewer = index.view(Access::all());
  if (!viewer) return report_index_error(viewer.error());
  const auto request = make_request(options, *viewer);
  if (!request) return report_error(request.error(), kUsage);
  const auto report = export_assets(*viewer, *request);
  if (!report)
    return report_error(report.error(),
                        report.error().code == ErrorCode::InvalidInput ? kUsage : kIndexTrouble);
  std::cout.flush();
  if (options.quiet || options.output.empty()) return kDone;
  std::cerr << options.output << ": " << report->assets << " assets";
  if (report->products > 0) std::cerr << ", " << report->products << " of them data products";
  if (report->left_out > 0)
    std::cerr << "; " << report->left_out
              << " domains, people, contracts and undescribed things are not for editing";
  std::cerr << "\n";
  if (request->format == ExportFormat::Workbook)
    std::cerr
        << "Edit it and save it among the exports; what you changed counts from the next index run on.\n";
  return kDone;
}

}  // namespace

void add_export_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("export", "Write what a search finds to a file; as xlsx, for editing");
  command->add_option("query", options->words, "Words; everything without them");
  add_index_option(*command, *options);
  command->add_option("--format", options->format, "xlsx, csv, ndjson or dcat (JSON-LD); else by the name of the file");
  command->add_option("--output,-o", options->output, "File to write; all but xlsx otherwise go to stdout");
  command->add_option("--filter,-f", options->filters,
                      "field=value; repeat for more (same field: any of them)");
  command->add_flag("--quiet", options->quiet, "Say nothing when all is well");
  command->footer(
      "Examples:\n"
      "  waymark export --output catalog.xlsx --filter domain=Sales     # to edit, see docs/workbook.md\n"
      "  waymark export \"customer orders\" --format csv > orders.csv\n"
      "  waymark export --format ndjson --output catalog.ndjson\n"
      "  waymark export --filter type=table --output catalog.jsonld     # DCAT, for other catalogs");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark
