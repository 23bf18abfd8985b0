#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "waymark/ingest/ingest.h"
#include "waymark/ingest/watch.h"

#include "common.h"

namespace waymark {
namespace {

struct Options : CommonOptions {
  std::vector<std::string> exports;
  bool every_file = false;
  bool full = false;
  bool dry_run = false;
  std::size_t workers = 2;
  bool watch = false;
  std::string quiet_for = "2s";
  std::string tick = "10m";
  bool may_shrink = false;
  std::vector<std::string> allow_shrink;
};

IngestOptions ingest_options(const Options& options, LoadedConfig loaded) {
  IngestOptions ingesting;
  ingesting.exports.assign(options.exports.begin(), options.exports.end());
  ingesting.index = options.index;
  ingesting.config = std::move(loaded.config);
  ingesting.config_folder = std::move(loaded.folder);
  ingesting.config_file = options.config;
  ingesting.tool = std::string("waymark ") + WAYMARK_VERSION;
  ingesting.full = options.full;
  ingesting.dry_run = options.dry_run;
  ingesting.workers = options.workers;
  ingesting.allow_every_shrink = options.may_shrink && options.allow_shrink.empty();
  ingesting.allow_shrink = options.allow_shrink;
  return ingesting;
}

void print(const Options& options, const IngestReport& report, bool brief) {
  if (options.json)
    std::cout << report_json(report);
  else if (options.quiet)
    return;
  else if (!brief)
    std::cout << report_text(report, options.every_file);
  else if (report.published.published)  // A look that found nothing is not worth a line.
    std::cout << format_time(report.at) << "  " << report_line(report);
  std::cout << std::flush;
}

// Brief: only what differs from run to run, for a watch.
int run(const Options& options, bool brief) {
  auto loaded = load_config(options);
  if (!loaded) return report_error(loaded.error(), kUsage);
  IngestOptions ingesting = ingest_options(options, std::move(*loaded));
  Result<IngestReport> report = [&] {
    ProgressLine progress(options.quiet || (brief && ::isatty(STDERR_FILENO) != 1));
    ingesting.progress = [&](const IngestProgress& at) { progress.show(at.phase, at.done, at.total); };
    return ingest(ingesting);
  }();
  if (!report) return report_index_error(report.error());
  print(options, *report, brief);
  if (!report->refused.empty()) {
    if (brief || options.quiet || options.json)
      for (const Refusal& one : report->refused)
        report_error(
            {ErrorCode::Failed, one.text + ": nothing was published; --allow-shrink if that is meant"},
            kNotSo);
    return kNotSo;
  }
  return report->partial() ? kPartly : kDone;
}

Result<std::chrono::milliseconds> duration(const std::string& flag, const std::string& text) {
  const auto seconds = parse_duration(text);
  if (!seconds || seconds->count() <= 0)
    return fail(ErrorCode::InvalidInput,
                flag + ": \"" + text + "\" is no length of time; write 2s, 10m or 1h");
  return std::chrono::milliseconds(*seconds);
}

WatchedPlaces places(const Options& options) {
  WatchedPlaces places;
  places.leave_out = options.index;
  if (options.config.empty()) places.files.emplace_back("waymark.yaml");
  if (!options.config.empty()) places.files.emplace_back(options.config);
  // With a configuration that cannot be read there is nothing to run either, until it changes.
  if (const auto loaded = load_config(options))
    places.trees =
        export_places({options.exports.begin(), options.exports.end()}, loaded->config, loaded->folder);
  return places;
}

int run_watch(const Options& options) {
  const auto quiet = duration("--debounce", options.quiet_for);
  const auto tick = duration("--every", options.tick);
  if (!quiet || !tick) return report_error((quiet ? tick : quiet).error(), kUsage);
  WatchOptions watching;
  watching.quiet = *quiet;
  watching.tick = *tick;
  bool first = true;
  watching.places = [&] { return places(options); };
  watching.run = [&] { return run(options, !first); };
  watching.ended = [&](int code) {
    first = false;
    if (code > kPartly)
      std::cerr << "waymark: the run failed (exit code " << code << "); the watch goes on\n";
  };
  watching.warn = [](const std::string& text) { std::cerr << "waymark: " << text << "\n"; };
  const Status watched = watch(watching);
  return watched ? kDone : report_error(watched.error(), kIndexTrouble);
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
  command->add_flag("--full", options->full, "Read every file again and write everything anew");
  command->add_flag("--dry-run", options->dry_run, "Say what would change and leave the index as it is");
  command->add_option("--workers", options->workers, "Processes that read exports")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  auto* watch = command->add_flag("--watch", options->watch, "Stay, and index again whenever exports change");
  command
      ->add_option("--debounce", options->quiet_for,
                   "With --watch: how long nothing must change before a run")
      ->needs(watch)
      ->capture_default_str();
  command->add_option("--every", options->tick, "With --watch: a look after so long although nothing changed")
      ->needs(watch)
      ->capture_default_str();
  auto* shrink =
      command->add_option("--allow-shrink", options->allow_shrink,
                          "Publish although this source loses more than half of its assets, or all; "
                          "without a name, any source");
  shrink->expected(0, 1)->type_name("SOURCE")->take_all();
  command->footer(
      "Formats are told apart by content, and unchanged files are not read again. Exit code 1: a source "
      "would\n"
      "lose most of its assets, nothing was published; 3: something could not be read, the rest was "
      "indexed.\n"
      "The last report is kept as report.json in the index folder.\n\n"
      "Examples:\n"
      "  waymark index exports/ --index data/index\n"
      "  waymark index --config waymark.yaml\n"
      "  waymark index --dry-run\n"
      "  waymark index exports/ --watch");
  command->callback([options, shrink, &exit_code] {
    options->may_shrink = shrink->count() > 0;
    exit_code = options->watch && !options->dry_run ? run_watch(*options) : run(*options, false);
  });
}

}  // namespace waymark
