#include <iostream>

#include <CLI/CLI.hpp>

#include "common.h"

int main(int argc, char** argv) {
  CLI::App app{
      "Waymark: find, trust and reach the data of a mesh, from the exports its systems already produce.",
      "waymark"};
  app.footer(
      "Examples:\n"
      "  waymark index exports/ --index data/index\n"
      "  waymark serve --index data/index\n"
      "  waymark search \"customer orders\" --filter domain=Sales --json\n\n"
      "Each command has --help with examples of its own. Documentation: docs/command-line.md");
  app.require_subcommand(1);
  int exit_code = waymark::kDone;
  waymark::add_index_command(app, exit_code);
  waymark::add_serve_command(app, exit_code);
  waymark::add_demo_command(app, exit_code);
  waymark::add_search_command(app, exit_code);
  waymark::add_show_command(app, exit_code);
  waymark::add_lineage_command(app, exit_code);
  waymark::add_export_command(app, exit_code);
  waymark::add_contract_command(app, exit_code);
  waymark::add_doctor_command(app, exit_code);
  waymark::add_eval_command(app, exit_code);
  waymark::add_mcp_command(app, exit_code);
  waymark::add_version_command(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // CLI11 prints help and messages; every kind of wrong usage is exit code 2.
    return app.exit(error) == 0 ? waymark::kDone : waymark::kUsage;
  }
  return exit_code;
}
