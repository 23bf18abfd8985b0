// soda.cpp - scan results of Soda: how many checks of a table passed. Source: docs/sources.md.
//
// Logs and queries of a scan are not taken.
#include "waymark/base/strings.h"
#include "waymark/readers/reader.h"

#include "shared/checked_table.h"
#include "shared/meta_facts.h"

namespace waymark {
namespace {

bool recognises(const Shape& shape) {
  if (shape.syntax != Syntax::Json || !shape.first["checks"].is_array()) return false;
  return shape.first.has("scanStartTimestamp") || shape.first.has("scanEndTimestamp") ||
         (shape.first.has("definitionName") && shape.first.has("hasFailures"));
}

struct Scanned {
  Quality quality;
  std::vector<std::string> warnings;  // Of checks that passed with a warning.
};

void read_scan(const Export& file, const JsonRecord& record, ReadSink& sink) {
  const Value& scan = record.value;
  const std::string usual = scan.first_of({"defaultDataSource", "dataSource"}).text();
  std::map<std::pair<std::string, std::string>, Scanned> tables;
  for (const Value& check : scan["checks"].items()) {
    sink.count("check");
    const std::string table = check["table"].text(), outcome = lower(check["outcome"].text());
    if (table.empty()) {
      sink.count("check without a table");
      continue;
    }
    if (outcome.empty()) {  // Not evaluated: its query failed.
      sink.count("check without an outcome");
      continue;
    }
    const std::string source = check["dataSource"].text();
    Scanned& scanned = tables[{source.empty() ? usual : source, table}];
    ++(outcome == "fail" ? scanned.quality.failed : scanned.quality.passed);
    if (outcome == "warn") scanned.warnings.push_back(check["name"].text());
  }
  const auto at =
      parse_time(scan.first_of({"dataTimestamp", "scanEndTimestamp", "scanStartTimestamp"}).text());
  for (auto& [name, scanned] : tables) {
    Fragment fragment = checked_table(file, name.second, name.first, record.place + " " + name.second);
    fragment.facts.quality = scanned.quality;
    fragment.at = at;
    if (at) add_extra(fragment.facts, "checked", format_time(*at));
    for (std::string& warning : scanned.warnings)
      add_extra(fragment.facts, "soda warning", std::move(warning));
    sink.fragment(std::move(fragment));
  }
}

Status read(const Export& file, ReadSink& sink) {
  JsonSplit split;
  split.drop = {"logs", "queries", "metrics", "profiling", "diagnostics", "resourceAttributes"};
  return file.json(split, sink, [&](JsonRecord&& record) { read_scan(file, record, sink); });
}

}  // namespace

extern const Reader soda_reader{"soda", "Soda scan results (JSON)", SourceKind::Technical, 262, recognises,
                                read};

}  // namespace waymark
