#include "common.h"

#include <cstdlib>
#include <iostream>

#include <CLI/CLI.hpp>
#include <unistd.h>

namespace waymark {

namespace fs = std::filesystem;

void add_index_option(CLI::App& command, CommonOptions& options) {
  command.add_option("--index", options.index, "Folder of the index")
      ->envname("WAYMARK_INDEX")
      ->capture_default_str();
}

void add_ranking_option(CLI::App& command, CommonOptions& options) {
  command.add_option("--ranking", options.ranking, "File of weights for the order of results (docs/ranking.md)")
      ->envname("WAYMARK_RANKING");
}

Status check_ranking(const CommonOptions& options) {
  if (options.ranking.empty()) return {};
  const auto ranking = read_ranking(options.ranking);
  if (!ranking) return fail(ranking.error());
  return {};
}

void add_config_options(CLI::App& command, CommonOptions& options) {
  command
      .add_option("--config", options.config,
                  "Configuration; without it waymark.yaml of the working folder, if there")
      ->envname("WAYMARK_CONFIG");
  command
      .add_option("--now", options.now, "\"Today\" for freshness and age, for tests: 2026-11-01T00:00:00Z")
      ->envname("WAYMARK_NOW");
}

void add_output_options(CLI::App& command, CommonOptions& options) {
  command.add_flag("--json", options.json, "Print JSON");
  command.add_flag("--quiet,-q", options.quiet, "No progress and no talk, only results and errors");
}

Result<LoadedConfig> load_config(const CommonOptions& options) {
  LoadedConfig loaded;
  fs::path path = options.config;
  loaded.origin = "flag --config or WAYMARK_CONFIG";
  if (path.empty()) {
    std::error_code error;
    if (fs::exists("waymark.yaml", error)) path = "waymark.yaml";
    loaded.origin = path.empty() ? "defaults" : "working folder";
  }
  if (!path.empty()) {
    auto config = read_config(path);
    if (!config) return fail(config.error());
    loaded.config = std::move(*config);
    loaded.folder = fs::absolute(path).parent_path();
  } else {
    loaded.folder = fs::current_path();
  }
  if (!options.now.empty()) {
    loaded.config.now = parse_time(options.now);
    if (!loaded.config.now)
      return fail(ErrorCode::InvalidInput,
                  "--now: \"" + options.now + "\" is not a time; write 2026-11-01T00:00:00Z");
  }
  return loaded;
}

int report_error(const Error& error, int code) {
  std::cerr << "waymark: " << printable(error.message) << "\n";
  return code;
}

int report_index_error(const Error& error) {
  return report_error(error, error.code == ErrorCode::InvalidInput ? kUsage : kIndexTrouble);
}

std::string printable(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f) c = ' ';
  return out;
}

bool colours() {
  static const bool on = ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  return on;
}
std::string bold(std::string_view text) {
  return colours() ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}
std::string faint(std::string_view text) {
  return colours() ? "\x1b[2m" + std::string(text) + "\x1b[0m" : std::string(text);
}

ProgressLine::ProgressLine(bool quiet)
    : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1), last_(std::chrono::steady_clock::now()) {}

ProgressLine::~ProgressLine() {
  if (drawn_ && terminal_) std::cerr << "\r\x1b[K" << std::flush;
}

void ProgressLine::show(std::string_view phase, std::size_t done, std::size_t total) {
  if (quiet_) return;
  const auto now = std::chrono::steady_clock::now();
  const auto pause = terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(10'000);
  if (now - last_ < pause && (done < total || !terminal_)) return;
  last_ = now;
  const std::size_t percent = total > 0 ? done * 100 / total : 0;
  if (terminal_) {
    constexpr std::size_t kWidth = 30;
    const std::size_t filled = percent * kWidth / 100;
    std::cerr << "\r\x1b[K" << phase << " [" << std::string(filled, '#') << std::string(kWidth - filled, ' ')
              << "] " << done << "/" << total << std::flush;
    drawn_ = true;
  } else {
    std::cerr << phase << " " << done << " of " << total << " (" << percent << " %)\n";
  }
}

std::optional<fs::path> sample_mesh() {
  std::error_code error;
  std::vector<fs::path> candidates = {"examples/sample-mesh"};
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  // build/release/waymark lies three steps below the checkout.
  if (!error) candidates.push_back(program.parent_path() / "../../examples/sample-mesh");
  for (const fs::path& candidate : candidates)
    if (fs::exists(candidate / "waymark.yaml", error)) return candidate;
  return std::nullopt;
}

}  // namespace waymark
