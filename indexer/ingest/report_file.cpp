#include "report_file.h"

#include <algorithm>

#include "waymark/base/files.h"
#include "waymark/base/strings.h"

#include "ingest_json.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLastReport = "report.json";

std::vector<MergeNote> notes_of(const json& from) {
  std::vector<MergeNote> notes;
  for (const json& one : from.value("notes", json::array())) {
    if (!one.is_object()) continue;
    MergeNote note{.kind = member<std::string>(one, "kind"),
                   .text = member<std::string>(one, "text"),
                   .count = member<std::size_t>(one, "count"),
                   .examples = {}};
    for (const json& example : one.value("examples", json::array()))
      if (example.is_string()) note.examples.push_back(example.get<std::string>());
    notes.push_back(std::move(note));
  }
  return notes;
}

void keep_a_copy(const fs::path& folder, const IngestReport& report, const std::string& text) {
  std::error_code error;
  fs::create_directories(folder, error);
  std::vector<fs::path> kept;
  for (const auto& entry : fs::directory_iterator(folder, error)) kept.push_back(entry.path());
  std::sort(kept.begin(), kept.end());
  // Names sort by time; two runs may end within one second.
  const std::string time = replace_all(format_time(report.at), ":", "");
  std::size_t number = 0;
  fs::path path;
  do path = folder / (time + "-" + std::to_string(number++) + ".json");
  while (fs::exists(path, error));
  if (!write_file_durably(path, text)) return;
  for (std::size_t i = 0; i + kReportsKept <= kept.size(); ++i) fs::remove(kept[i], error);
}

}  // namespace

void keep_report(const fs::path& index, const IngestReport& report) {
  const std::string text = report_json(report);
  if (!write_file_durably(index / kLastReport, text)) return;
  keep_a_copy(index / "history" / "reports", report, text);
}

bool nothing_to_do(const fs::path& index, IngestReport& report) {
  const auto text = read_file(index / kLastReport);
  const json last = text ? json::parse(*text, nullptr, false) : json();
  if (!last.is_object() || !last.contains("assets") || !last["assets"].is_object()) return false;
  if (last.contains("error") || !last.value("refused", json::array()).empty()) return false;
  const std::vector<std::string> current = split_words(current_line(index), ' ');
  if (current.empty()) return false;
  report.total = member<std::size_t>(last["assets"], "total");
  const json by_type = last["assets"].value("by_type", json::object());
  for (const auto& [type, count] : by_type.items())
    if (count.is_number()) report.assets[type] = count.get<std::size_t>();
  report.notes = notes_of(last);
  for (SourceReport& source : report.sources)
    for (const json& before : last.value("sources", json::array()))
      if (member<std::string>(before, "name") == source.name) {
        source.assets = member<std::size_t>(before, "assets");
        source.assets_before = source.assets;
      }
  report.published.generation = current.front();
  report.published.unchanged = report.total;
  return true;
}

}  // namespace waymark
