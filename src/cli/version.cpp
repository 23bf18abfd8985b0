#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "waymark/index/generation.h"

#include "common.h"

namespace waymark {

void add_version_command(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand("version", "Print the version");
  command->footer("Example:\n  waymark version");
  command->callback([&exit_code] {
    std::cout << "waymark " << WAYMARK_VERSION << " (index format " << kIndexFormat << ")\n";
    exit_code = kDone;
  });
}

}  // namespace waymark
