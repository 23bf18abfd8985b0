// common.h - what every command shares: where the index and the configuration are, how errors and progress
// are shown.
//
// Conventions: stdout is data, stderr is talk; flags > WAYMARK_* variables > waymark.yaml > defaults.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "waymark/base/result.h"
#include "waymark/catalog/config.h"
#include "waymark/search/search_index.h"

namespace CLI {
class App;
}

namespace waymark {

// Exit codes (docs/command-line.md).
enum ExitCode : int {
  kDone = 0,
  kNotSo = 1,  // The thing checked is not so.
  kUsage = 2,
  kPartly = 3,        // Input partly unreadable, the rest was done.
  kIndexTrouble = 4,  // Missing, locked, not writable or of another version.
  kServerTrouble = 5,
  kInterrupted = 130,
};

struct CommonOptions {
  std::string index = "data/index";
  std::string config;  // Empty: waymark.yaml of the working folder, if there.
  std::string now;      // "Today", for tests and samples.
  std::string ranking;  // File of weights; empty: those built in.
  bool quiet = false;
  bool json = false;
};

void add_index_option(CLI::App& command, CommonOptions& options);
void add_config_options(CLI::App& command, CommonOptions& options);
void add_output_options(CLI::App& command, CommonOptions& options);
void add_ranking_option(CLI::App& command, CommonOptions& options);
// Whether the file of --ranking can be used.
Status check_ranking(const CommonOptions& options);

struct LoadedConfig {
  Config config;
  std::filesystem::path folder;  // What its relative paths start from.
  std::string origin;            // "flag --config", "working folder", "defaults"
};
Result<LoadedConfig> load_config(const CommonOptions& options);

// Prints `waymark: sentence` on stderr and returns the code that fits.
int report_error(const Error& error, int code);
int report_index_error(const Error& error);

// Catalog text for a terminal: control bytes become blanks, so that nothing in an export can drive it.
std::string printable(std::string_view text);
bool colours();  // stdout is a terminal and NO_COLOR is not set.
std::string bold(std::string_view text);
std::string faint(std::string_view text);

// One line that is redrawn on a terminal; elsewhere a line every ten seconds.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  ~ProgressLine();
  void show(std::string_view phase, std::size_t done, std::size_t total);

 private:
  bool quiet_, terminal_, drawn_ = false;
  std::chrono::steady_clock::time_point last_;
};

// The folder of the sample mesh: of the working folder, else of the checkout the program was built in.
std::optional<std::filesystem::path> sample_mesh();

// Each command adds itself; `exit_code` is set when it has run.
void add_index_command(CLI::App& app, int& exit_code);
void add_serve_command(CLI::App& app, int& exit_code);
void add_demo_command(CLI::App& app, int& exit_code);
void add_search_command(CLI::App& app, int& exit_code);
void add_show_command(CLI::App& app, int& exit_code);
void add_lineage_command(CLI::App& app, int& exit_code);
void add_export_command(CLI::App& app, int& exit_code);
void add_contract_command(CLI::App& app, int& exit_code);
void add_doctor_command(CLI::App& app, int& exit_code);
void add_eval_command(CLI::App& app, int& exit_code);
void add_mcp_command(CLI::App& app, int& exit_code);
void add_version_command(CLI::App& app, int& exit_code);

}  // namespace waymark
