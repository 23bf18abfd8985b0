// contract_report_json.cpp - verdicts about contracts as JSON and SARIF.
#include "contract_report_json.h"

#include "waymark/base/strings.h"

namespace waymark {
namespace {

Verdict worst_of(const std::vector<CheckedFile>& files) {
  Verdict worst = Verdict::Pass;
  for (const CheckedFile& file : files) worst = std::max(worst, file.check.verdict());
  return worst;
}

// One line of a SARIF log, whatever it tells of.
struct SarifResult {
  std::string rule, level, text, file, where;
  std::uint32_t line = 0;
};

std::string_view sarif_level(Severity severity) {
  return severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "note";
}

Json sarif_result(const SarifResult& result) {
  Json json;
  json["ruleId"] = result.rule;
  json["level"] = result.level;
  json["message"]["text"] = result.text;
  Json location;
  location["physicalLocation"]["artifactLocation"]["uri"] = result.file;
  location["physicalLocation"]["region"]["startLine"] = std::max<std::uint32_t>(result.line, 1);
  if (!result.where.empty())
    location["logicalLocations"] = Json::array({{{"fullyQualifiedName", result.where}}});
  json["locations"] = Json::array({location});
  return json;
}

std::string sarif_log(const std::vector<SarifResult>& results) {
  Json run;
  run["tool"]["driver"]["name"] = "waymark";
  run["tool"]["driver"]["rules"] = Json::array();
  run["results"] = Json::array();
  std::vector<std::string> rules;
  for (const SarifResult& result : results) {
    run["results"].push_back(sarif_result(result));
    if (std::find(rules.begin(), rules.end(), result.rule) != rules.end()) continue;
    rules.push_back(result.rule);
    run["tool"]["driver"]["rules"].push_back(
        {{"id", result.rule}, {"shortDescription", {{"text", replace_all(result.rule, "_", " ")}}}});
  }
  Json log;
  log["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  log["version"] = "2.1.0";
  log["runs"] = Json::array({run});
  return to_text(log) + "\n";
}

}  // namespace

Json finding_json(const CheckFinding& finding) {
  Json json;
  json["code"] = finding.code;
  json["severity"] = to_string(finding.severity);
  set_given(json, "where", finding.where);
  if (finding.line > 0) json["line"] = finding.line;
  set_given(json, "expected", finding.expected);
  set_given(json, "actual", finding.actual);
  json["text"] = finding.text;
  return json;
}

Json check_json(const ContractCheck& check) {
  Json json;
  json["verdict"] = to_string(check.verdict());
  json["format"] = check.format;
  set_given(json, "name", check.name);
  json["target"] = nullptr;
  if (check.target) json["target"] = {{"key", check.target->first}, {"name", check.target->second}};
  json["contracts"] = check.contracts;
  json["checks"] = check.checks;
  json["findings"] = Json::array();
  for (const CheckFinding& finding : check.findings) json["findings"].push_back(finding_json(finding));
  return json;
}

Json change_json(const ContractChange& change) {
  Json json;
  json["kind"] = change.kind;
  json["effect"] = change.breaking ? "breaking" : "compatible";
  json["where"] = change.where;
  set_given(json, "from", change.from);
  set_given(json, "to", change.to);
  if (change.line > 0) json["line"] = change.line;
  json["text"] = change.text;
  return json;
}

std::string_view verdict_of(const std::vector<ContractChange>& changes) {
  const bool breaking = std::any_of(changes.begin(), changes.end(),
                                    [](const ContractChange& change) { return change.breaking; });
  return breaking ? "breaking" : changes.empty() ? "same" : "compatible";
}

std::string check_files_json(const std::vector<CheckedFile>& files) {
  Json json;
  json["verdict"] = to_string(worst_of(files));
  json["files"] = Json::array();
  for (const CheckedFile& file : files) {
    Json one;
    one["file"] = file.file;
    one.update(check_json(file.check));
    json["files"].push_back(std::move(one));
  }
  return to_text(json) + "\n";
}

std::string change_files_json(const std::vector<ComparedFile>& files) {
  Json json;
  json["files"] = Json::array();
  for (const ComparedFile& file : files) {
    Json one;
    one["file"] = file.file;
    one["verdict"] = verdict_of(file.changes);
    one["changes"] = Json::array();
    for (const ContractChange& change : file.changes) one["changes"].push_back(change_json(change));
    json["files"].push_back(std::move(one));
  }
  return to_text(json) + "\n";
}

std::string check_files_sarif(const std::vector<CheckedFile>& files) {
  std::vector<SarifResult> results;
  for (const CheckedFile& file : files)
    for (const CheckFinding& finding : file.check.findings)
      results.push_back({finding.code, std::string(sarif_level(finding.severity)), finding.text, file.file,
                         finding.where, finding.line});
  return sarif_log(results);
}

std::string change_files_sarif(const std::vector<ComparedFile>& files) {
  std::vector<SarifResult> results;
  for (const ComparedFile& file : files)
    for (const ContractChange& change : file.changes)
      results.push_back({change.kind, change.breaking ? "error" : "note", change.text, file.file,
                         change.where, change.line});
  return sarif_log(results);
}

}  // namespace waymark
