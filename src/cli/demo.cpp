#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "waymark/ingest/ingest.h"

#include "common.h"
#include "serving.h"

namespace waymark {
namespace {

struct Options : CommonOptions {
  ServingFlags serving;
};

int run(Options options) {
  const auto mesh = sample_mesh();
  if (!mesh)
    return report_error(
        {ErrorCode::NotFound,
         "the sample mesh is not here: run `waymark demo` in a checkout, which has examples/sample-mesh"},
        kUsage);
  options.config = (*mesh / "waymark.yaml").string();
  const auto loaded = load_config(options);
  if (!loaded) return report_error(loaded.error(), kUsage);
  IngestOptions ingesting;
  ingesting.index = options.index;
  ingesting.config = loaded->config;
  ingesting.config_folder = loaded->folder;
  ingesting.tool = std::string("waymark ") + WAYMARK_VERSION;
  const auto report = [&] {
    ProgressLine progress(options.quiet);
    ingesting.progress = [&](const IngestProgress& at) { progress.show(at.phase, at.done, at.total); };
    return ingest(ingesting);
  }();
  if (!report) return report_error(report.error(), kIndexTrouble);
  std::vector<std::string> talk = {"The sample mesh: " + std::to_string(report->total) + " assets from " +
                                   std::to_string(report->files.size()) + " export files."};
  if (loaded->config.now)
    talk.push_back("\"Today\" is " + format_date(*loaded->config.now) + ", the sample's own day.");
  talk.emplace_back("Try: customer orders · certified stock · returns reason");
  return serve(options, options.serving, loaded->config, talk);
}

}  // namespace

void add_demo_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  options->index = "data/demo";
  auto* command = app.add_subcommand("demo", "Index the sample mesh and serve it");
  add_index_option(*command, *options);
  command->add_flag("--quiet,-q", options->quiet, "Do not print the address");
  add_serving_flags(*command, options->serving);
  command->footer("Example:\n  waymark demo --port 8080");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark
