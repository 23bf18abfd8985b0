#include <fstream>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "waymark/ingest/ingest.h"

#include "common.h"

namespace waymark {
namespace {

struct Options : CommonOptions {
  std::vector<std::string> exports;
  bool every_file = false;
  bool full = false;
};

int run(const Options& options) {
  const auto loaded = load_config(options);
  if (!loaded) return report_error(loaded.error(), kUsage);
  IngestOptions ingesting;
  ingesting.exports.assign(options.exports.begin(), options.exports.end());
  ingesting.index = options.index;
  ingesting.config = loaded->config;
  ingesting.config_folder = loaded->folder;
  ingesting.tool = std::string("waymark ") + WAYMARK_VERSION;
  ingesting.even_if_unchanged = options.full;
  Result<IngestReport> report = [&] {
    ProgressLine progress(options.quiet);
    ingesting.progress = [&](const IngestProgress& at) { progress.show(at.phase, at.done, at.total); };
    return ingest(ingesting);
  }();
  if (!report)
    return report_error(report.error(),
                        report.error().code == ErrorCode::InvalidInput ? kUsage : kIndexTrouble);
  const std::string json = report_json(*report);
  std::ofstream(std::filesystem::path(options.index) / "report.json") << json;
  if (options.json)
    std::cout << json;
  else if (!options.quiet)
    std::cout << report_text(*report, options.every_file);
  return report->partial() ? kPartly : kDone;
}

}  // namespace

void add_index_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("index", "Read exports and publish them as an index");
  command->add_option("exports", options->exports,
                      "Files and folders of exports; without any, the sources of waymark.yaml");
  add_index_option(*command, *options);
  add_config_options(*command, *options);
  add_output_options(*command, *options);
  command->add_flag("--files", options->every_file,
                    "List every file instead of one line per folder and format");
  command->add_flag("--full", options->full, "Publish a new generation even when nothing changed");
  command->footer(
      "Formats are told apart by content. Exit code 3: something could not be read, the rest was indexed.\n"
      "The last report is kept as report.json in the index folder.\n\n"
      "Examples:\n"
      "  waymark index exports/ --index data/index\n"
      "  waymark index --config waymark.yaml");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark
