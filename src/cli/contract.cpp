#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "waymark/api/contract_report.h"
#include "waymark/base/files.h"
#include "waymark/base/strings.h"
#include "waymark/ingest/ingest.h"

#include "common.h"
#include "git_show.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

struct Options : CommonOptions {
  std::vector<std::string> paths;
  std::vector<std::string> exports;
  std::string format = "text";
  std::string from, to;
};

// A folder of its own that goes with this object.
class PassingFolder {
 public:
  PassingFolder() {
    std::string name = (fs::temp_directory_path() / "waymark-check-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~PassingFolder() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  PassingFolder(const PassingFolder&) = delete;
  PassingFolder& operator=(const PassingFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

struct NamedText {
  std::string file, text;
};
struct FoundContracts {
  std::vector<NamedText> texts;
  std::vector<std::string> unreadable;  // One sentence each.
};

bool may_be_contract(const fs::path& path) {
  const std::string end = lower(path.extension().string());
  for (const std::string_view known : {".yaml", ".yml", ".json", ".avsc", ".md", ".txt"})
    if (end == known) return true;
  return false;
}

void add_file(const fs::path& path, bool named, FoundContracts& found) {
  const auto text = read_file(path);
  if (!text)
    found.unreadable.push_back(text.error().message);
  else if (named || looks_like_contract(*text))
    found.texts.push_back({path.generic_string(), *text});
}

// A file that is named is checked whatever it holds; of a folder, what is a contract.
FoundContracts find_contracts(const std::vector<std::string>& paths) {
  FoundContracts found;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      add_file(path, true, found);
      continue;
    }
    std::vector<fs::path> files;
    const auto options = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator at(path, options, error), end; !error && at != end;
         at.increment(error))
      if (at->is_regular_file(error) && may_be_contract(at->path())) files.push_back(at->path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) add_file(file, false, found);
  }
  return found;
}

// Reads the exports into an index that lasts as long as the check.
Status index_exports(const Options& options, const fs::path& folder, bool& partial) {
  auto loaded = load_config(options);
  if (!loaded) return fail(loaded.error());
  IngestOptions ingesting;
  ingesting.exports.assign(options.exports.begin(), options.exports.end());
  ingesting.index = folder;
  ingesting.config = std::move(loaded->config);
  ingesting.config_folder = std::move(loaded->folder);
  ingesting.tool = std::string("waymark ") + WAYMARK_VERSION;
  ProgressLine progress(options.quiet);
  ingesting.progress = [&](const IngestProgress& at) { progress.show(at.phase, at.done, at.total); };
  const auto report = ingest(ingesting);
  if (!report) return fail(report.error());
  partial = report->partial();
  return {};
}

int check_against(const Options& options, const fs::path& folder, ReportFormat format, bool partial) {
  SearchIndex index(folder);
  const auto viewer = index.view(Access::all());
  if (!viewer) return report_index_error(viewer.error());
  const auto given = options.now.empty() ? std::nullopt : parse_time(options.now);
  const Time now = given ? *given : viewer->now();
  const FoundContracts found = find_contracts(options.paths);
  for (const std::string& why : found.unreadable) report_error({ErrorCode::Unreadable, why}, kPartly);
  const CheckCatalog catalog = catalog_of(*viewer, now);
  std::vector<CheckedFile> files;
  bool failed = false;
  for (const NamedText& one : found.texts) {
    files.push_back({one.file, check_contract_text(one.text, {one.file, "", "", now}, catalog)});
    failed |= files.back().check.verdict() == Verdict::Fail;
  }
  if (files.empty() && found.unreadable.empty())
    return report_error({ErrorCode::NotFound, "no contract in " + join(options.paths, ", ")}, kUsage);
  std::cout << contract_report(files, format) << std::flush;
  if (failed) return kNotSo;
  if (partial && !options.quiet)
    std::cerr << "waymark: some exports could not be read; `waymark index` tells which\n";
  return partial || !found.unreadable.empty() ? kPartly : kDone;
}

int run_check(const Options& options) {
  const auto format = parse_report_format(options.json ? "json" : options.format);
  if (!format) return report_error({ErrorCode::InvalidInput, "there is no format " + options.format}, kUsage);
  if (options.exports.empty()) return check_against(options, options.index, *format, false);
  const PassingFolder folder;
  bool partial = false;
  if (const Status read = index_exports(options, folder.path(), partial); !read)
    return report_index_error(read.error());
  return check_against(options, folder.path(), *format, partial);
}

int run_diff(const Options& options) {
  const auto format = parse_report_format(options.json ? "json" : options.format);
  if (!format) return report_error({ErrorCode::InvalidInput, "there is no format " + options.format}, kUsage);
  std::vector<ContractReading> readings;
  for (const std::string& name : {options.from, options.to}) {
    const auto text = text_of(name);
    if (!text) return report_error(text.error(), kUsage);
    auto reading = read_contract(*text, {name, "", "", now_utc()});
    if (!reading) return report_error({reading.error().code, name + ": " + reading.error().message}, kPartly);
    readings.push_back(std::move(*reading));
  }
  const std::vector<ContractChange> changes = compare_contracts(readings[0], readings[1]);
  std::cout << changes_report({{options.to, changes}}, *format) << std::flush;
  const bool breaking = std::any_of(changes.begin(), changes.end(),
                                    [](const ContractChange& change) { return change.breaking; });
  return breaking ? kNotSo : kDone;
}

void add_format(CLI::App& command, Options& options) {
  command.add_option("--format", options.format, "text, json, junit, sarif, or github for annotations")
      ->check(CLI::IsMember(report_formats()))
      ->capture_default_str();
}

}  // namespace

void add_contract_command(CLI::App& app, int& exit_code) {
  auto* group =
      app.add_subcommand("contract", "Hold contracts against the catalog, or one version against another");
  group->require_subcommand(1);

  auto checking = std::make_shared<Options>();
  auto* check = group->add_subcommand("check", "Whether contracts hold against what an index or exports say");
  check->add_option("paths", checking->paths, "Contracts, or folders of them")->required();
  add_index_option(*check, *checking);
  check->add_option("--exports", checking->exports, "Exports to hold them against, instead of an index");
  add_format(*check, *checking);
  add_config_options(*check, *checking);
  add_output_options(*check, *checking);
  check->footer(
      "Exit code 1: a contract is broken; 3: something could not be read, the rest was checked.\n\n"
      "Examples:\n"
      "  waymark contract check contracts/ --index data/index\n"
      "  waymark contract check contracts/orders.odcs.yaml --exports exports/ --format github");
  check->callback([checking, &exit_code] { exit_code = run_check(*checking); });

  auto comparing = std::make_shared<Options>();
  auto* diff = group->add_subcommand("diff", "What changed in a contract, and what of it breaks its readers");
  diff->add_option("old", comparing->from, "File, or REVISION:PATH of git")->required();
  diff->add_option("new", comparing->to, "File, or REVISION:PATH of git")->required();
  add_format(*diff, *comparing);
  add_output_options(*diff, *comparing);
  diff->footer(
      "Exit code 1: something changed that breaks readers.\n\n"
      "Examples:\n"
      "  waymark contract diff old.odcs.yaml new.odcs.yaml\n"
      "  waymark contract diff main:contracts/orders.odcs.yaml contracts/orders.odcs.yaml");
  diff->callback([comparing, &exit_code] { exit_code = run_diff(*comparing); });
}

}  // namespace waymark
