#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "waymark/ingest/ingest.h"

#include "common.h"
#include "serving.h"

namespace waymark {
namespace {

struct Options : CommonOptions {
  ServingFlags serving;
};

int run(const Options& options) {
  const auto loaded = load_config(options);
  if (!loaded) return report_error(loaded.error(), kUsage);
  return serve(options, options.serving, loaded->config, {});
}

}  // namespace

void add_serving_flags(CLI::App& command, ServingFlags& flags) {
  command.add_option("--host", flags.host, "Address to listen on")
      ->envname("WAYMARK_HOST")
      ->capture_default_str();
  command.add_option("--port,-p", flags.port, "Port; 0 takes any free one")
      ->envname("WAYMARK_PORT")
      ->capture_default_str()
      ->check(CLI::Range(0, 65535));
  command
      .add_option("--public-url", flags.public_url,
                  "How browsers reach it when that is not host and port; may have a path")
      ->envname("WAYMARK_PUBLIC_URL");
  command
      .add_option("--anonymous", flags.anonymous,
                  "Level of callers without credentials; needed when not on loopback")
      ->envname("WAYMARK_ANONYMOUS");
  command.add_option("--log-level", flags.log_level, "debug, info, warn or error")
      ->capture_default_str()
      ->check(CLI::IsMember({"debug", "info", "warn", "error"}));
}

int serve(const CommonOptions& options, const ServingFlags& flags, const Config& config,
          const std::vector<std::string>& talk) {
  // stdout is data; the log is talk.
  spdlog::set_default_logger(spdlog::stderr_color_mt("waymark"));
  spdlog::set_level(spdlog::level::from_str(flags.log_level));
  ServeOptions serving;
  serving.host = flags.host;
  serving.port = flags.port;
  serving.index = options.index;
  serving.ranking = options.ranking;
  serving.public_url = flags.public_url.empty() ? config.public_url : flags.public_url;
  const std::string anonymous = flags.anonymous.empty() ? config.anonymous : flags.anonymous;
  if (!anonymous.empty()) serving.anonymous = anonymous;
  if (!options.now.empty()) serving.now = parse_time(options.now);
  serving.traffic = config.traffic;
  serving.slack = config.slack;
  serving.teams = config.teams;
  if (!config.file.empty()) serving.config_folder = std::filesystem::absolute(config.file).parent_path();
  serving.version = WAYMARK_VERSION;
  auto server = Server::start(serving);
  if (!server)
    return report_error(server.error(),
                        server.error().code == ErrorCode::InvalidInput ? kUsage : kServerTrouble);
  stop_on_signals(*server);
  if (!options.quiet) {
    std::cout << "Waymark is at " << bold(server->address()) << "\n" << server->access() << "\n";
    for (const std::string& line : talk) std::cout << line << "\n";
    std::cout << "Stop with Ctrl-C." << std::endl;
  }
  server->wait();
  return kDone;
}

void add_serve_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("serve", "Serve the page and the JSON API");
  add_index_option(*command, *options);
  add_config_options(*command, *options);
  add_ranking_option(*command, *options);
  command->add_flag("--quiet,-q", options->quiet, "Do not print the address");
  add_serving_flags(*command, options->serving);
  command->footer(
      "Without an index it answers 503 and starts serving as soon as one is published.\n\n"
      "Example:\n  waymark serve --index data/index --port 8080");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark
