#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <sys/resource.h>

#include "waymark/ingest/ingest.h"
#include "waymark/server/page_files.h"

#include "common.h"

namespace waymark {
namespace {

// One line per thing looked at; the worst of them decides the exit code.
class Findings {
 public:
  void good(std::string_view what, std::string_view detail) { line("ok  ", what, detail); }
  void bad(std::string_view what, std::string_view detail) {
    line("BAD ", what, detail);
    ++bad_;
  }
  int exit_code() const { return bad_ > 0 ? kNotSo : kDone; }

 private:
  static void line(std::string_view mark, std::string_view what, std::string_view detail) {
    std::cout << mark << " " << bold(what) << ": " << printable(detail) << "\n";
  }
  int bad_ = 0;
};

void check_index(const CommonOptions& options, Findings& findings) {
  const auto generation = Generation::open_current(options.index, Verify::Hashes);
  if (!generation) return findings.bad("index", generation.error().message);
  const Manifest& manifest = (*generation)->manifest();
  std::uint64_t documents = 0;
  for (const ShardInfo& shard : manifest.shards) documents += shard.documents;
  findings.good("index", options.index + ": " + manifest.id + ", " + std::to_string(documents) +
                             " assets in " + std::to_string(manifest.shards.size()) +
                             " access classes, published " + format_time(manifest.published_at) + " by " +
                             manifest.tool + ", every file matches its checksum");
  if (!(*generation)->problem().empty()) findings.bad("current generation", (*generation)->problem());
  for (const SourceSummary& source : manifest.sources)
    if (source.problems > 0)
      findings.bad("source " + source.name, std::to_string(source.problems) +
                                                (source.problems == 1 ? " problem" : " problems") +
                                                " in the last run; see report.json in the index folder");
}

void check_config(const CommonOptions& options, Findings& findings) {
  const auto loaded = load_config(options);
  if (!loaded) return findings.bad("configuration", loaded.error().message);
  const Config& config = loaded->config;
  findings.good("configuration",
                (config.file.empty() ? "none, defaults hold" : config.file + " (" + loaded->origin + ")") +
                    "; " + std::to_string(config.sources.size()) + " sources, " +
                    std::to_string(config.rules.size()) + " rules, " +
                    std::to_string(config.products.size()) + " products");
  if (config.sources.empty()) return;
  if (const auto found = find_exports({}, config, loaded->folder); found)
    findings.good("exports", std::to_string(found->files.size()) + " files in " +
                                 std::to_string(config.sources.size()) + " sources");
  else
    findings.bad("exports", found.error().message);
}

void check_environment(Findings& findings) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  const std::string limit = std::to_string(files.rlim_cur) + " open files allowed";
  if (files.rlim_cur < 512)
    findings.bad("environment", limit + "; allow at least 512 (ulimit -n 4096)");
  else
    findings.good("environment", limit);
  if (page_files().empty())
    findings.bad("page", "this program was built without the browser page; the API works");
  else
    findings.good("page", std::to_string(page_files().size()) + " files built in");
}

}  // namespace

void add_doctor_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<CommonOptions>();
  auto* command = app.add_subcommand("doctor", "Check the index, the configuration and the environment");
  add_index_option(*command, *options);
  add_config_options(*command, *options);
  command->footer(
      "Exit code 1: something is wrong; the line says what.\n\nExample:\n  waymark doctor --index "
      "data/index");
  command->callback([options, &exit_code] {
    Findings findings;
    check_index(*options, findings);
    check_config(*options, findings);
    check_environment(findings);
    exit_code = findings.exit_code();
  });
}

}  // namespace waymark
