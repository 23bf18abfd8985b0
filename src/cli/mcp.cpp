#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "waymark/chat/chat.h"

#include "common.h"

namespace waymark {
namespace {

struct Options : CommonOptions {
  std::string clearance;
  std::string public_url;
};

int run(const Options& options) {
  const auto loaded = load_config(options);
  if (!loaded) return report_error(loaded.error(), kUsage);
  ApiSettings settings;
  settings.version = WAYMARK_VERSION;
  settings.public_url = options.public_url.empty() ? loaded->config.public_url : options.public_url;
  while (settings.public_url.ends_with('/')) settings.public_url.pop_back();
  if (!options.now.empty()) settings.now = parse_time(options.now);
  auto chat = Chat::open({.api = settings});
  if (!chat) return report_error(chat.error(), kUsage);
  Caller caller{
      .subject = "local", .scopes = {"catalog:read", "catalog:export", "contracts:check"}, .via = "local"};
  caller.everything = options.clearance.empty();
  caller.clearance = options.clearance;
  SearchIndex index(options.index);
  (*chat)->serve_lines(STDIN_FILENO, std::cout, index, caller);
  return kDone;
}

}  // namespace

void add_mcp_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("mcp", "Answer an assistant on this machine (Model Context Protocol)");
  add_index_option(*command, *options);
  add_config_options(*command, *options);
  command->add_option("--clearance", options->clearance, "Level the assistant may see; without it everything")
      ->envname("WAYMARK_CLEARANCE");
  command
      ->add_option("--public-url", options->public_url,
                   "Where people open the page, for the links of answers")
      ->envname("WAYMARK_PUBLIC_URL");
  command->footer(
      "Messages are read from stdin and answered on stdout, one a line. Set-ups for assistants: "
      "docs/chat.md\n\n"
      "Example:\n  waymark mcp --index data/index --public-url https://catalog.example.com");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark
